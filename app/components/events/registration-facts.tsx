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
  const taken = card.capacity === null || card.seatsLeft === null ? null : { capacity: card.capacity, taken: card.capacity - card.seatsLeft }
  const note = (text: string) => <><br /><span className="small muted">{text}</span></>
  return (
    <DefinitionList
      items={[
        { term: t('events.when'), detail: <>{formatDate(card.startsAt, 'day', lng)}<br />{timeRange(card, lng)}{own !== null && note(t('events.your_time', { time: own }))}</> },
        { term: t('events.where'), detail: <>{card.place || t(`events.mode.${card.mode}`)}{card.hasRoom && card.phase === 'ahead' && note(t('events.doors'))}</> },
        ...(taken === null ? [] : [{ term: t('events.seats'), detail: <>{t('events.seats_of', taken)}{card.waiting > 0 && note(t('events.waiting', { count: card.waiting }))}<SeatBar share={taken.taken / Math.max(1, taken.capacity)} /></> }]),
        ...(mine === null || mine.support === '' ? [] : [{ term: t('events.support_short'), detail: <><span className="pre-line">{mine.support}</span>{note(t('events.support_private'))}</> }]),
      ]}
    />
  )
}

/** How full it is; the words beside it say the same. */
const SeatBar = ({ share }: { share: number }) => (
  <svg className="progress seat" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect className="bar-bg" width="100" height="8" /><rect className="c1" width={Math.round(share * 100)} height="8" /></svg>
)
