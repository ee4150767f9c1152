import { DefinitionList } from '~/components/ui/definition-list.tsx'
import { formatDate } from '~/core/dates.ts'
import { ownTime, timeRange } from '~/core/time-range.ts'
import type { EventPage } from '~/domain/events/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'

/** When, where, how many seats, and what the reader asked for: what somebody who registered looks up again. */
export function RegistrationFacts({ event: { card, mine, timeZone } }: { event: EventPage }) {
  const t = useT()
  const lng = useLng()
  const own = ownTime(card, lng, timeZone)
  const note = (text: string) => <><br /><span className="small muted">{text}</span></>
  return (
    <DefinitionList
      items={[
        { term: t('events.when'), detail: <>{formatDate(card.startsAt, 'day', lng)}<br />{timeRange(card, lng)}{own !== null && note(t('events.your_time', { time: own }))}</> },
        { term: t('events.where'), detail: <>{card.mode === 'hybrid' && mine !== null ? t(`events.seat_kind.${mine.seat}`) : card.place || t(`events.mode.${card.mode}`)}{card.mode === 'hybrid' && mine?.seat === 'venue' && card.place !== '' && note(card.place)}{card.hasRoom && card.phase === 'ahead' && note(t('events.doors'))}</> },
        ...card.seats.filter((s) => s.capacity !== null).map((s) => ({ term: card.seats.length > 1 ? t(`events.seat_kind.${s.seat}`) : t('events.seats'), detail: <Taken seats={s} /> })),
        ...(mine === null || mine.support === '' ? [] : [{ term: t('events.support_short'), detail: <><span className="pre-line">{mine.support}</span>{note(t('events.support_private'))}</> }]),
      ]}
    />
  )
}

function Taken({ seats: { capacity, left, waiting } }: { seats: EventPage['card']['seats'][number] }) {
  const t = useT()
  const all = capacity ?? 0
  const taken = all - (left ?? 0)
  return <>{t('events.seats_of', { capacity: all, taken })}{waiting > 0 && <><br /><span className="small muted">{t('events.waiting', { count: waiting })}</span></>}<SeatBar share={taken / Math.max(1, all)} /></>
}

/** How full it is; the words beside it say the same. */
const SeatBar = ({ share }: { share: number }) => (
  <svg className="progress seat" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect className="bar-bg" width="100" height="8" /><rect className="c1" width={Math.round(share * 100)} height="8" /></svg>
)
