import { cx } from '~/components/ui/cx.ts'
import { formatDate } from '~/core/dates.ts'
import type { StripDay } from '~/domain/events/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { dayAnchor } from './dates.ts'

/** Noon in Tokyo, so that the day is the same whatever shows it. */
const noon = (date: string) => `${date}T12:00:00+09:00`

/** Two weeks and the days after on which something happens; those with events lead to their day in the list below. */
export function CalendarStrip({ days }: { days: StripDay[] }) {
  const t = useT()
  const lng = useLng()
  const [first] = days
  if (first === undefined) return null
  return (
    <nav className="cal-strip" aria-label={t('events.strip')}>
      <p className="cal-m"><span className="strong">{formatDate(noon(first.date), 'monthShort', lng)}</span><span className="small muted">{formatDate(noon(first.date), 'year', lng)}</span></p>
      <ul>
        {days.map((day, i) => {
          const before = days[i - 1]
          return <Day key={day.date} day={day} isNewMonth={before !== undefined && before.date.slice(0, 7) !== day.date.slice(0, 7)} />
        })}
      </ul>
    </nav>
  )
}

function Day({ day, isNewMonth }: { day: StripDay; isNewMonth: boolean }) {
  const t = useT()
  const lng = useLng()
  const current = day.isToday ? 'date' : undefined
  const inside = (
    <>
      <span className="w">{isNewMonth && <><b>{formatDate(noon(day.date), 'monthShort', lng)}</b> </>}{formatDate(noon(day.date), 'weekday', lng)}</span>
      <span className="d">{formatDate(noon(day.date), 'dayNumber', lng)}</span>
      {day.events !== 'none' && <><span className="dot" aria-hidden="true" /><span className="sr">{t(day.events === 'live' ? 'events.strip_live' : 'events.strip_has')}</span></>}
    </>
  )
  return (
    <li className={cx(day.isToday && 'today', day.isHoliday && 'hol', day.events !== 'none' && 'has', day.events === 'live' && 'live', isNewMonth && 'mon')}>
      {day.events === 'none' ? <span className="cal-day" aria-current={current}>{inside}</span> : <a href={`#${dayAnchor(day.date)}`} aria-current={current}>{inside}</a>}
    </li>
  )
}
