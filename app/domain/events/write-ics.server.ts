/** Calendar files (RFC 5545, RFC 5546) for mail, download and the private feed. Knows no database. */
import ical, { ICalAttendeeStatus, ICalCalendarMethod, type ICalDayJsStub, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { JST, jstParts } from '../../core/dates.ts'

export type CalendarEntry = {
  /** Stays the same for one event and member, whatever changes. */
  uid: string
  /** Rises with every change. */
  sequence: number
  title: string
  description: string
  location: string
  url: string
  startsAt: Date
  endsAt: Date
  isCancelled: boolean
  /** Only in a mail to this very person. */
  attendee: { name: string; email: string } | null
}

export type CalendarFile = {
  /** REQUEST and CANCEL go to one person by mail; PUBLISH is for download and feed and names nobody. */
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
  organizer: { name: string; email: string }
  /** Shown as the calendar's name in a feed. */
  name?: string
  /** When the file is made. */
  now: Date
  entries: readonly CalendarEntry[]
}

/** Japan keeps one offset all year. */
const TOKYO = ['BEGIN:VTIMEZONE', `TZID:${JST}`, 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0900', 'TZOFFSETTO:+0900', 'TZNAME:JST', 'END:STANDARD', 'END:VTIMEZONE'].join('\r\n')

/** Text without what a calendar file may not hold: control characters (line breaks and tabs stay) and halves of surrogate pairs. */
export const cleanText = (text: string): string => text.replace(/(?![\t\n\r])\p{Cc}/gu, '').replace(/\p{Surrogate}/gu, '\ufffd')
/** One line; a quoted parameter cannot hold a double quote or a backslash escape (RFC 5545, 3.1). */
const cleanName = (text: string): string => cleanText(text).replace(/[\r\n\t]+/g, ' ').replace(/"/g, '”').replace(/\\/g, '＼')
const cleanLine = (text: string): string => cleanText(text).replace(/[\r\n\t]+/g, ' ')
const pad = (n: number, length = 2) => String(n).padStart(length, '0')

/** The wall clock of Tokyo for ical-generator, which would write a plain Date in the zone of the machine it runs on. */
function inTokyo(at: Date): ICalDayJsStub {
  const p = jstParts(at)
  const day = `${pad(p.year, 4)}${pad(p.month)}${pad(p.day)}`
  const time = `${pad(p.hour)}${pad(p.minute)}${pad(at.getUTCSeconds())}`
  const stub: ICalDayJsStub = { format: (style) => (style === 'YYYYMMDD' ? day : time), isValid: () => true, toDate: () => at, toJSON: () => at.toISOString(), tz: () => stub, utc: () => stub }
  return stub
}

/** The file as text: CRLF, lines folded at 75 octets between characters, times in Asia/Tokyo with their VTIMEZONE. */
export function writeIcs(file: CalendarFile): string {
  const calendar = ical({ prodId: { company: 'Enishi', product: 'Events', language: 'JA' }, method: ICalCalendarMethod[file.method], timezone: { name: null, generator: () => TOKYO } })
  if (file.name !== undefined) calendar.x('X-WR-CALNAME', cleanLine(file.name))
  for (const entry of file.entries) {
    const event = calendar.createEvent({
      id: cleanLine(entry.uid),
      sequence: entry.sequence,
      stamp: file.now,
      start: inTokyo(entry.startsAt),
      end: inTokyo(entry.endsAt),
      timezone: JST,
      summary: cleanLine(entry.title),
      description: cleanText(entry.description),
      location: cleanLine(entry.location) === '' ? null : { title: cleanLine(entry.location) },
      url: entry.url,
      status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.OPAQUE,
      organizer: { name: cleanName(file.organizer.name) || cleanLine(file.organizer.email), email: cleanLine(file.organizer.email) },
    })
    if (entry.attendee && file.method !== 'PUBLISH') {
      event.createAttendee({ name: cleanName(entry.attendee.name) || null, email: cleanLine(entry.attendee.email), status: ICalAttendeeStatus.ACCEPTED, rsvp: false })
    }
  }
  return `${calendar.toString()}\r\n`
}
