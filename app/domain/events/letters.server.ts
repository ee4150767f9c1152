/** The mails about events, as what they say; the worker gives them a form and puts them into the mail ledger. */
import type { z } from 'zod'
import type { Language } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { excerpt } from '../../core/text.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { calendarEntry, entrySelect, languageOf, organizerOf, whenAndWhere } from './calendar-entry.ts'
import type { eventJobs, RegistrationChange, ReminderKind } from './jobs.ts'
import { type Came, cameTo, takesPart } from './policy.ts'
import { layAgain } from './lay-reminders.server.ts'
import { waitingPlace } from './register-member.server.ts'
import { formatDate } from '../../core/dates.ts'
import { ownMoment } from '../../core/time-range.ts'
import type { SeatKind } from './views.ts'
import { surveyLinks } from './survey.server.ts'
import { writeIcs } from './write-ics.server.ts'

export type LetterBlock = { p: string } | { button: string; href: string } | { facts: [term: string, value: string][] }
export type Letter = {
  memberId: string
  lng: Language
  kind: string
  /** One letter a key, for ever. */
  dedupeKey: string
  subject: string
  salutation: string
  blocks: LetterBlock[]
  /** Why this came, for the foot, and the words of the link that stops it where it can be stopped. */
  why: string
  stopLabel: string
  attachments: { filename: string; contentType: string; content: string }[]
  /** The event and its title, for a word in the inbox as well. */
  event: { id: string; title: string }
}

const memberSelect = { id: true, email: true, displayName: true, lng: true, timeZone: true } as const
const eventSelect = { ...entrySelect, kind: true, offersSeats: true, joinUrl: true, surveyAttendedUrl: true, surveyAbsentUrl: true, host: { select: { displayName: true } } } as const
/** With the longest words before it the subject stays within 30 full-width characters. */
const TITLE_IN_SUBJECT = 19

const findEvent = (ctx: Ctx, id: string) => ctx.db.event.findUnique({ where: { id }, select: eventSelect })
const findMember = (ctx: Ctx, id: string) => ctx.db.member.findUnique({ where: { id }, select: memberSelect })
const findRegistration = (ctx: Ctx, eventId: string, memberId: string) => ctx.db.registration.findUnique({ where: { eventId_memberId: { eventId, memberId } }, select: { status: true, seat: true, waitlistNo: true, offeredUntil: true } })
type EventRow = NonNullable<Awaited<ReturnType<typeof findEvent>>>
type MemberRow = NonNullable<Awaited<ReturnType<typeof findMember>>>

/** What ends, or refuses, a registration is told whatever became of the event since. */
const tellsAnyway = new Set<RegistrationChange>(['left', 'removed', 'declined'])
/** With these the event comes into the calendar, or goes out of it. */
const calendarMethods: Partial<Record<RegistrationChange, 'REQUEST' | 'CANCEL'>> = { registered: 'REQUEST', promoted: 'REQUEST', added: 'REQUEST', left: 'CANCEL', removed: 'CANCEL' }

