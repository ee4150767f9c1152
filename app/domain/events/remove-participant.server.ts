import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { accessHostedEvent, lockEvent } from './access.server.ts'
import { endRegistration } from './leave-event.server.ts'
import { isHeld, whyNotLeave } from './policy.ts'
import type { ParticipantInput } from './schema.ts'

/** A host ends somebody's registration; they are told, and the seat passes on. Throws `not_found` to who does not run the event, `conflict` when it is too late. */
export async function removeParticipant(ctx: Ctx, eventId: string, input: ParticipantInput): Promise<null> {
  return once(ctx, 'events.remove', input.commandId, async (tx) => {
    await accessHostedEvent(tx, eventId)
    const event = await lockEvent(tx, eventId)
    const row = await tx.db.registration.findUnique({ where: { eventId_memberId: { eventId, memberId: input.memberId } }, select: { status: true } })
    if (!row) throw notFound()
    if (!isHeld(row.status)) return null
    const why = whyNotLeave(event, tx.now())
    if (why !== null) throw conflict(`events.refused.${why}`)
    tx.audit({ action: 'event.participant_removed', subject: 'event', subjectId: event.id, detail: { memberId: input.memberId } })
    await endRegistration(tx, event, { memberId: input.memberId, status: row.status }, 'removed')
    return null
  })
}
