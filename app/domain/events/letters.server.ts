/** The mails about events, as what they say; the worker gives them a form and puts them into the mail ledger. */
import type { z } from 'zod'
import type { Language } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { excerpt } from '../../core/text.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { calendarEntry, entrySelect, languageOf, organizerOf } from './calendar-entry.ts'
import type { eventJobs, RegistrationChange, ReminderKind } from './jobs.ts'
import { waitingPlace } from './register-member.server.ts'
import { dateTimeRange, ownTime } from '../../core/time-range.ts'
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
const eventSelect = { ...entrySelect, kind: true, host: { select: { displayName: true } } } as const
/** With the longest words before it the subject stays within 30 full-width characters. */
const TITLE_IN_SUBJECT = 19

const findEvent = (ctx: Ctx, id: string) => ctx.db.event.findUnique({ where: { id }, select: eventSelect })
const findMember = (ctx: Ctx, id: string) => ctx.db.member.findUnique({ where: { id }, select: memberSelect })
type EventRow = NonNullable<Awaited<ReturnType<typeof findEvent>>>
type MemberRow = NonNullable<Awaited<ReturnType<typeof findMember>>>

/** A change of a registration, told to its member; null when there is nothing to say any more (the event was cancelled, the wait is over). */
export async function registrationLetter(ctx: Ctx, job: z.output<(typeof eventJobs)['registration.tell']['payload']>): Promise<Letter | null> {
  const [event, member] = await Promise.all([findEvent(ctx, job.eventId), findMember(ctx, job.memberId)])
  if (!event || !member || (event.status !== 'published' && job.change !== 'left')) return null
  const t = tFor(languageOf(member.lng))
  const place = job.change === 'waitlisted' ? await currentPlace(ctx, event.id, member.id) : null
  if (job.change === 'waitlisted' && place === null) return null
  const { title } = event
  const facts = { facts: factsOf(event, member) }
  const toEvent = { button: t('eventMail.open_event'), href: `/events/${event.id}` }
  const says: Record<RegistrationChange, LetterBlock[]> = {
    registered: [{ p: t('eventMail.registered', { title }) }, facts, { p: t('eventMail.calendar') }, toEvent, { p: t('eventMail.cannot_come') }],
    promoted: [{ p: t('eventMail.promoted', { title }) }, facts, { p: t('eventMail.calendar') }, toEvent, { p: t('eventMail.cannot_come') }],
    waitlisted: [{ p: t('eventMail.waitlisted', { title, place: place ?? 0 }) }, facts, { p: t('eventMail.waitlisted_then') }, toEvent],
    left: [{ p: t('eventMail.left', { title }) }, facts, { p: t('eventMail.left_calendar') }],
  }
  const ics = job.change === 'waitlisted' ? [] : [await invitation(ctx, event, member, job.sequence, job.change === 'left' ? 'CANCEL' : 'REQUEST')]
  return { ...head(event, member, job.change), dedupeKey: `event:${event.id}:${member.id}:${job.change}:${job.sequence}`, blocks: says[job.change], attachments: ics }
}

/** A reminder that was claimed; null when the member does not go any more or the event was cancelled. */
export async function reminderLetter(ctx: Ctx, job: z.output<(typeof eventJobs)['reminder.send']['payload']>): Promise<Letter | null> {
  const reminder = await ctx.db.reminder.findUnique({ where: { id: job.reminderId }, select: { id: true, kind: true, eventId: true, memberId: true } })
  if (!reminder) return null
  const [event, member, registration] = await Promise.all([
    findEvent(ctx, reminder.eventId), findMember(ctx, reminder.memberId),
    ctx.db.registration.findUnique({ where: { eventId_memberId: { eventId: reminder.eventId, memberId: reminder.memberId } }, select: { status: true } }),
  ])
  if (!event || !member || event.status !== 'published' || registration?.status !== 'going') return null
  const t = tFor(languageOf(member.lng))
  const kind = reminder.kind as ReminderKind
  const isClose = (kind === 'hour' || kind === 'soon') && event.kind === 'seminar'
  const button = isClose ? { button: t('eventMail.open_room'), href: `/events/${event.id}/live` } : { button: t('eventMail.open_event'), href: `/events/${event.id}` }
  const canStillLeave = kind === 'week' || kind === 'day' ? [{ p: t('eventMail.cannot_come') }] : []
  return {
    ...head(event, member, kind), dedupeKey: `reminder:${reminder.id}`,
    blocks: [{ p: t(`eventMail.${kind}`, { title: event.title }) }, { facts: factsOf(event, member) }, button, ...canStillLeave],
    attachments: [],
  }
}

function head(event: EventRow, member: MemberRow, about: RegistrationChange | ReminderKind) {
  const lng = languageOf(member.lng)
  const t = tFor(lng)
  return {
    memberId: member.id, lng, kind: `event.${about}`, event: { id: event.id, title: event.title },
    subject: t(`eventMail.subject.${about}`, { title: excerpt(event.title, TITLE_IN_SUBJECT) }),
    salutation: t('eventMail.salutation', { name: member.displayName }),
    why: t('eventMail.why'), stopLabel: t('eventMail.stop_reminders'),
  }
}

function factsOf(event: EventRow, member: MemberRow): [string, string][] {
  const lng = languageOf(member.lng)
  const t = tFor(lng)
  const own = ownTime(event, lng, member.timeZone)
  const facts: [string, string][] = [[t('eventMail.when'), dateTimeRange(event, lng)]]
  if (own !== null) facts.push([t('eventMail.when_yours'), own])
  facts.push([t('eventMail.where'), event.place === '' ? t(`events.mode.${event.mode}`) : event.place])
  if (event.host) facts.push([t(event.kind === 'seminar' ? 'eventMail.host' : 'eventMail.host_meetup'), t('common.san', { name: event.host.displayName })])
  return facts
}

async function currentPlace(ctx: Ctx, eventId: string, memberId: string): Promise<number | null> {
  const row = await ctx.db.registration.findUnique({ where: { eventId_memberId: { eventId, memberId } }, select: { waitlistNo: true } })
  return waitingPlace(ctx, eventId, row?.waitlistNo ?? null)
}

/** The calendar file for one person: METHOD stands in the content type as well, so that mail programs act on it (RFC 6047). */
async function invitation(ctx: Ctx, event: EventRow, member: MemberRow, sequence: number, method: 'REQUEST' | 'CANCEL'): Promise<Letter['attachments'][number]> {
  const organisation = await readOrganisation(ctx.db)
  const attendee = { name: member.displayName, email: member.email }
  const entry = calendarEntry(ctx.place, event, { memberId: member.id, sequence, isCancelled: method === 'CANCEL', attendee }, tFor(languageOf(member.lng)))
  const content = writeIcs({ method, organizer: organizerOf(ctx.place, organisation.name), now: ctx.now(), entries: [entry] })
  return { filename: method === 'CANCEL' ? 'cancel.ics' : 'invite.ics', contentType: `text/calendar; charset=utf-8; method=${method}`, content }
}
