/** One event as an entry of somebody's calendar. Knows no database. */
import type { Language } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { dateTimeRange, ownTime } from '../../core/time-range.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ServerTexts } from '../../i18n/texts.server.ts'
import type { SeatKind } from './views.ts'
import type { CalendarEntry } from './write-ics.server.ts'

export type EntryRow = { id: string; title: string; summary: string; mode: 'online' | 'venue' | 'hybrid'; status: string; place: string; startsAt: Date; endsAt: Date; sequence: number }
/** Prisma selection of an EntryRow. */
export const entrySelect = { id: true, title: true, summary: true, mode: true, status: true, place: true, startsAt: true, endsAt: true, sequence: true } as const

type Place = Ctx['place']
type Owner = { memberId: string; sequence: number; /** Which seat of a hybrid event is theirs. */ seat?: SeatKind | undefined; isCancelled?: boolean; attendee?: CalendarEntry['attendee'] }

/** UID, SEQUENCE and address are the same wherever the entry comes from: mail, download or feed. Both numbers only ever rise, so their sum does. */
export function calendarEntry(place: Place, event: EntryRow, owner: Owner, t: Translate<ServerTexts>): CalendarEntry {
  const url = `${place.publicUrl}/events/${event.id}`
  return {
    uid: `${event.id}-${owner.memberId}@${new URL(place.publicUrl).hostname}`,
    sequence: event.sequence + owner.sequence,
    title: event.title,
    description: [event.summary, url].filter(Boolean).join('\n\n'),
    location: placeOf(event, owner.seat, t),
    url,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    isCancelled: (owner.isCancelled ?? false) || event.status === 'cancelled',
    attendee: owner.attendee ?? null,
  }
}

/** Where somebody with this kind of seat goes; without a seat, where the event is. */
export function placeOf(event: Pick<EntryRow, 'mode' | 'place'>, seat: SeatKind | undefined, t: Translate<ServerTexts>): string {
  const mode = event.mode === 'hybrid' ? (seat ?? 'hybrid') : event.mode
  return event.place === '' || (event.mode === 'hybrid' && mode === 'online') ? t(`events.mode.${mode}`) : event.place
}

/** When and where for one reader of a mail, in their own time as well, and at a hybrid event which kind of seat is theirs. */
export function whenAndWhere(event: EntryRow, reader: { lng: Language; timeZone: string; seat: SeatKind }, t: Translate<ServerTexts>): [string, string][] {
  const own = ownTime(event, reader.lng, reader.timeZone)
  return [
    [t('eventMail.when'), dateTimeRange(event, reader.lng)], ...(own === null ? [] : [[t('eventMail.when_yours'), own] as [string, string]]),
    [t('eventMail.where'), placeOf(event, reader.seat, t)], ...(event.mode === 'hybrid' ? [[t('events.seat'), t(`events.seat_kind.${reader.seat}`)] as [string, string]] : []),
  ]
}

/** Who invites: the organisation at its sending address (`Name <address>` or an address alone), else at a no-reply address of this host. */
export function organizerOf(place: Place, organisation: string): { name: string; email: string } {
  const address = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(place.mailFrom)?.[1] ?? /^[^<>\s]+@[^<>\s]+$/.exec(place.mailFrom.trim())?.[0]
  return { name: organisation === '' ? 'Enishi' : organisation, email: address ?? `no-reply@${new URL(place.publicUrl).hostname}` }
}

export const languageOf = (lng: string): Language => (lng === 'en' ? 'en' : 'ja')
