import { type Actor, isMember, isStaff } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { type Page, toPage } from '../../core/paging.ts'
import { afterRank, found, rank, rankKey } from '../../core/search/match.server.ts'
import type { Query } from '../../core/search/query.ts'
import { markAll, type Segment, snippet } from '../../core/search/snippet.ts'
import { Prisma } from '../../../prisma/generated/client.ts'

/** `visibleTo` as SQL over `e` (event), without rehearsals: nobody looks for those. */
export function visibleEvents(actor: Actor): Prisma.Sql {
  if (actor.kind === 'system') return Prisma.sql`true`
  if (!isMember(actor)) return Prisma.sql`false`
  const known = Prisma.sql`(e.status <> 'draft' or e.host_id = ${actor.id}::uuid or ${actor.id}::uuid = any(e.cohost_ids))`
  return isStaff(actor) ? Prisma.sql`e.rehearsal_of_id is null` : Prisma.sql`(e.rehearsal_of_id is null and ${known})`
}

export type EventFind = { from: Date | null; until: Date | null; isOver: boolean | null }
export type EventHit = { id: string; title: Segment[]; text: Segment[]; startsAt: string; isOver: boolean; isCancelled: boolean }

/** Events that hold what is looked for: those whose title begins with it first, then the latest. Paged by key. */
export async function searchEvents(ctx: Ctx, query: Query, find: EventFind, cursor: string | null, take: number): Promise<Page<EventHit>> {
  if (!isMember(ctx.actor)) throw notFound()
  const now = ctx.now()
  const rows = await ctx.db.$queryRaw<{ id: string; rank: number; at: Date; title: string; summary: string; body: string; isOver: boolean; isCancelled: boolean }[]>`
    with e as materialized (select e.*, ${rank(Prisma.sql`e.norm`, query)} as rank, e.starts_at as at from event e where ${visibleEvents(ctx.actor)} and ${found(Prisma.sql`e.norm`, query)}
      ${find.from === null ? Prisma.empty : Prisma.sql`and e.starts_at >= ${find.from}`} ${find.until === null ? Prisma.empty : Prisma.sql`and e.starts_at < ${find.until}`}
      ${find.isOver === null ? Prisma.empty : Prisma.sql`and (e.ends_at <= ${now}) = ${find.isOver}`})
    select e.id, e.rank, e.at, e.title, e.summary || E'\n' || e.place as summary, regexp_replace(e.body, '<[^>]*>', ' ', 'g') as body, e.ends_at <= ${now} as "isOver", e.status = 'cancelled' as "isCancelled"
    from e where ${afterRank(Prisma.sql`e`, cursor)} order by e.rank, e.at desc, e.id desc limit ${fixed(take + 1)}`
  const page = toPage(rows, take, rankKey)
  return { items: page.items.map((r) => ({ id: r.id, title: markAll(r.title, query), text: snippet(`${r.summary}\n${r.body}`, query), startsAt: r.at.toISOString(), isOver: r.isOver, isCancelled: r.isCancelled })), next: page.next }
}