/** A change of a registration, told to its member; null when there is nothing to say any more (the event was cancelled, the wait is over). */
export async function registrationLetter(ctx: Ctx, job: z.output<(typeof eventJobs)['registration.tell']['payload']>): Promise<Letter | null> {
  const { change } = job
  const [event, member, row] = await Promise.all([findEvent(ctx, job.eventId), findMember(ctx, job.memberId), findRegistration(ctx, job.eventId, job.memberId)])
  if (!event || !member || !row || (event.status !== 'published' && !tellsAnyway.has(change))) return null
  const lng = languageOf(member.lng)
  const t = tFor(lng)
  const place = change === 'waitlisted' ? await waitingPlace(ctx, event.id, row) : null
  if (change === 'waitlisted' && place === null) return null
  if (change === 'offered' && row.offeredUntil === null) return null
  const { title } = event
  const facts = { facts: factsOf(event, member, row.seat) }
  const toEvent = { button: t(change === 'offered' ? 'eventMail.open_offer' : 'eventMail.open_event'), href: `/events/${event.id}` }
  const comes = [facts, { p: t('eventMail.calendar') }, toEvent, { p: t('eventMail.cannot_come') }]
  const own = row.offeredUntil === null ? null : ownMoment(row.offeredUntil, lng, member.timeZone)
  const until = row.offeredUntil === null ? '' : `${formatDate(row.offeredUntil, 'dayTime', lng)}${own === null ? '' : ` (${t('events.your_time', { time: own })})`}`
  const says: Record<RegistrationChange, () => LetterBlock[]> = {
    registered: () => [{ p: t('eventMail.registered', { title }) }, ...comes],
    promoted: () => [{ p: t('eventMail.promoted', { title }) }, ...comes],
    added: () => [{ p: t('eventMail.added', { title }) }, ...comes],
    waitlisted: () => [{ p: t('eventMail.waitlisted', { title, place: place ?? 0 }) }, facts, { p: t(event.offersSeats ? 'eventMail.waitlisted_offers' : 'eventMail.waitlisted_then') }, toEvent],
    asked: () => [{ p: t('eventMail.asked', { title }) }, facts, { p: t('eventMail.asked_then') }, toEvent],
    declined: () => [{ p: t('eventMail.declined', { title }) }, facts],
    offered: () => [{ p: t('eventMail.offered', { title, until }) }, facts, toEvent, { p: t('eventMail.offered_then') }],
    expired: () => [{ p: t('eventMail.expired', { title }) }, facts, { p: t('eventMail.expired_then') }, toEvent],
    left: () => [{ p: t('eventMail.left', { title }) }, facts, { p: t('eventMail.left_calendar') }],
    removed: () => [{ p: t('eventMail.removed', { title }) }, facts, { p: t('eventMail.left_calendar') }],
  }
  const method = calendarMethods[change]
  const ics = method === undefined ? [] : [await invitation(ctx, event, member, { seat: row.seat, sequence: job.sequence }, method)]
  return { ...head(event, member, change), dedupeKey: `event:${event.id}:${member.id}:${change}:${job.sequence}`, blocks: says[change](), attachments: ics }
}

/**
 * A reminder that was claimed; null when the member does not go any more, or the event was cancelled or moved to a later time. `lastSeen` says when somebody was
 * last seen in the room of an event: nothing tells those who are there that it begins, and afterwards they count as having come.
 */
export async function reminderLetter(ctx: Ctx, job: z.output<(typeof eventJobs)['reminder.send']['payload']>, lastSeen: (ctx: Ctx, eventId: string, memberId: string) => Promise<Date | null> = async () => null): Promise<Letter | null> {
  const reminder = await ctx.db.reminder.findUnique({ where: { id: job.reminderId }, select: { id: true, kind: true, eventId: true, memberId: true } })
  if (!reminder) return null
  const [event, member, registration, seenAt] = await Promise.all([
    findEvent(ctx, reminder.eventId), findMember(ctx, reminder.memberId),
    findRegistration(ctx, reminder.eventId, reminder.memberId),
    lastSeen(ctx, reminder.eventId, reminder.memberId),
  ])
  if (!event || !member || !registration || event.status !== 'published') return null
  const kind = reminder.kind as ReminderKind
  if (await layAgain(ctx, { ...reminder, kind }, event)) return null
  const dedupeKey = `reminder:${reminder.id}`
  if (kind === 'after') return takesPart(registration.status) ? afterLetter(event, member, cameTo(registration.status, seenAt !== null), dedupeKey, registration.status === 'attended') : null
  if (registration.status !== 'going' || (kind === 'soon' && seenAt !== null && ctx.now().getTime() - seenAt.getTime() < HERE_MS)) return null
  const t = tFor(languageOf(member.lng))
  const isClose = kind === 'hour' || kind === 'soon'
  const button = isClose && event.kind === 'seminar' ? { button: t('eventMail.open_room'), href: `/events/${event.id}/live` } : { button: t('eventMail.open_event'), href: `/events/${event.id}` }
  const link: [string, string][] = isClose && registration.seat === 'online' && event.joinUrl !== '' ? [[t('eventMail.join'), event.joinUrl]] : []
  const canStillLeave = isClose ? [] : [{ p: t('eventMail.cannot_come') }]
  // 24 hours ahead is tomorrow for the reader, until a late mail makes it today: by their own calendar.
  const about = kind === 'day' && isSameDay(ctx.now(), event.startsAt, member.timeZone) ? 'today' : kind
  return {
    ...head(event, member, about), kind: `event.${kind}`, dedupeKey,
    blocks: [{ p: t(`eventMail.${about}`, { title: event.title }) }, { facts: [...factsOf(event, member, registration.seat), ...link] }, button, ...canStillLeave],
    attachments: [],
  }
}

