import { expect, test } from 'vitest'
import { testClock } from '../../core/clock.ts'
import { calendarStrip } from './calendar-strip.server.ts'
import type { EventCard } from './event-card.server.ts'

const card = (startsAt: string, standing: EventCard['standing'] = 'open'): EventCard => ({
  id: startsAt, kind: 'seminar', mode: 'online', title: '', startsAt: new Date(startsAt).toISOString(), endsAt: startsAt, place: '', host: null, capacity: null, seatsLeft: null, waiting: 0, seats: [],
  recordingMinutes: null, phase: 'ahead', standing, mine: null, isHosted: false, hasRoom: true,
})

test('two weeks from today in Tokyo, then the next days with events; Sundays and holidays are marked', () => {
  const ctx = testClock(new Date('2025-11-20T10:00:00+09:00'))
  const days = calendarStrip(ctx, [card('2025-11-20T10:00:00+09:00', 'on'), card('2025-11-28T00:30:00+09:00'), card('2025-12-06T14:00:00+09:00'), card('2025-12-06T19:00:00+09:00'), card('2025-12-20T14:00:00+09:00', 'cancelled')])
  expect(days.map((d) => d.date)).toEqual([...['20', '21', '22', '23', '24', '25', '26', '27', '28', '29', '30'].map((d) => `2025-11-${d}`), '2025-12-01', '2025-12-02', '2025-12-03', '2025-12-06'])
  expect(days.filter((d) => d.isToday).map((d) => d.date)).toEqual(['2025-11-20'])
  expect(days.filter((d) => d.isHoliday).map((d) => d.date)).toEqual(['2025-11-23', '2025-11-24', '2025-11-30'])
  expect(days.filter((d) => d.events !== 'none').map((d) => [d.date, d.events])).toEqual([['2025-11-20', 'live'], ['2025-11-28', 'some'], ['2025-12-06', 'some']])
})

test('a Sunday evening in UTC is Monday in Tokyo', () => {
  expect(calendarStrip(testClock(new Date('2025-11-23T16:00:00Z')), [])[0]).toMatchObject({ date: '2025-11-24', isToday: true, isHoliday: true })
})
