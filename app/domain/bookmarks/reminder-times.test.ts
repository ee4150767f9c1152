import { expect, test } from 'vitest'
import { jstInstant } from '../../core/dates.ts'
import { ownTime, reminderTimes } from './reminder-times.ts'

const text = (at: Date | null) => at && new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
const times = (...now: [number, number, number, number?, number?]) => Object.values(reminderTimes(jstInstant(...now))).map(text)

test('in Japan’s time, on its business days', () => {
  // [this evening, tomorrow, next business day, next week]
  expect(times(2025, 11, 20, 10)).toEqual(['11-20 17:15', '11-21 08:30', '11-21 08:30', '11-25 08:30'])
  // Friday evening before a long weekend: 11月23日 is a holiday, 11月24日 its substitute.
  expect(times(2025, 11, 21, 17, 15)).toEqual([null, '11-22 08:30', '11-25 08:30', '11-25 08:30'])
  // Sunday belongs to the week before the Monday that follows.
  expect(times(2025, 11, 30, 9)).toEqual(['11-30 17:15', '12-01 08:30', '12-01 08:30', '12-01 08:30'])
  expect(times(2025, 12, 1, 0, 1)).toEqual(['12-01 17:15', '12-02 08:30', '12-02 08:30', '12-08 08:30'])
  // Golden week: 4月29日, 5月3日 to 6日.
  expect(times(2026, 5, 1, 12)).toEqual(['05-01 17:15', '05-02 08:30', '05-07 08:30', '05-07 08:30'])
})

test('a time of one’s own is a day and a time that there is', () => {
  expect(ownTime('2025-11-25', '09:00')).toEqual(jstInstant(2025, 11, 25, 9))
  expect(ownTime('2028-02-29', '00:00')).toEqual(jstInstant(2028, 2, 29))
  for (const [date, time] of [['2025-02-29', '09:00'], ['2025-13-01', '09:00'], ['2025-11-25', '24:00'], ['2025-11-25', ''], ['', '09:00'], ['25-1-1', '9:00']] as const) expect(ownTime(date, time)).toBeNull()
})