/** Seen this recently, somebody is in the room. */
const HERE_MS = 60_000
const isSameDay = (a: Date, b: Date, timeZone: string): boolean => formatDate(a, 'date', 'en', timeZone) === formatDate(b, 'date', 'en', timeZone)

/** After the end, in two versions: thanks to who came, and what can still be read and seen for who did not. Of whom nobody knows it, nothing is assumed. */
function afterLetter(event: EventRow, member: MemberRow, came: Came, dedupeKey: string, hasCertificate: boolean): Letter {
  const t = tFor(languageOf(member.lng))
  const { title } = event
  const toRead = event.kind === 'seminar' ? [{ p: t('eventMail.after_archive') }, { button: t('eventMail.open_archive'), href: `/events/${event.id}` }] : [{ button: t('eventMail.open_event'), href: `/events/${event.id}` }]
  const links = surveyLinks(event, came)
  const asked: LetterBlock[] = links.length === 0 ? [] : [{ p: t('eventMail.survey') }, { facts: links.map((link): [string, string] => [t(`eventMail.survey_${link.for}`), link.url]) }]
  const proof: LetterBlock[] = hasCertificate ? [{ p: t('eventMail.certificate') }, { button: t('eventMail.open_certificate'), href: `/events/${event.id}/certificate` }] : []
  const first = t(`eventMail.after_${came}`, { title })
  return { ...head(event, member, 'after'), dedupeKey, blocks: [{ p: first }, ...toRead, ...asked, ...proof], attachments: [] }
}

function head(event: EventRow, member: MemberRow, about: RegistrationChange | ReminderKind | 'today') {
  const lng = languageOf(member.lng)
  const t = tFor(lng)
  return {
    memberId: member.id, lng, kind: `event.${about}`, event: { id: event.id, title: event.title },
    subject: t(`eventMail.subject.${about}`, { title: excerpt(event.title, TITLE_IN_SUBJECT) }),
    salutation: t('eventMail.salutation', { name: member.displayName }),
    why: t('eventMail.why'), stopLabel: t('eventMail.stop_reminders'),
  }
}

function factsOf(event: EventRow, member: MemberRow, seat: SeatKind): [string, string][] {
  const lng = languageOf(member.lng)
  const t = tFor(lng)
  const facts = whenAndWhere(event, { lng, timeZone: member.timeZone, seat }, t)
  if (event.host) facts.push([t(event.kind === 'seminar' ? 'eventMail.host' : 'eventMail.host_meetup'), t('common.san', { name: event.host.displayName })])
  return facts
}

/** The calendar file for one person: METHOD stands in the content type as well, so that mail programs act on it (RFC 6047). */
async function invitation(ctx: Ctx, event: EventRow, member: MemberRow, own: { seat: SeatKind; sequence: number }, method: 'REQUEST' | 'CANCEL'): Promise<Letter['attachments'][number]> {
  const organisation = await readOrganisation(ctx.db)
  const attendee = { name: member.displayName, email: member.email }
  const entry = calendarEntry(ctx.place, event, { memberId: member.id, ...own, isCancelled: method === 'CANCEL', attendee }, tFor(languageOf(member.lng)))
  const content = writeIcs({ method, organizer: organizerOf(ctx.place, organisation.name), now: ctx.now(), entries: [entry] })
  return { filename: method === 'CANCEL' ? 'cancel.ics' : 'invite.ics', contentType: `text/calendar; charset=utf-8; method=${method}`, content }
}
