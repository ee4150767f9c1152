import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { once } from '../../core/commands.server.ts'
import { invalid, notFound } from '../../core/errors.ts'
import { type AttentionKind, type Level, offered } from './policy.ts'

/** Keeps the actor's choice for something they may see, or takes it back with `auto`. The caller has made sure that they may see it. */
export function choose(ctx: Ctx, kind: AttentionKind, targetId: string, input: { level: Level | 'auto'; commandId: string }): Promise<{ level: Level | 'auto' }> {
  const { level } = input
  if (level !== 'auto' && !offered[kind].includes(level)) throw invalid({ level: 'form.choose' })
  return once(ctx, 'attention.choose', input.commandId, async (tx) => {
    if (!isMember(tx.actor)) throw notFound()
    const memberId = tx.actor.id
    if (level === 'auto') await tx.db.attention.deleteMany({ where: { memberId, kind, targetId } })
    else {
      await tx.db.$executeRaw`
        insert into attention (member_id, kind, target_id, level, at) values (${memberId}::uuid, ${kind}::attention_kind, ${targetId}::uuid, ${level}::attention_level, ${tx.now()})
        on conflict (member_id, kind, target_id) do update set level = excluded.level, at = excluded.at`
    }
    return { level }
  })
}
