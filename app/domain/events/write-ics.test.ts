import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { type CalendarEntry, type CalendarFile, cleanText, writeIcs } from './write-ics.server.ts'

const now = new Date('2025-11-20T01:00:00Z')
const entry: CalendarEntry = {
  uid: 'e-m@alumni.example.jp', sequence: 3, title: '介護と仕事を両立する制度を考える', description: '3つの職場の例を聞きます。\n\nhttps://alumni.example.jp/events/e', location: 'オンライン',
  url: 'https://alumni.example.jp/events/e', startsAt: new Date('2025-11-27T19:00:00+09:00'), endsAt: new Date('2025-11-27T20:30:00+09:00'), isCancelled: false,
  attendee: { name: '浜岸 遥香', email: 'haruka@example.com' },
}
const file = (over: Partial<CalendarEntry> = {}, more: Partial<CalendarFile> = {}): string =>
  writeIcs({ method: 'REQUEST', organizer: { name: '宮城県 人事課', email: 'no-reply@alumni.example.jp' }, now, entries: [{ ...entry, ...over }], ...more })

function read(ics: string) {
  const calendar = new ICAL.Component(ICAL.parse(ics))
  const zone = calendar.getFirstSubcomponent('vtimezone')
  const events = calendar.getAllSubcomponents('vevent')
  const vevent = events[0]
  if (!vevent || !zone) throw new Error('not a calendar with an event and a zone')
  ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const event = new ICAL.Event(vevent)
  const value = (name: string): unknown => vevent.getFirstPropertyValue(name)
  return { calendar, vevent, event, value, count: events.length }
}

/** RFC 5545, 3.1: CRLF, lines of at most 75 octets, each of them valid UTF-8 by itself. */
function expectLines(ics: string): void {
  expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true)
  const octets = Buffer.from(ics, 'utf8')
  for (let from = 0; from < octets.length; ) {
    const to = octets.indexOf('\r\n', from, 'latin1')
    const line = octets.subarray(from, to)
    expect(line.length).toBeLessThanOrEqual(75)
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(line)).not.toThrow()
    expect(line.includes('\n') || line.includes('\r')).toBe(false)
    from = to + 2
  }
}

test('an invitation as mail programs want it', () => {
  const ics = file()
  expectLines(ics)
  const { calendar, vevent, event, value } = read(ics)
  expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
  expect([event.uid, event.sequence, event.summary, event.location]).toEqual([entry.uid, 3, entry.title, 'オンライン'])
  expect(event.description).toBe(entry.description)
  expect(vevent.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Asia/Tokyo')
  expect(ics).toContain('DTSTART;TZID=Asia/Tokyo:20251127T190000')
  expect(ics).toContain('DTSTAMP:20251120T010000Z')
  expect([event.startDate.toJSDate(), event.endDate.toJSDate()]).toEqual([entry.startsAt, entry.endsAt])
  expect(value('organizer')).toBe('mailto:no-reply@alumni.example.jp')
  expect(String(value('attendee')).toLowerCase()).toBe('mailto:haruka@example.com')
  expect([value('status'), value('url')]).toEqual(['CONFIRMED', entry.url])
})

test('a cancellation', () => {
  const { calendar, value } = read(file({ isCancelled: true, sequence: 4 }, { method: 'CANCEL' }))
  expect([calendar.getFirstPropertyValue('method'), value('status'), value('sequence'), value('uid')]).toEqual(['CANCEL', 'CANCELLED', 4, entry.uid])
})

test('what is published names nobody', () => {
  const { vevent, calendar } = read(file({}, { method: 'PUBLISH', name: '宮城県; の予定\r\nX-EVIL:1' }))
  expect(vevent.getFirstProperty('attendee')).toBe(null)
  expect([calendar.getFirstPropertyValue('x-wr-calname'), calendar.getFirstProperty('x-evil')]).toEqual(['宮城県\\; の予定 X-EVIL:1', null])
})

test('the wall clock is Tokyo wherever the server stands', () => {
  const before = process.env['TZ']
  try {
    for (const zone of ['America/Los_Angeles', 'UTC', 'Pacific/Kiritimati']) {
      process.env['TZ'] = zone
      expect(file()).toContain('DTSTART;TZID=Asia/Tokyo:20251127T190000')
    }
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
})

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.array(fc.constantFrom('育児', '介護', '😀', '👩‍👩‍👧', '葛󠄀', '𠮷', ',', ';', '\\', '\\n', ':', '"', '\r\n', '\n', '\t', '\r', 'BEGIN:VEVENT', '\r\nATTENDEE:mailto:x@evil.example', '\u0000', '\u0085', '\u2028', ' ', '長い題名'), { maxLength: 40 }).map((a) => a.join('')),
  fc.string({ unit: fc.integer({ min: 0xd7f0, max: 0xe010 }).map((c) => String.fromCharCode(c)), maxLength: 30 }),
)
const line = (s: string) => cleanText(s).replace(/[\r\n\t]+/g, ' ')
const lines = (s: string) => cleanText(s).replace(/\r\n|\r/g, '\n')

test('any text: one event, nothing smuggled in, values equal when read back', () => {
  fc.assert(fc.property(text, text, text, text, fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }), fc.integer({ min: 1, max: 6000 }), (title, description, location, name, from, minutes) => {
    const startsAt = new Date(Math.floor(from.getTime() / 1000) * 1000)
    const endsAt = new Date(startsAt.getTime() + minutes * 60_000)
    const ics = file({ title, description, location, startsAt, endsAt, attendee: { name, email: 'haruka@example.com' } })
    expectLines(ics)
    const { event, vevent, count } = read(ics)
    expect(count).toBe(1)
    expect(vevent.getAllProperties('attendee')).toHaveLength(1)
    expect([event.startDate.toJSDate(), event.endDate.toJSDate()]).toEqual([startsAt, endsAt])
    expect(event.summary ?? '').toBe(line(title))
    expect(event.description ?? '').toBe(lines(description))
    expect(event.location ?? '').toBe(line(location))
  }), { numRuns: 1000 })
})
