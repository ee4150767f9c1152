import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { EVERY_EVENT } from '../attention/policy.ts'
import { liveJobs } from './jobs.ts'

/** Rooms of one tick; the others wait for the next. */
const AT_ONCE = 200

/**
 * For the schedule: who runs an event that has not begun hears that something was asked. What came since the last time is one job an event, so that
 * asking itself does nothing for it, and nothing of who asked is in it. A rehearsal has no such questions.
 */
export const claimAhead = (ctx: Ctx): Promise<number> => ctx.tx(async (tx) => {
  const rooms = await tx.db.$queryRaw<{ eventId: string }[]>`
    with due as (
      select r.event_id, c.count from room r join event e on e.id = r.event_id and e.status = 'published' and e.ends_at > ${tx.now()}
        cross join lateral (select count(*)::int as count from question q where q.event_id = r.event_id) c
      where r.status = 'waiting' and c.count > r.ahead_told limit ${fixed(AT_ONCE)} for no key update of r skip locked
    )
    update room r set ahead_told = due.count from due where r.event_id = due.event_id returning r.event_id as "eventId"`
  for (const { eventId } of rooms) tx.enqueue(liveJobs, 'questions.ahead', { eventId })
  return rooms.length
})

/** `number`: how many questions of others wait or are shown; `upTo` grows with each that comes. */
export type AheadNotice = { memberId: string; title: string; number: number; href: string; dedupeKey: string; upTo: number }

/** Whom to tell of what was asked ahead, once an event: its host, co-hosts and speakers, but not of their own questions, and nobody who silenced it. */
export async function aheadNotices(ctx: Ctx, eventId: string): Promise<AheadNotice[]> {
  const rows = await ctx.db.$queryRaw<{ memberId: string; title: string; isHost: boolean; number: number; upTo: number }[]>`
    select m.id as "memberId", e.title, m.id = e.host_id or m.id = any(e.cohost_ids) as "isHost", c.number, c.up_to as "upTo"
    from event e join room r on r.event_id = e.id and r.status = 'waiting'
      join member m on m.status = 'active' and m.id in (select e.host_id union select unnest(e.cohost_ids) union select p.member_id from event_person p where p.event_id = e.id and p.member_id is not null)
      cross join lateral (
        select count(*)::int as up_to, (count(*) filter (where q.status in ('pending', 'approved', 'deferred') and q.author_id is distinct from m.id))::int as number from question q where q.event_id = e.id
      ) c
    where e.id = ${eventId}::uuid and e.status = 'published' and c.number > 0
      and coalesce((select level from attention where member_id = m.id and kind = 'event' and target_id = e.id), (select level from attention where member_id = m.id and kind = 'event' and target_id = ${EVERY_EVENT}::uuid), 'normal') <> 'muted'
    order by m.id`
  return rows.map(({ memberId, title, isHost, number, upTo }) => ({ memberId, title, number, href: `/events/${eventId}/${isHost ? 'host' : 'live'}`, dedupeKey: `ahead:${eventId}`, upTo }))
}
