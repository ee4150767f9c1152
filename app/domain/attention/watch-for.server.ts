import type { TxCtx } from '../../core/ctx.ts'

/**
 * Members who asked for something watch the topic it became. What they have chosen for that topic stays, and so does silence: who muted its
 * board hears nothing.
 */
export async function watchFor(tx: TxCtx, topicId: string, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return
  await tx.db.$executeRaw`
    insert into attention (member_id, kind, target_id, level, at)
    select m.id, 'topic', t.id, 'watching', ${tx.now()} from topic t, member m
    where t.id = ${topicId}::uuid and m.id = any(${memberIds}::uuid[]) and m.status = 'active'
      and not exists (select 1 from attention b where b.member_id = m.id and b.kind = 'board' and b.target_id = t.board_id and b.level = 'muted')
    on conflict do nothing`
}
