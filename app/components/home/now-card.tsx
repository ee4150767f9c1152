import { formatDate } from '~/core/dates.ts'
import type { EventCard } from '~/domain/events/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Badge } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Who } from '../ui/who.tsx'
import { Link } from '../ui/link.tsx'

/** A seminar that is on at this moment, with the question being answered. */
export function NowCard({ event, answering, isFirst }: { event: EventCard; answering: string | null; isFirst: boolean }) {
  const t = useT()
  const lng = useLng()
  return (
    <article className="now-card">
      <div className="stack g-12">
        <div className="row">
          <h2 {...(isFirst && { id: 'now' })} className="now-lab"><Badge tone="live">{t('home.live')}</Badge></h2>
          <span className="small">{t('home.since', { time: formatDate(event.startsAt, 'time', lng) })}</span>
        </div>
        <h3 className="now-t"><Link to={`/events/${event.id}`} prefetch="intent">{event.title}</Link></h3>
        {event.host && <Who seed={event.host.id} name={event.host.name} shown={t('common.san', { name: event.host.name })} meta={event.host.line} />}
      </div>
      <div className="now-q">
        <p className="eyebrow live-t">{answering === null ? t('home.waiting_question') : t('home.answering')}</p>
        {answering !== null && <p className="now-qt">{answering}</p>}
        <ButtonLink variant="live" icon="video" to={`/events/${event.id}/live`}>{t('home.enter')}</ButtonLink>
      </div>
    </article>
  )
}
