import { Link, useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page.ts'
import { Empty } from '~/components/ui/empty.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { TimeText } from '~/components/ui/time-text.tsx'
import { listMailbox } from '~/domain/notifications/index.server.ts'
import { page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('jobs.box.title') })

export const loader = page('public', ({ ctx, url }) => listMailbox(ctx, url.searchParams.get('after')))

export default function Mailbox() {
  const t = useT()
  const box = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow">
      <PageHead title={t('jobs.box.title')} lead={t('jobs.box.lead')} />
      {box.items.length === 0 ? <Empty title={t('jobs.box.none')} text={t('jobs.box.none_text')} /> : (
        <ul className="list-card">
          {box.items.map((m) => (
            <li key={m.id} className="stack g-4">
              <Link className="cover" to={`/dev/mail/${m.id}`}>{m.subject || t('jobs.box.no_subject')}</Link>
              <p className="small muted">{m.to}・<TimeText at={m.createdAt} style="dayTime" /></p>
            </li>
          ))}
        </ul>
      )}
      {box.next && <Link className="more" to={`/dev/mail?after=${box.next}`}>{t('jobs.older')}</Link>}
    </div>
  )
}
