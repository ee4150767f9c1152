/** Days on which an office in Japan is open. The list of holidays is long: no page imports it. */
import holidayJp from '@holiday-jp/holiday_jp'
import { jstDate, jstInstant, jstParts } from './dates.ts'

/** Monday to Friday, and no national holiday (土日祝 are days off). */
export function isBusinessDay(date: Date): boolean {
  const { weekday } = jstParts(date)
  return weekday !== 0 && weekday !== 6 && !Object.hasOwn(holidayJp.holidays, jstDate(date))
}

/** The day (midnight UTC of its date in Japan, as date columns keep it) that is `days` business days after an instant. */
export function businessDaysLater(from: Date, days: number): Date {
  const { year, month, day } = jstParts(from)
  for (let ahead = 1, left = days; ; ahead++) {
    const date = jstInstant(year, month, day + ahead)
    if (isBusinessDay(date) && --left === 0) return new Date(`${jstDate(date)}T00:00:00Z`)
  }
}
