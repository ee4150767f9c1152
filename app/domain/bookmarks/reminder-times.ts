import { isBusinessDay } from '../../core/business-days.ts'
import { jstInstant, jstParts } from '../../core/dates.ts'
import type { ReminderChoice } from './policy.ts'

const MORNING = [8, 30] as const
const EVENING = [17, 15] as const
/** Nobody is reminded later than this. */
export const FURTHEST_MS = 2 * 365 * 86_400_000

/** The instants behind the choices, in Japan's time. There is no evening left after 17:15. */
export function reminderTimes(now: Date): Record<Exclude<ReminderChoice, 'custom'>, Date | null> {
  const { year, month, day, weekday } = jstParts(now)
  const at = (days: number, [hour, minute]: readonly [number, number]) => jstInstant(year, month, day + days, hour, minute)
  const openFrom = (days: number): Date => (isBusinessDay(at(days, MORNING)) ? at(days, MORNING) : openFrom(days + 1))
  const evening = at(0, EVENING)
  return { evening: evening > now ? evening : null, tomorrow: at(1, MORNING), business_day: openFrom(1), next_week: openFrom(8 - (weekday === 0 ? 7 : weekday)) }
}

/** The instant of a date (2025-11-25) and a time (09:00) as typed, in Japan's time; null when there is no such day or time. */
export function ownTime(date: string, time: string): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)?.map(Number) ?? []
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(time)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined || hour > 23 || minute > 59) return null
  const at = jstInstant(year, month, day, hour, minute)
  const parts = jstParts(at)
  return parts.year === year && parts.month === month && parts.day === day ? at : null
}
