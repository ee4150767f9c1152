/** Days on which an office in Japan is open. The list of holidays is long: no page imports it. */
import holidayJp from '@holiday-jp/holiday_jp'
import { jstDate, jstParts } from './dates.ts'

/** Monday to Friday, and no national holiday (土日祝 are days off). */
export function isBusinessDay(date: Date): boolean {
  const { weekday } = jstParts(date)
  return weekday !== 0 && weekday !== 6 && !Object.hasOwn(holidayJp.holidays, jstDate(date))
}
