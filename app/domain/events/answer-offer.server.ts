import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, forbidden, notFound } from '../../core/errors.ts'
import { lockEvent } from './access.server.ts'
import { eventJobs } from './jobs.ts'
import { layReminders } from './lay-reminders.server.ts'
import { type RegistrationStatus, whyNotLeave } from './policy.ts'
import type { LeaveInput } from './schema.ts'

/**
 * Takes the seat that is offered to the actor. Taking it twice is taking it once. Throws `not_found` when they never registered,
 * `conflict` with a text when the offer has passed; declining it is `leaveEvent`.
 */
export async function acceptOffer(ctx: Ctx, eventId: string, input: LeaveInput): Promise<{ status: RegistrationStatus }> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  return once(ctx, 'events.accept', input.commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    const own = { eventId_memberId: { eventId: event.id, memberId: actor.id } }
    const mine = await tx.db.registration.findUnique({ where: own, select: { status: true, offeredUntil: true } })
    if (!mine) throw notFound()
    if (mine.status === 'going') return { status: 'going' }
    const why = whyNotLeave(event, tx.now())
    if (why !== null) throw conflict(`events.refused.${why}`)
    if (mine.offeredUntil === null || mine.offeredUntil <= tx.now()) throw conflict('events.refused.offer')
    const taken = await tx.db.registration.update({ where: own, data: { status: 'going', offeredUntil: null, changedAt: tx.now(), sequence: { increment: 1 } }, select: { sequence: true } })
    await layReminders(tx, event, [actor.id])
    tx.enqueue(eventJobs, 'registration.tell', { eventId: event.id, memberId: actor.id, change: 'registered', sequence: taken.sequence })
    return { status: 'going' }
  })
}
