import { Link } from '@remix-run/react'
import { cx } from '~/components/ui/cx.ts'
import { formatDate } from '~/core/dates.ts'
import { ownTime } from '~/core/time-range.ts'
import type { EventCard, EventMonth, MonthDay } from '~/domain/events/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { type ListQuery, monthAddress } from './list-address.ts'

/** Noon in Tokyo, so that the day is the same whatever shows it. */
const noon = (date: string) => `${date}T12:00:00+09:00`
/** A week that begins with a Sunday, for its names. */
const WEEK = ['2025-11-02', '2025-11-03', '2025-11-04', '2025-11-05', '2025-11-06', '2025-11-07', '2025-11-08']

type Props = { month: EventMonth; query: ListQuery; timeZone: string; thisMonth: string }

/** A month as days: seven columns where there is room, and one day after the other, without the empty ones, on a phone. */
export function MonthView({ month: { month, before, next, days, isCut }, query, timeZone, thisMonth }: Props) {
  const t = useT()
  const lng = useLng()
  const [first] = days
  return (
    <section aria-labelledby="month">
      <div className="mo-head">
        <h2 id="month" className="h-m" aria-live="polite">{formatDate(noon(`${month}-01`), 'monthYear', lng)}</h2>
        <nav className="row" aria-label={t('events.month_go')}>
          {before && <Link className="btn btn-quiet btn-s" to={monthAddress(query, before)} preventScrollReset>{t('events.month_before')}</Link>}
          {month !== thisMonth && <Link className="btn btn-quiet btn-s" to={monthAddress(query, null)} preventScrollReset>{t('events.month_now')}</Link>}
          {next && <Link className="btn btn-quiet btn-s" to={monthAddress(query, next)} preventScrollReset>{t('events.month_next')}</Link>}
        </nav>
      </div>
      {isCut && <p className="small muted">{t('events.month_cut')}</p>}
      {days.every((d) => d.events.length === 0) && <p className="muted mo-none">{t('events.month_none')}</p>}
      <div className="mo-week" aria-hidden="true">{WEEK.map((day, i) => <span key={day} className={i === 0 ? 'hol' : undefined}>{formatDate(noon(day), 'weekday', lng)}</span>)}</div>
      <ol className={cx('mo', `mo-from-${first?.weekday ?? 0}`)}>{days.map((day) => <Day key={day.date} day={day} timeZone={timeZone} />)}</ol>
    </section>
  )
}

function Day({ day, timeZone }: { day: MonthDay; timeZone: string }) {
  const t = useT()
  const lng = useLng()
  const isEmpty = day.events.length === 0
  return (
    <li className={cx(isEmpty && 'is-empty', day.isToday && 'today', (day.weekday === 0 || day.holiday !== null) && 'hol')}>
      <h3 className="mo-d" aria-current={day.isToday ? 'date' : undefined}>
        <time dateTime={day.date}><span className="sr">{formatDate(noon(day.date), 'day', lng)}</span><span aria-hidden="true"><b>{formatDate(noon(day.date), 'dayNumber', lng)}</b><span className="mo-w"> {formatDate(noon(day.date), 'weekday', lng)}</span></span></time>
        {day.holiday !== null && <span className="mo-hol">{day.holiday}</span>}
        {day.isToday && <span className="mo-today">{t('events.today_mark')}</span>}
      </h3>
      {!isEmpty && <ul>{day.events.map((event) => <Entry key={event.id} event={event} timeZone={timeZone} />)}</ul>}
    </li>
  )
}

const shown = { draft: 'events.badge.draft', cancelled: 'events.badge.cancelled', on: 'events.badge.on', going: 'events.badge.going', offered: 'events.badge.offered', pending: 'events.badge.pending', waiting: 'events.badge.waiting', full: 'events.badge.full' } as const

function Entry({ event, timeZone }: { event: EventCard; timeZone: string }) {
  const t = useT()
  const lng = useLng()
  const own = ownTime(event, lng, timeZone)
  const standing = event.standing in shown ? t(shown[event.standing as keyof typeof shown]) : null
  return (
    <li className={cx('mo-e', event.standing === 'on' && 'is-live', event.standing === 'going' && 'is-mine', event.standing === 'cancelled' && 'is-off')}>
      <Link to={`/events/${event.id}`}><span className="mo-t">{formatDate(event.startsAt, 'time', lng)}</span> <span lang="ja">{event.title}</span></Link>
      {standing !== null && <span className="mo-s">{standing}</span>}
      {own !== null && <span className="mo-s">{t('events.your_time', { time: own })}</span>}
    </li>
  )
}
