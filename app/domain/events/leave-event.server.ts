import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, forbidden, notFound } from '../../core/errors.ts'
import { lockEvent } from './access.server.ts'
import { eventJobs } from './jobs.ts'
import { dropReminders } from './lay-reminders.server.ts'
import { type RegistrationStatus, whyNotLeave } from './policy.ts'
import { promoteWaiting } from './promote-waiting.server.ts'
import type { LeaveInput } from './schema.ts'

/**
 * Gives the actor's seat, or place in the waitlist, back; a free seat goes to whoever waits first, in the same transaction.
 * What they wrote for the host is erased. Leaving twice is leaving once. Throws `not_found` when they never registered, `conflict`
 * with a text when it is too late.
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
    const left = await tx.db.registration.update({
      where: { eventId_memberId: { eventId: event.id, memberId: actor.id } },
      data: { status: 'cancelled', waitlistNo: null, support: '', changedAt: tx.now(), sequence: { increment: 1 } },
      select: { sequence: true },
    })
    // Whoever only waited has nothing in their calendar to take out, and sees on the page that they left the line.
    if (mine.status === 'going') {
      await dropReminders(tx, event.id, actor.id)
      tx.enqueue(eventJobs, 'registration.tell', { eventId: event.id, memberId: actor.id, change: 'left', sequence: left.sequence })
      await promoteWaiting(tx, { ...event, seatsTaken: event.seatsTaken - 1 })
    }
    return { status: 'cancelled' }
  })
}

const isHeld = (status: RegistrationStatus): boolean => status === 'going' || status === 'waitlisted'
