import { expect, test } from 'vitest'
import { isOfficeTime, latestPeriod } from './digest-calendar.ts'

const at = (jst: string) => new Date(`${jst}+09:00`)

test.each([
  ['an ordinary Monday at 8:30', '2025-11-17T08:30:00', '2025-W47', '2025-11-17T08:30:00'],
  ['a minute before it is still the last week', '2025-11-17T08:29:59', '2025-W46', '2025-11-10T08:30:00'],
  ['a Monday that makes up for a holiday on Sunday: Tuesday', '2025-11-25T08:30:00', '2025-W48', '2025-11-25T08:30:00'],
  ['on that Monday it is still the last week', '2025-11-24T12:00:00', '2025-W47', '2025-11-17T08:30:00'],
  ['Golden Week: Thursday', '2026-05-07T09:00:00', '2026-W19', '2026-05-07T08:30:00'],
  ['a week without a single business day before Tuesday after it', '2019-05-06T12:00:00', '2019-W17', '2019-04-22T08:30:00'],
  ['… and then the newest of the two', '2019-05-07T08:30:00', '2019-W19', '2019-05-07T08:30:00'],
  ['the first days of a year belong to the ISO week of its Thursday', '2027-01-02T12:00:00', '2026-W53', '2026-12-28T08:30:00'],
  ['a year that begins on a Thursday', '2026-01-05T08:30:00', '2026-W02', '2026-01-05T08:30:00'],
  ['after weeks away: one period, the newest', '2025-12-24T10:00:00', '2025-W52', '2025-12-22T08:30:00'],
])('%s', (_, now, period, dueAt) => {
  expect(latestPeriod(at(now))).toEqual({ period, dueAt: at(dueAt) })
})

test.each([
  ['a weekday at 8:30', '2025-11-20T08:30:00', true],
  ['a weekday at 8:29', '2025-11-20T08:29:59', false],
  ['a Saturday', '2025-11-22T12:00:00', false],
  ['a Sunday in Japan that is a Saturday elsewhere', '2025-11-23T00:30:00', false],
  ['a Monday in Japan that is a Sunday elsewhere', '2025-11-17T08:45:00', true],
  ['a holiday', '2025-11-24T12:00:00', false],
  ['late in the evening', '2025-11-20T23:59:00', true],
])('digests are made on a business day from 8:30: %s', (_, now, isOpen) => {
  expect(isOfficeTime(at(now))).toBe(isOpen)
})
