import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, DomainError } from '../../core/errors.ts'
import { accessHostedEvent, lockEvent } from './access.server.ts'
import { placeMember } from './place-member.server.ts'
import { isAmongHosts, isHeld, takesPart, whyNotLeave } from './policy.ts'
import type { AddInput } from './schema.ts'

/**
 * A host registers somebody, who is told and can leave like everybody; whoever is registered keeps what they have. Throws `not_found`
 * to who does not run the event, `invalid` (field `handle`) when there is no such member, `conflict` when nobody is taken any more.
 */
export async function addParticipant(ctx: Ctx, eventId: string, input: AddInput): Promise<{ status: string }> {
  return once(ctx, 'events.add', input.commandId, async (tx) => {
    await accessHostedEvent(tx, eventId)
    const event = await lockEvent(tx, eventId)
    const why = event.status === 'draft' ? 'draft' : whyNotLeave(event, tx.now())
    if (why !== null) throw conflict(`events.refused.${why}`)
    const member = await tx.db.member.findFirst({ where: { handle: { equals: input.handle, mode: 'insensitive' }, status: 'active' }, select: { id: true } })
    if (!member) throw new DomainError('invalid', { fields: { handle: 'events.roster.nobody' } })
    if (isAmongHosts(member.id, event)) throw new DomainError('invalid', { fields: { handle: 'events.roster.is_host' } })
    const row = await tx.db.registration.findUnique({ where: { eventId_memberId: { eventId, memberId: member.id } }, select: { status: true } })
    if (row && row.status !== 'pending' && (isHeld(row.status) || takesPart(row.status))) return { status: row.status }
    tx.audit({ action: 'event.participant_added', subject: 'event', subjectId: event.id, detail: { memberId: member.id } })
    return placeMember(tx, event, member.id, input.seat ?? null, 'added')
  })
}
