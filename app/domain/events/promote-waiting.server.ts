import type { TxCtx } from '../../core/ctx.ts'
import type { LockedEvent } from './access.server.ts'
import { eventJobs } from './jobs.ts'
import { layReminders } from './lay-reminders.server.ts'
import { offerUntil, seatsOf, whyNotLeave } from './policy.ts'

/**
 * Gives every free seat to those who wait for its kind, strictly in the order of their numbers, and tells each of them once: at once,
 * or as an offer that holds the seat for a time, as the event is set. Called in the transaction that freed a seat (somebody left, an
 * offer passed, the capacity grew), with the event locked before any of it.
 */
export async function promoteWaiting(tx: TxCtx, { id, endsAt, status }: Pick<LockedEvent, 'id' | 'endsAt' | 'status'>): Promise<void> {
  if (status !== 'published' || whyNotLeave({ status, endsAt }, tx.now()) !== null) return
  const event = await tx.db.event.findUniqueOrThrow({
    where: { id },
    select: { id: true, startsAt: true, offersSeats: true, mode: true, venueCapacity: true, venueTaken: true, venueWaiting: true, onlineCapacity: true, onlineTaken: true, onlineWaiting: true },
  })
  const until = offerUntil(event, tx.now())
  for (const { seat, capacity, taken, waiting } of seatsOf(event)) {
    const free = capacity === null ? waiting : Math.min(waiting, capacity - taken)
    if (free <= 0) continue
    const promoted = await tx.db.$queryRaw<{ memberId: string; sequence: number }[]>`
      with next as (
        select event_id, member_id from registration where event_id = ${event.id}::uuid and status = 'waitlisted' and seat = ${seat}::seat_kind order by waitlist_no limit ${free}
      )
      update registration r set status = ${until === null ? 'going' : 'offered'}::registration_status, offered_until = ${until}, waitlist_no = null, changed_at = ${tx.now()}, sequence = r.sequence + 1
      from next where r.event_id = next.event_id and r.member_id = next.member_id
      returning r.member_id as "memberId", r.sequence`
    if (until === null) await layReminders(tx, event, promoted.map((p) => p.memberId))
    for (const p of promoted) tx.enqueue(eventJobs, 'registration.tell', { eventId: event.id, memberId: p.memberId, change: until === null ? 'promoted' : 'offered', sequence: p.sequence })
  }
}
