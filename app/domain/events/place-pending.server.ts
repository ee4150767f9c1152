import type { TxCtx } from '../../core/ctx.ts'
import { type LockedEvent, seatSelect } from './access.server.ts'
import { eventJobs } from './jobs.ts'
import { layReminders } from './lay-reminders.server.ts'
import { seatsOf, whyNotLeave } from './policy.ts'
import type { SeatKind } from './views.ts'

/** More than any event holds. */
const ENDLESS = 1_000_000

/**
 * No host's word is needed any more: whoever waited for one gets a seat of their kind in the order they asked, as far as there are seats
 * and behind those who wait for one, and the others the end of the line; each is told once. Under the event's lock, after seats that are
 * free went to those who wait.
 */
export async function placePending(tx: TxCtx, { id, endsAt, status }: Pick<LockedEvent, 'id' | 'endsAt' | 'status'>): Promise<void> {
  if (status !== 'published' || whyNotLeave({ status, endsAt }, tx.now()) !== null) return
  const event = await tx.db.event.findUniqueOrThrow({ where: { id }, select: { id: true, waitlistNo: true, ...seatSelect } })
  const freeOf = (kind: SeatKind): number => {
    const seats = seatsOf(event).find((s) => s.seat === kind)
    if (seats === undefined) return 0
    return seats.capacity === null ? ENDLESS : seats.waiting > 0 ? 0 : Math.max(0, seats.capacity - seats.taken)
  }
  const placed = await tx.db.$queryRaw<{ memberId: string; status: 'going' | 'waitlisted'; sequence: number }[]>`
    with asked as (
      select member_id, created_at, row_number() over (partition by seat order by created_at, member_id) <= case seat when 'venue' then ${freeOf('venue')}::int else ${freeOf('online')}::int end as is_seated
      from registration where event_id = ${id}::uuid and status = 'pending'
    ), placed as (
      select member_id, is_seated, ${event.waitlistNo}::int + row_number() over (partition by is_seated order by created_at, member_id) as no from asked
    )
    update registration r set status = (case when p.is_seated then 'going' else 'waitlisted' end)::registration_status, waitlist_no = case when p.is_seated then null else p.no end,
      changed_at = ${tx.now()}, sequence = r.sequence + 1
    from placed p where r.event_id = ${id}::uuid and r.member_id = p.member_id
    returning r.member_id as "memberId", r.status::text as status, r.sequence`
  await layReminders(tx, event, placed.filter((p) => p.status === 'going').map((p) => p.memberId))
  for (const p of placed) tx.enqueue(eventJobs, 'registration.tell', { eventId: id, memberId: p.memberId, change: p.status === 'going' ? 'registered' : 'waitlisted', sequence: p.sequence })
}
