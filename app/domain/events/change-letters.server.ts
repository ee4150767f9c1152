/** What those who are registered are told when their event moves or is cancelled, a batch of members at a time. */
import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { excerpt } from '../../core/text.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { calendarEntry, entrySelect, languageOf, organizerOf, whenAndWhere } from './calendar-entry.ts'
import type { Letter, LetterBlock } from './letters.server.ts'
import type { SeatKind } from './views.ts'
import { writeIcs } from './write-ics.server.ts'

export type EventChange = 'changed' | 'cancelled'
/** `sequence` is the event's own after the change: an older one is told by the newer. `note` is what the hosts say to it. */
export type ChangeToTell = { eventId: string; change: EventChange; sequence: number; note: string; after?: string | undefined }

const BATCH = 100
const NOBODY = '00000000-0000-0000-0000-000000000000'
/** With the words before it the subject stays within 30 full-width characters. */
const TITLE_IN_SUBJECT = 18

type Reader = { memberId: string; status: string; seat: SeatKind; sequence: number; email: string; displayName: string; lng: string; timeZone: string }

/** Letters to the next members who hold or wait for a seat, with what takes the calendar entry to its new place, or out. `next`: there may be more after this member. */
export async function changeLetters(ctx: Ctx, { eventId, change, sequence, note, after }: ChangeToTell): Promise<{ letters: Letter[]; next: string | null }> {
  const event = await ctx.db.event.findUnique({ where: { id: eventId }, select: entrySelect })
  if (!event || event.sequence !== sequence || (event.status === 'cancelled') !== (change === 'cancelled')) return { letters: [], next: null }
  const [readers, organisation] = await Promise.all([
    ctx.db.$queryRaw<Reader[]>`
      select r.member_id as "memberId", r.status::text as status, r.seat::text as seat, r.sequence, m.email, m.display_name as "displayName", m.lng, m.time_zone as "timeZone"
      from registration r join member m on m.id = r.member_id and m.status = 'active'
      where r.event_id = ${eventId}::uuid and r.status::text in ('going', 'waitlisted', 'offered', 'pending') and r.member_id > ${after ?? NOBODY}::uuid
      order by r.member_id limit ${fixed(BATCH)}`,
    readOrganisation(ctx.db),
  ])
  const organizer = organizerOf(ctx.place, organisation.name)
  const letters = readers.map((reader): Letter => {
    const lng = languageOf(reader.lng)
    const t = tFor(lng)
    const { title } = event
    const facts = whenAndWhere(event, { lng, timeZone: reader.timeZone, seat: reader.seat }, t)
    const isGoing = reader.status === 'going'
    const said: LetterBlock[] = note === '' ? [] : [{ p: note }]
    const entry = calendarEntry(ctx.place, event, { memberId: reader.memberId, sequence: reader.sequence, seat: reader.seat, isCancelled: change === 'cancelled', attendee: { name: reader.displayName, email: reader.email } }, t)
    const method = change === 'cancelled' ? 'CANCEL' : 'REQUEST'
    const ics = { filename: change === 'cancelled' ? 'cancel.ics' : 'invite.ics', contentType: `text/calendar; charset=utf-8; method=${method}`, content: writeIcs({ method, organizer, now: ctx.now(), entries: [entry] }) }
    return {
      memberId: reader.memberId, lng, kind: `event.${change}`, event: { id: eventId, title }, dedupeKey: `event:${eventId}:${reader.memberId}:${change}:${sequence}`,
      subject: t(`eventChange.subject.${change}`, { title: excerpt(title, TITLE_IN_SUBJECT) }), salutation: t('eventMail.salutation', { name: reader.displayName }),
      blocks: [
        { p: t(`eventChange.${change}`, { title }) }, ...said, { facts }, ...(isGoing ? [{ p: t(`eventChange.calendar_${change}`) }] : []), { button: t('eventMail.open_event'), href: `/events/${eventId}` },
        ...(change === 'changed' ? [{ p: t('eventMail.cannot_come') }] : []),
      ],
      why: t('eventMail.why'), stopLabel: t('eventMail.stop_reminders'), attachments: isGoing ? [ics] : [],
    }
  })
  return { letters, next: readers.length === BATCH ? (readers.at(-1)?.memberId ?? null) : null }
}
