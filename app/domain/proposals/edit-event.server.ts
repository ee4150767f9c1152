import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, invalid, notFound } from '../../core/errors.ts'
import { canHost, mainCapacity } from '../events/policy.ts'
import { accessHostedEvent, lockEvent } from '../events/index.server.ts'
import { attachFiles } from '../files/index.server.ts'
import { fieldsOf } from './event-fields.server.ts'
import type { EditEventInput, EventFields } from './schema.ts'
import { readDescription, readPeople, rowOf, writePeople } from './write-event.server.ts'

export type EditableEvent = { id: string; status: 'draft' | 'published' | 'cancelled'; fields: EventFields; version: number }

/** An event in its form, for who runs it. Throws `not_found` to everybody else, and when it cannot be edited any more. */
export async function editableEvent(ctx: Ctx, eventId: string): Promise<EditableEvent> {
  const event = await accessHostedEvent(ctx, eventId)
  if (event.status !== 'draft') throw notFound()
  return { id: event.id, status: event.status, ...(await fieldsOf(ctx, event.id)) }
}

/**
 * Changes an event and answers with its new version. Throws `conflict` when it was changed since `version` (nothing is lost, the writer
 * decides), `invalid` by field.
 */
export async function editEvent(ctx: Ctx, eventId: string, input: EditEventInput): Promise<{ version: number }> {
  const text = readDescription(input)
  return once(ctx, 'event:edit', input.commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    if (!canHost(tx.actor, event)) throw notFound()
    if (event.status !== 'draft') throw notFound()
    const before = await tx.db.event.findUniqueOrThrow({ where: { id: event.id }, select: { version: true } })
    if (before.version !== input.version) throw conflict('proposals.edit_conflict')
    if (input.startsAt <= tx.now()) throw invalid({ startsAt: 'proposals.in_past' })
    const people = await readPeople(tx, input, event.hostId)
    await attachFiles(tx, { subject: 'event', subjectId: event.id }, text.images)
    const version = before.version + 1
    await tx.db.event.update({ where: { id: event.id }, data: { ...rowOf(input, text), ...mainCapacity(input.mode, input.capacity), version }, select: { id: true } })
    await writePeople(tx, event.id, people)
    tx.audit({ action: 'event.edited', subject: 'event', subjectId: event.id, detail: { version } })
    return { version }
  })
}
