import type { TxCtx } from '../../core/ctx.ts'
import type { LockedEvent } from './access.server.ts'
import { eventJobs } from './jobs.ts'
import { layReminders } from './lay-reminders.server.ts'
import { whyNotLeave } from './policy.ts'

/**
 * Gives every free seat to those who wait, strictly in the order of their numbers, and tells each of them once. Called in the
 * transaction that freed a seat (somebody left, the capacity grew), with the locked event as it is now.
 */
export async function promoteWaiting(tx: TxCtx, event: LockedEvent): Promise<void> {
  if (event.waitingCount === 0 || whyNotLeave(event, tx.now()) !== null) return
  const free = event.capacity === null ? event.waitingCount : event.capacity - event.seatsTaken
  if (free <= 0) return
  const promoted = await tx.db.$queryRaw<{ memberId: string; sequence: number }[]>`
    with next as (
      select event_id, member_id from registration where event_id = ${event.id}::uuid and status = 'waitlisted' order by waitlist_no limit ${free}
    )
    update registration r set status = 'going', waitlist_no = null, changed_at = ${tx.now()}, sequence = r.sequence + 1
    from next where r.event_id = next.event_id and r.member_id = next.member_id
    returning r.member_id as "memberId", r.sequence`
  await layReminders(tx, event, promoted.map((p) => p.memberId))
  for (const p of promoted) tx.enqueue(eventJobs, 'registration.tell', { eventId: event.id, memberId: p.memberId, change: 'promoted', sequence: p.sequence })
}
