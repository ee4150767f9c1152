import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { accessHostedEvent, lockEvent } from './access.server.ts'
import { endRegistration } from './leave-event.server.ts'
import { placeMember } from './place-member.server.ts'
import { whyNotLeave } from './policy.ts'
import type { AnswerInput } from './schema.ts'

/**
 * A host's yes or no to a registration that waits for one: yes takes a seat or the end of the line, no ends it. Answered already, it
 * stays as it is. Throws `not_found` to who does not run the event, `conflict` when the event takes nobody any more.
 */
export async function answerRegistration(ctx: Ctx, eventId: string, input: AnswerInput): Promise<null> {
  return once(ctx, 'events.answer', input.commandId, async (tx) => {
    await accessHostedEvent(tx, eventId)
    const event = await lockEvent(tx, eventId)
    const row = await tx.db.registration.findUnique({ where: { eventId_memberId: { eventId, memberId: input.memberId } }, select: { status: true, seat: true } })
    if (!row) throw notFound()
    if (row.status !== 'pending') return null
    const why = whyNotLeave(event, tx.now())
    if (why !== null) throw conflict(`events.refused.${why}`)
    if (input.isApproved) await placeMember(tx, event, input.memberId, row.seat, 'registered')
    else await endRegistration(tx, event, { memberId: input.memberId, status: row.status }, 'declined')
    return null
  })
}
