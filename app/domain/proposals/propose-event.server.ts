import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, invalid } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { attachFiles } from '../files/index.server.ts'
import { member } from './access.server.ts'
import { note } from './note.server.ts'
import type { ProposeInput } from './schema.ts'
import { checkLength, readDescription, readPeople, rowOf, seatsOf, writePeople } from './write-event.server.ts'

/**
 * Proposes an event to the desk, under the id of its draft, so that one draft becomes one event from however many windows: it is there for its hosts and the desk, and for nobody else before somebody of the desk who has no part
 * in it approves. Throws `invalid` by field, `too_many` (10 a day).
 */
export async function proposeEvent(ctx: Ctx, input: ProposeInput): Promise<{ eventId: string }> {
  const { id: hostId } = member(ctx)
  const text = readDescription(input)
  return once(ctx, 'event:propose', input.commandId, async (tx) => {
    const at = tx.now()
    const eventId = input.draft ?? newId()
    const before = await tx.db.eventProposal.findUnique({ where: { eventId }, select: { proposerId: true } })
    if (before !== null) {
      if (before.proposerId !== hostId) throw conflict()
      return { eventId }
    }
    if (input.startsAt <= at) throw invalid({ startsAt: 'proposals.in_past' })
    checkLength(input)
    await tx.limit('event.propose', hostId, { points: 10, seconds: 86_400 })
    const people = await readPeople(tx, input, hostId)
    await attachFiles(tx, { subject: 'event', subjectId: eventId }, text.images)
    await tx.db.event.create({ data: { id: eventId, status: 'draft', hostId, ...seatsOf(input), createdAt: at, ...rowOf(input, text) }, select: { id: true } })
    await writePeople(tx, eventId, people)
    await tx.db.eventProposal.create({ data: { eventId, proposerId: hostId, state: 'proposed', sentAt: at }, select: { eventId: true } })
    if (input.draft !== undefined) await tx.db.eventDraft.deleteMany({ where: { id: input.draft, memberId: hostId } })
    await note(tx, eventId, 'proposed')
    return { eventId }
  })
}
