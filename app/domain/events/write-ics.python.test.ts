/** The same files read by Debian's python3-icalendar, where it is installed: the second parser, which shares nothing with the first. */
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CalendarEntry, type CalendarFile, cleanText, writeIcs } from './write-ics.server.ts'

/** Debian's own, where its packages are; another one may stand before it in the path. */
const python = fs.existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'
const hasPython = spawnSync(python, ['-c', 'import icalendar']).status === 0
const READ = `
import json, sys
from icalendar import Calendar
out = []
for text in json.load(sys.stdin):
    cal = Calendar.from_ical(text)
    e = cal.walk('VEVENT')
    z = cal.walk('VTIMEZONE')
    v = e[0]
    people = v.get('ATTENDEE', [])
    out.append({ 'method': str(cal['METHOD']), 'events': len(e), 'zones': [str(x['TZID']) for x in z], 'uid': str(v['UID']), 'sequence': int(v['SEQUENCE']),
      'start': v['DTSTART'].dt.isoformat(), 'end': v['DTEND'].dt.isoformat(), 'summary': str(v.get('SUMMARY', '')), 'description': str(v.get('DESCRIPTION', '')), 'location': str(v.get('LOCATION', '')),
      'status': str(v['STATUS']), 'attendees': len(people) if isinstance(people, list) else 1, 'errors': [str(x) for x in cal.errors + v.errors] })
print(json.dumps(out))
`
type Read = { method: string; events: number; zones: string[]; uid: string; sequence: number; start: string; end: string; summary: string; description: string; location: string; status: string; attendees: number; errors: string[] }
const readAll = (files: string[]): Read[] => JSON.parse(execFileSync(python, ['-c', READ], { input: JSON.stringify(files), encoding: 'utf8', maxBuffer: 64_000_000 })) as Read[]

const entry: CalendarEntry = {
  uid: 'e-m@alumni.example.jp', sequence: 3, title: '介護と仕事を両立する制度を考える', description: '3つの職場の例を聞きます。\n\nhttps://alumni.example.jp/events/e', location: '仙台市内; 3階, 会議室',
  url: 'https://alumni.example.jp/events/e', startsAt: new Date('2025-11-27T19:00:00+09:00'), endsAt: new Date('2025-11-27T20:30:00+09:00'), isCancelled: false, attendee: { name: '浜岸 遥香', email: 'haruka@example.com' },
}
const file = (over: Partial<CalendarEntry> = {}, method: CalendarFile['method'] = 'REQUEST'): string =>
  writeIcs({ method, organizer: { name: '宮城県 人事課', email: 'no-reply@alumni.example.jp' }, now: new Date('2025-11-20T01:00:00Z'), entries: [{ ...entry, ...over }] })

test.skipIf(!hasPython)('an invitation, a cancellation and what is published', () => {
  const [request, cancel, publish] = readAll([file(), file({ isCancelled: true, sequence: 4 }, 'CANCEL'), file({}, 'PUBLISH')])
  expect(request).toEqual({
    method: 'REQUEST', events: 1, zones: ['Asia/Tokyo'], uid: entry.uid, sequence: 3, start: '2025-11-27T19:00:00+09:00', end: '2025-11-27T20:30:00+09:00',
    summary: entry.title, description: entry.description, location: entry.location, status: 'CONFIRMED', attendees: 1, errors: [],
  })
  expect(cancel).toMatchObject({ method: 'CANCEL', uid: entry.uid, sequence: 4, status: 'CANCELLED' })
  expect(publish).toMatchObject({ method: 'PUBLISH', attendees: 0 })
})

test.skipIf(!hasPython)('any text comes back as it was', () => {
  // icalendar 4 undoes a backslash before another sign twice; those are left to the other parser.
  const texts = fc.sample(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.array(fc.constantFrom('育児', '😀', '葛󠄀', '𠮷', ',', ';', ':', '"', '\n', '\r\n', 'BEGIN:VEVENT', '長い題名'), { maxLength: 40 }).map((a) => a.join(''))), { numRuns: 300, seed: 7 }).map((pair) => pair.map((t) => t.replaceAll('\\', '＼')))
  const read = readAll(texts.map(([title, description]) => file({ title, description })))
  read.forEach((r, i) => {
    const [title = '', description = ''] = texts[i] ?? []
    expect([r.events, r.attendees]).toEqual([1, 1])
    expect(r.summary).toBe(cleanText(title).replace(/[\r\n\t]+/g, ' '))
    expect(r.description).toBe(cleanText(description).replace(/\r\n|\r/g, '\n'))
  })
})
