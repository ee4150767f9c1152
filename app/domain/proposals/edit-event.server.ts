import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, invalid, notFound } from '../../core/errors.ts'
import { accessHostedEvent, layReminders, lockEvent } from '../events/index.server.ts'
import { canHost } from '../events/policy.ts'
import { attachFiles } from '../files/index.server.ts'
import { fieldsOf, registeredFor } from './event-fields.server.ts'
import { proposalJobs } from './jobs.ts'
import type { EditEventInput, EventFields } from './schema.ts'
import { checkLength, readDescription, readPeople, rowOf, seatsOf, writePeople } from './write-event.server.ts'

export type EditableEvent = { id: string; status: 'draft' | 'published'; fields: EventFields; version: number; /** Who will be told of another time or place. */ registered: number }

/** An event in its form, for who runs it. Throws `not_found` to everybody else, and for what cannot be edited any more. */
export async function editableEvent(ctx: Ctx, eventId: string): Promise<EditableEvent> {
  const event = await accessHostedEvent(ctx, eventId)
  if (event.status === 'cancelled' || (event.status === 'draft' && (await isDeclined(ctx, event.id)))) throw notFound()
  return { id: event.id, status: event.status, registered: registeredFor(event), ...(await fieldsOf(ctx, event.id)) }
}

/** What was declined stays as it was declined; a rehearsal has no words of its own. */
const isDeclined = async (ctx: Ctx, eventId: string): Promise<boolean> => (await ctx.db.event.count({ where: { id: eventId, OR: [{ proposal: { state: 'declined' } }, { rehearsalOfId: { not: null } }] } })) > 0

const beforeSelect = { version: true, kind: true, mode: true, title: true, summary: true, startsAt: true, endsAt: true, place: true, joinUrl: true } as const

/**
 * Changes an event and answers with its new version. When those who come must hear of it (time, place, link) they are told with `note`, and
 * their reminders move. Throws `conflict` when it was changed since `version` (nothing is lost, the writer decides), `invalid` by field.
 */
export async function editEvent(ctx: Ctx, eventId: string, sent: EditEventInput): Promise<{ version: number }> {
  const text = readDescription(sent)
  return once(ctx, 'event:edit', sent.commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    if (!canHost(tx.actor, event)) throw notFound()
    if (event.status === 'cancelled' || (event.status === 'draft' && (await isDeclined(tx, event.id)))) throw notFound()
    const before = await tx.db.event.findUniqueOrThrow({ where: { id: event.id }, select: beforeSelect })
    if (before.version !== sent.version) throw conflict('proposals.edit_conflict')
    // A form knows minutes; a time that stands in the same one was not touched.
    const input = { ...sent, startsAt: sameMinute(sent.startsAt, before.startsAt), endsAt: sameMinute(sent.endsAt, before.endsAt) }
    const isPublic = event.status === 'published'
    checkTimes(tx, input, before)
    if (isPublic && (input.kind !== before.kind || input.mode !== before.mode)) throw invalid({ [input.kind === before.kind ? 'mode' : 'kind']: 'proposals.fixed' })
    await tx.limit('event.edit', tx.actor.kind === 'account' ? tx.actor.id : '', { points: 60, seconds: 3_600 })
    const people = await readPeople(tx, input, event.hostId)
    await attachFiles(tx, { subject: 'event', subjectId: event.id }, text.images)
    const row = rowOf(input, text)
    const isMoved = row.startsAt.getTime() !== before.startsAt.getTime() || row.endsAt.getTime() !== before.endsAt.getTime()
    const isTold = isPublic && (isMoved || row.place !== before.place || row.joinUrl !== before.joinUrl)
    // Calendars hear of what stands in their entry.
    const isInCalendars = isPublic && (isTold || row.title !== before.title || row.summary !== before.summary)
    const { version, sequence } = await tx.db.event.update({
      where: { id: event.id }, data: { ...row, ...(!isPublic && seatsOf(input)), version: { increment: 1 }, ...(isInCalendars && { sequence: { increment: 1 } }) }, select: { version: true, sequence: true },
    })
    await writePeople(tx, event.id, people)
    if (isPublic && isMoved) await layReminders(tx, { ...event, ...row }, 'everyone')
    if (isTold && event.endsAt > tx.now()) tx.enqueue(proposalJobs, 'event.changed', { eventId: event.id, change: 'changed', sequence, note: input.note })
    tx.audit({ action: isMoved ? 'event.moved' : 'event.edited', subject: 'event', subjectId: event.id, detail: { version } })
    return { version }
  })
}

/** A time that stays may lie in the past: what has begun can still be worded better. */
function checkTimes(tx: TxCtx, input: EditEventInput, before: { startsAt: Date; endsAt: Date }): void {
  if (input.startsAt.getTime() !== before.startsAt.getTime() && input.startsAt <= tx.now()) throw invalid({ startsAt: 'proposals.in_past' })
  if (input.endsAt.getTime() !== before.endsAt.getTime() && input.endsAt <= tx.now()) throw invalid({ endsAt: 'proposals.in_past' })
  checkLength(input)
}

const sameMinute = (typed: Date, kept: Date): Date => (Math.floor(typed.getTime() / 60_000) === Math.floor(kept.getTime() / 60_000) ? kept : typed)
