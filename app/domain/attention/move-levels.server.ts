import type { TxCtx } from '../../core/ctx.ts'

/** A topic became part of another: what somebody chose for it holds for that one, unless they chose for it too. */
export async function moveLevels(tx: TxCtx, fromTopicId: string, toTopicId: string): Promise<void> {
  await tx.db.$executeRaw`
    with gone as (delete from attention where kind = 'topic' and target_id = ${fromTopicId}::uuid returning member_id, level, at)
    insert into attention (member_id, kind, target_id, level, at) select member_id, 'topic', ${toTopicId}::uuid, level, at from gone on conflict do nothing`
}
