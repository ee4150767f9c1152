import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, forbidden, notFound } from '../../core/errors.ts'
import { lockEvent, type LockedEvent } from './access.server.ts'
import { eventJobs, type RegistrationChange } from './jobs.ts'
import { dropReminders } from './lay-reminders.server.ts'
import { isHeld, type RegistrationStatus, whyNotLeave } from './policy.ts'
import { promoteWaiting } from './promote-waiting.server.ts'
import type { LeaveInput } from './schema.ts'

/**
 * Gives the actor's seat, an offered seat, or their place in the waitlist back; a free seat goes to whoever waits first, in the same
 * transaction. What they wrote for the host is erased. Leaving twice is leaving once. Throws `not_found` when they never registered,
 * `conflict` with a text when it is too late.
 */
export async function leaveEvent(ctx: Ctx, eventId: string, input: LeaveInput): Promise<{ status: 'cancelled' }> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  return once(ctx, 'events.leave', input.commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    const mine = await tx.db.registration.findUnique({ where: { eventId_memberId: { eventId: event.id, memberId: actor.id } }, select: { status: true } })
    if (!mine) throw notFound()
    if (!isHeld(mine.status)) return { status: 'cancelled' }
    const why = whyNotLeave(event, tx.now())
    if (why !== null) throw conflict(`events.refused.${why}`)
    // Whoever only waited or was asked has nothing in their calendar to take out, and sees on the page that they left.
    await endRegistration(tx, event, { memberId: actor.id, status: mine.status }, mine.status === 'going' ? 'left' : null)
    return { status: 'cancelled' }
  })
}

/** Ends a registration under the event's lock, tells its member of it when there is something to tell, and passes a seat on that became free. */
export async function endRegistration(tx: TxCtx, event: LockedEvent, { memberId, status }: { memberId: string; status: RegistrationStatus }, change: RegistrationChange | null): Promise<void> {
  const ended = await tx.db.registration.update({
    where: { eventId_memberId: { eventId: event.id, memberId } },
    data: { status: 'cancelled', waitlistNo: null, offeredUntil: null, support: '', answers: {}, isListed: false, changedAt: tx.now(), sequence: { increment: 1 } },
    select: { sequence: true },
  })
  await dropReminders(tx, event.id, memberId)
  if (change !== null) tx.enqueue(eventJobs, 'registration.tell', { eventId: event.id, memberId, change, sequence: ended.sequence })
  if (status !== 'waitlisted' && status !== 'pending') await promoteWaiting(tx, event)
}
