import type { TxCtx } from '../../core/ctx.ts'
import type { LockedEvent } from './access.server.ts'
import { eventJobs, type RegistrationChange } from './jobs.ts'
import { layReminders } from './lay-reminders.server.ts'
import { isFree, seatsOf } from './policy.ts'
import type { SeatKind } from './views.ts'

/** The kind of seat somebody gets who asked for `wanted`: the event's only kind, or theirs. */
export const seatFor = (event: LockedEvent, wanted: SeatKind | null): SeatKind => (event.mode === 'hybrid' ? (wanted ?? 'venue') : event.mode)

/**
 * Gives a member a seat when one of the kind is free and nobody waits for one, else a place at the end of the line; nobody gets past
 * those who wait, whoever places them. Under the event's lock, once a transaction; tells the member.
 */
export async function placeMember(tx: TxCtx, event: LockedEvent, memberId: string, wanted: SeatKind | null, change: RegistrationChange): Promise<{ status: 'going' | 'waitlisted' }> {
  const seat = seatFor(event, wanted)
  const isSeated = seatsOf(event).some((s) => s.seat === seat && isFree(s))
  const place = { status: isSeated ? ('going' as const) : ('waitlisted' as const), seat, waitlistNo: isSeated ? null : event.waitlistNo + 1, offeredUntil: null, changedAt: tx.now() }
  const { sequence } = await tx.db.registration.upsert({
    where: { eventId_memberId: { eventId: event.id, memberId } },
    create: { eventId: event.id, memberId, createdAt: tx.now(), ...place },
    update: { ...place, sequence: { increment: 1 } },
    select: { sequence: true },
  })
  if (isSeated) await layReminders(tx, event, [memberId])
  tx.enqueue(eventJobs, 'registration.tell', { eventId: event.id, memberId, change: isSeated ? change : 'waitlisted', sequence })
  return { status: place.status }
}
