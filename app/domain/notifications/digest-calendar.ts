/** When the weekly digest is made: Monday 8:30 in Japan, or the next business day when that is a holiday; never on a day off or earlier. */
import { isBusinessDay } from '../../core/business-days.ts'
import { jstInstant, jstParts } from '../../core/dates.ts'

const DAY_MS = 86_400_000
const [HOUR, MINUTE] = [8, 30]

/** Whether the office could be at work: a business day from 8:30 on. What was missed is caught up at such a time only. */
export function isOfficeTime(date: Date): boolean {
  const { hour, minute } = jstParts(date)
  return isBusinessDay(date) && (hour > HOUR || (hour === HOUR && minute >= MINUTE))
}

/** Midnight in Japan at the start of the week's Monday. */
function mondayOf(date: Date): Date {
  const { year, month, day, weekday } = jstParts(date)
  return jstInstant(year, month, day - ((weekday + 6) % 7))
}

/** 2025-W47: the ISO week (its year is the year of its Thursday). */
function nameOf(monday: Date): string {
  const year = jstParts(new Date(monday.getTime() + 3 * DAY_MS)).year
  const first = mondayOf(jstInstant(year, 1, 4))
  return `${year}-W${String(Math.round((monday.getTime() - first.getTime()) / (7 * DAY_MS)) + 1).padStart(2, '0')}`
}

function dueOf(monday: Date): Date {
  let day = monday
  while (!isBusinessDay(day)) day = new Date(day.getTime() + DAY_MS)
  const { year, month, day: date } = jstParts(day)
  return jstInstant(year, month, date, HOUR, MINUTE)
}

/** The newest period that is due. After any time away it is one period, not all that were missed. */
export function latestPeriod(now: Date): { period: string; dueAt: Date } {
  let monday = mondayOf(now)
  while (dueOf(monday) > now) monday = new Date(monday.getTime() - 7 * DAY_MS)
  return { period: nameOf(monday), dueAt: dueOf(monday) }
}
