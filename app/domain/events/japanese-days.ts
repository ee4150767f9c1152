import holidays from '@holiday-jp/holiday_jp'
import type { Language } from '../../core/actor.ts'
import { jstInstant, jstParts } from '../../core/dates.ts'

/** The name of a holiday of Japan, or null. `date` is a day in Tokyo, 2025-11-23; nothing depends on the zone of this machine. */
export function holidayName(date: string, lng: Language): string | null {
  const found = Object.hasOwn(holidays.holidays, date) ? (holidays.holidays as Record<string, { name: string; name_en: string }>)[date] : undefined
  return found === undefined ? null : lng === 'ja' ? found.name : found.name_en
}

/** 0 = Sunday. */
export function weekdayOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return jstParts(jstInstant(year, month, day)).weekday
}

/** Sundays and the holidays of Japan. */
export const isHoliday = (date: string): boolean => weekdayOf(date) === 0 || holidayName(date, 'ja') !== null
