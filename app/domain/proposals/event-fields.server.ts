import type { Ctx } from '../../core/ctx.ts'
import { jstParts } from '../../core/dates.ts'
import { notFound } from '../../core/errors.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { plainText } from '../../core/richtext/plain-text.ts'
import type { EventFields } from './schema.ts'

const two = (n: number) => String(n).padStart(2, '0')
/** 2025-12-10T19:00 in Tokyo, as a form's time field wants it. */
export function localTime(at: Date): string {
  const p = jstParts(at)
  return `${p.year}-${two(p.month)}-${two(p.day)}T${two(p.hour)}:${two(p.minute)}`
}

/** How a member stands in a field of the form. */
export const asTyped = (person: { handle: string; displayName: string }): string => `${person.displayName} @${person.handle}`

/** An event as its form shows it, with the version that is being edited. The caller has authorised it. */
export async function fieldsOf(ctx: Ctx, eventId: string): Promise<{ fields: EventFields; version: number }> {
  const row = await ctx.db.event.findUnique({
    where: { id: eventId },
    select: {
      kind: true, mode: true, title: true, summary: true, body: true, doc: true, startsAt: true, endsAt: true, place: true, joinUrl: true, venueCapacity: true, onlineCapacity: true, agenda: true, version: true,
      people: { orderBy: [{ role: 'asc' }, { position: 'asc' }], select: { role: true, name: true, line: true, member: { select: { handle: true, displayName: true } } } },
    },
  })
  if (!row) throw notFound()
  const doc = row.doc as DocNode | null
  const speakers = row.people.filter((p) => p.role === 'speaker')
  return {
    version: row.version,
    fields: {
      kind: row.kind, mode: row.mode, title: row.title, summary: row.summary, place: row.place, joinUrl: row.joinUrl,
      text: doc === null ? row.body.replace(/<\/p>/g, '\n\n').replace(/<[^>]*>/g, '').trim() : plainText(doc), doc: doc === null ? '' : JSON.stringify(doc),
      startsAt: localTime(row.startsAt), endsAt: localTime(row.endsAt), venueCapacity: row.venueCapacity === null ? '' : String(row.venueCapacity), onlineCapacity: row.onlineCapacity === null ? '' : String(row.onlineCapacity),
      agenda: (row.agenda as { at: string; text: string }[]).map((l) => `${l.at} ${l.text}`).join('\n'),
      cohosts: row.people.flatMap((p) => (p.role === 'cohost' && p.member !== null ? [asTyped(p.member)] : [])),
      speakers: speakers.map((p) => (p.member === null ? p.name : asTyped(p.member))), lines: speakers.map((p) => p.line),
    },
  }
}

/** Who has a seat or waits for one, and would be told. */
export const registeredFor = (event: { venueTaken: number; onlineTaken: number; venueWaiting: number; onlineWaiting: number }): number => event.venueTaken + event.onlineTaken + event.venueWaiting + event.onlineWaiting
