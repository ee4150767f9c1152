import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, forbidden, notFound } from '../../core/errors.ts'
import { lockEvent } from './access.server.ts'
import { placeMember } from './place-member.server.ts'
import { isFree, isHeld, type RegistrationStatus, seatsOf, whyNotLeave } from './policy.ts'
import { promoteWaiting } from './promote-waiting.server.ts'
import type { ChangeSeatInput } from './schema.ts'

/**
 * Whoever registered for a hybrid event chooses the other kind of seat. A seat is given up only for a free one; who waits stands at
 * the end of the other line, when that has no free seat either. Throws `not_found`, or `conflict` with a text.
 */
export async function changeSeat(ctx: Ctx, eventId: string, input: ChangeSeatInput): Promise<{ status: RegistrationStatus }> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  return once(ctx, 'events.seat', input.commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    const own = { eventId_memberId: { eventId: event.id, memberId: actor.id } }
    const mine = await tx.db.registration.findUnique({ where: own, select: { status: true, seat: true } })
    if (!mine || !isHeld(mine.status)) throw notFound()
    const why = whyNotLeave(event, tx.now())
    if (why !== null) throw conflict(`events.refused.${why}`)
    const wanted = seatsOf(event).find((s) => s.seat === input.seat)
    if (!wanted) throw conflict('events.refused.no_seat')
    if (mine.seat === input.seat) return { status: mine.status }
    if (mine.status === 'pending') {
      await tx.db.registration.update({ where: own, data: { seat: input.seat, changedAt: tx.now() } })
      return { status: mine.status }
    }
    if (mine.status !== 'waitlisted' && !isFree(wanted)) throw conflict('events.refused.no_seat')
    const placed = await placeMember(tx, event, actor.id, input.seat, 'registered')
    await promoteWaiting(tx, event)
    return placed
  })
}
