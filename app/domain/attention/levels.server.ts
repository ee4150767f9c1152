import type { Ctx } from '../../core/ctx.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { type Level, READ_PAGES, READ_SECONDS } from './policy.ts'

/**
 * The joins that `effectiveLevelSql` needs, for a statement over `t` (topic) and `r` (the reader's place in it, outer). `memberId` is SQL
 * for the reader's id. Each is a look-up by key.
 */
export const levelJoins = (memberId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  left join attention lt on lt.member_id = ${memberId} and lt.kind = 'topic' and lt.target_id = t.id
  left join attention lb on lb.member_id = ${memberId} and lb.kind = 'board' and lb.target_id = t.board_id
  left join lateral (select max(level) as level from attention where t.tag_ids <> '{}' and member_id = ${memberId} and kind = 'tag' and target_id = any(t.tag_ids)) lg on true`

const fallback = Prisma.sql`coalesce(lg.level, lb.level, 'normal')`
/** `levelOf` of policy.ts, as SQL: a test holds the two together. */
export const effectiveLevelSql = Prisma.sql`coalesce(lt.level, case when r.posts > 0 then 'watching'::attention_level
  when ${fallback} <> 'muted' and (r.pages >= ${READ_PAGES} or r.seconds >= ${READ_SECONDS}) then greatest(${fallback}, 'tracking') else ${fallback} end)`

/** What the actor chose for an event, or null. */
export async function eventLevel(ctx: Ctx, eventId: string): Promise<Level | null> {
  if (ctx.actor.kind !== 'account') return null
  const row = await ctx.db.attention.findUnique({ where: { memberId_kind_targetId: { memberId: ctx.actor.id, kind: 'event', targetId: eventId } }, select: { level: true } })
  return row?.level ?? null
}
