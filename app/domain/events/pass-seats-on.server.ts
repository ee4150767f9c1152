import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { lockEvent } from './access.server.ts'
import { eventJobs } from './jobs.ts'
import { promoteWaiting } from './promote-waiting.server.ts'

/**
 * Offers that nobody answered in time pass to whoever waits next, and every seat that is free goes to those who wait, whatever freed
 * it. One transaction an event, `limit` events at most; answers how many there were.
 */
export async function passSeatsOn(ctx: Ctx, limit = 100): Promise<number> {
  const now = ctx.now()
  const events = await ctx.db.$queryRaw<{ id: string }[]>`
    select id from (
      (select event_id as id from registration where offered_until <= ${now} order by offered_until limit ${fixed(limit)})
      union
      (select e.id from event e where e.venue_waiting + e.online_waiting > 0 and e.ends_at > ${now} and e.status = 'published'
        and (e.venue_waiting > 0 and (e.venue_capacity is null or e.venue_taken < e.venue_capacity) or e.online_waiting > 0 and (e.online_capacity is null or e.online_taken < e.online_capacity))
        order by e.ends_at limit ${fixed(limit)})
    ) due limit ${fixed(limit)}`
  for (const { id } of events) await passOn(ctx, id)
  return events.length
}

const MOST_OFFERS = 200

async function passOn(ctx: Ctx, eventId: string): Promise<void> {
  await ctx.tx(async (tx) => {
    const event = await lockEvent(tx, eventId)
    const passed = await tx.db.$queryRaw<{ memberId: string; sequence: number }[]>`
      update registration r set status = 'cancelled', offered_until = null, support = '', answers = '{}', is_listed = false, changed_at = ${tx.now()}, sequence = r.sequence + 1
      where r.event_id = ${eventId}::uuid and r.member_id in (
        select member_id from registration where event_id = ${eventId}::uuid and status = 'offered' and offered_until <= ${tx.now()} order by offered_until limit ${fixed(MOST_OFFERS)})
      returning r.member_id as "memberId", r.sequence`
    for (const p of passed) tx.enqueue(eventJobs, 'registration.tell', { eventId, memberId: p.memberId, change: 'expired', sequence: p.sequence })
    await promoteWaiting(tx, event)
  })
}
