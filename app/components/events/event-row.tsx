import { Link } from '@remix-run/react'
import { Avatar } from '~/components/ui/avatar.tsx'
import { Badge } from '~/components/ui/badge.tsx'
import { ButtonLink } from '~/components/ui/button.tsx'
import { cx } from '~/components/ui/cx.ts'
import { Icon } from '~/components/ui/icon.tsx'
import { formatDate } from '~/core/dates.ts'
import { ownTime, timeRange } from '~/core/time-range.ts'
import type { EventCard } from '~/domain/events/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { anchorOf } from './dates.ts'
import { useSeats } from './use-seats.ts'

type Props = { event: EventCard; /** The reader's zone. */ timeZone: string; /** The first of its day in the list: the calendar strip leads here. */ isFirst?: boolean }

/** An event in a list: its day, what and where, and how it stands for the reader. */
export function EventRow({ event: loaded, timeZone, isFirst = false }: Props) {
  const t = useT()
  const lng = useLng()
  const event = useSeats(loaded)
  const isOff = event.standing === 'cancelled'
  return (
    <li className={cx('ev', event.standing === 'on' && 'is-live', isOff && 'is-off')} id={isFirst ? anchorOf(event.startsAt) : undefined}>
      <p className="ev-d">
        <span className="m">{formatDate(event.startsAt, 'monthShort', lng)}</span>
        <span className="d">{formatDate(event.startsAt, 'dayNumber', lng)}</span>
        <span className="w">{formatDate(event.startsAt, 'weekday', lng)}</span>
      </p>
      <div className="ev-b">
        <h3 lang="ja"><Link className="cover" to={`/events/${event.id}`}>{event.title}</Link></h3>
        {isOff ? <p className="ev-m">{t('events.was_cancelled')}</p> : <Facts event={event} timeZone={timeZone} />}
        {event.host && !isOff && event.kind === 'seminar' && <div className="who"><Avatar size="s" seed={event.host.id} name={event.host.name} /><span className="small" lang="ja">{t('common.san', { name: event.host.name })}</span></div>}
      </div>
      <div className="ev-s"><EventStanding event={event} /></div>
    </li>
  )
}

function Facts({ event, timeZone }: Props) {
  const t = useT()
  const lng = useLng()
  const own = ownTime(event, lng, timeZone)
  if (event.standing === 'over' && event.recordingMinutes !== null) return <p className="ev-m"><span><Icon name="play" />{t('events.recording', { count: event.recordingMinutes })}</span></p>
  const where = [event.place || t(`events.mode.${event.mode}`), ...(event.mode === 'venue' && event.capacity !== null ? [t('events.capacity', { count: event.capacity })] : [])]
  return (
    <p className="ev-m">
      <span><Icon name="clock" /><time dateTime={event.startsAt}>{timeRange(event, lng)}</time></span>
      {own !== null && <span>{t('events.your_time', { time: own })}</span>}
      <span><Icon name={event.mode === 'online' ? 'video' : 'pin'} />{where.join('・')}</span>
    </p>
  )
}

/** The one word about an event for this reader, and what goes with it. */
export function EventStanding({ event }: { event: EventCard }) {
  const t = useT()
  const seats = (key: 'events.seats_left' | 'events.seats_rest') => event.seatsLeft !== null && <span className="small muted">{t(key, { count: event.seatsLeft })}</span>
  switch (event.standing) {
    case 'on':
      return <><Badge tone="live">{t(event.hasRoom ? 'events.badge.live' : 'events.badge.on')}</Badge>{event.hasRoom && <EnterRoom event={event} />}</>
    case 'going':
      return <><Badge tone="success" icon="check">{t('events.badge.going')}</Badge>{event.phase === 'soon' && event.hasRoom ? <EnterRoom event={event} /> : seats('events.seats_rest')}</>
    case 'offered':
      return <Badge tone="caution">{t('events.badge.offered')}</Badge>
    case 'pending':
      return <Badge tone="line">{t('events.badge.pending')}</Badge>
    case 'waiting':
      return <><Badge tone="caution">{t('events.badge.waiting')}</Badge><span className="small muted">{t('events.waiting', { count: event.waiting })}</span></>
    case 'open':
      return <><Badge tone="accent">{t('events.badge.open')}</Badge>{seats('events.seats_left')}</>
    case 'full':
      return <><Badge tone="caution">{t('events.badge.full')}</Badge>{event.waiting > 0 && <span className="small muted">{t('events.waiting', { count: event.waiting })}</span>}</>
    case 'over':
      return event.recordingMinutes === null ? <Badge>{t('events.badge.over')}</Badge> : <Badge tone="line">{t('events.badge.recorded')}</Badge>
    case 'cancelled':
      return <Badge>{t('events.badge.cancelled')}</Badge>
    case 'draft':
      return <Badge tone="line">{t('events.badge.draft')}</Badge>
  }
}

const EnterRoom = ({ event }: { event: EventCard }) => {
  const t = useT()
  return <ButtonLink variant="live" size="s" to={`/events/${event.id}/live`} aria-label={`${t('events.enter')}：${event.title}`}>{t('events.enter')}</ButtonLink>
}
