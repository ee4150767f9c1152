import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, forbidden, notFound } from '../../core/errors.ts'
import { lockEvent, type LockedEvent } from './access.server.ts'
import { placeMember } from './place-member.server.ts'
import { isFree, isHeld, type RegistrationStatus, seatsOf, whyNotLeave } from './policy.ts'
import { promoteWaiting } from './promote-waiting.server.ts'
import type { ChangeSeatInput } from './schema.ts'
import type { SeatKind } from './views.ts'

/**
 * Whoever registered for a hybrid event chooses the other kind of seat. A seat is given up only for a free one; who waits stands at
 * the end of the other line, when that has no free seat either. Throws `not_found`, or `conflict` with a text.
 */
export async function changeSeat(ctx: Ctx, eventId: string, input: ChangeSeatInput): Promise<{ status: RegistrationStatus }> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  return once(ctx, 'events.seat', input.commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    const mine = await tx.db.registration.findUnique({ where: { eventId_memberId: { eventId: event.id, memberId: actor.id } }, select: { status: true, seat: true } })
    if (!mine || !isHeld(mine.status)) throw notFound()
    const why = whyNotLeave(event, tx.now())
    if (why !== null) throw conflict(`events.refused.${why}`)
    const status = await takeOtherSeat(tx, event, { memberId: actor.id, ...mine }, input.seat)
    if (status === null) throw conflict('events.refused.no_seat')
    return { status }
  })
}

/** The same for a registration that is held, inside another's transaction and under the event's lock; null when there is no such seat for them. */
export async function takeOtherSeat(tx: TxCtx, event: LockedEvent, mine: { memberId: string; status: RegistrationStatus; seat: SeatKind }, seat: SeatKind): Promise<RegistrationStatus | null> {
  const wanted = seatsOf(event).find((s) => s.seat === seat)
  if (!wanted) return null
  if (mine.seat === seat) return mine.status
  if (mine.status === 'pending') {
    await tx.db.registration.update({ where: { eventId_memberId: { eventId: event.id, memberId: mine.memberId } }, data: { seat, changedAt: tx.now() } })
    return mine.status
  }
  if (mine.status !== 'waitlisted' && !isFree(wanted)) return null
  const { status } = await placeMember(tx, event, mine.memberId, seat, 'registered')
  await promoteWaiting(tx, event)
  return status
}
