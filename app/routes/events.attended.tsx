import { Link, useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page'
import { Badge } from '~/components/ui/badge'
import { Crumb } from '~/components/ui/crumb'
import { Empty } from '~/components/ui/empty'
import { PageHead } from '~/components/ui/page-head'
import { formatDate } from '~/core/dates'
import { attendedEvents } from '~/domain/events/index.server'
import { page } from '~/http/handle.server'
import { useLng, useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('archive.history') })

export const loader = page('member', ({ ctx, url }) => attendedEvents(ctx, url.searchParams.get('after')))

/** 参加履歴: one's own, and nobody else's. */
export default function Attended() {
  const t = useT()
  const lng = useLng()
  const { items, next } = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: '/events', label: t('events.title') }]} />
      <PageHead title={t('archive.history')} lead={t('archive.history_lead')} />
      {items.length === 0 && <Empty title={t('archive.history_none')} text={t('archive.history_none_text')} />}
      <ul className="stack g-16">
        {items.map((event) => (
          <li key={event.id} className="card">
            <p className="small muted row g-8"><time dateTime={event.startsAt}>{formatDate(event.startsAt, 'date', lng)}</time><Badge tone="line">{t(`events.kind.${event.kind}`)}</Badge></p>
            <h2 className="h-s" lang="ja"><Link to={`/events/${event.id}`}>{event.title}</Link></h2>
            {event.topicId !== null && <p><Link to={`/topics/${event.topicId}`} aria-label={t('archive.open_record_of', { title: event.title })}>{t('archive.open_record')}</Link></p>}
            <p><Link to={`/events/${event.id}/certificate`}>{t('archive.certificate')}</Link></p>
          </li>
        ))}
      </ul>
      {next !== null && <p className="ev-more"><Link className="btn btn-outline" to={`?after=${next}`}>{t('archive.history_more')}</Link></p>}
    </div>
  )
}
