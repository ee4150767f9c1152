import { useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page.ts'
import { Banner } from '~/components/ui/banner.tsx'
import { Crumb } from '~/components/ui/crumb.tsx'
import { TimeText } from '~/components/ui/time-text.tsx'
import { readMailbox } from '~/domain/notifications/index.server.ts'
import { page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage<typeof loader>({ title: (t, data) => data?.subject ?? t('jobs.box.title') })

export const loader = page('public', ({ ctx, params }) => readMailbox(ctx, params['id'] ?? ''))

export default function Mail() {
  const t = useT()
  const m = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow stack g-24">
      <Crumb items={[{ to: '/dev/mail', label: t('jobs.box.back') }]} />
      <h1>{m.subject || t('jobs.box.no_subject')}</h1>
      <dl className="dl">
        <dt>{t('jobs.box.from')}</dt><dd>{m.from}</dd>
        <dt>{t('jobs.box.to')}</dt><dd>{m.to}</dd>
        <dt>{t('jobs.box.date')}</dt><dd><TimeText at={m.createdAt} style="dateTime" /></dd>
      </dl>
      {m.isBulk && <Banner icon="info">{t('jobs.box.stop')}</Banner>}
      {m.hasHtml && (
        <section aria-labelledby="m-html"><h2 id="m-html" className="h-s">{t('jobs.box.html')}</h2><iframe className="mail-frame" title={t('jobs.box.html')} src={`/dev/mail/${m.id}/html`} sandbox="" /></section>
      )}
      <section aria-labelledby="m-text"><h2 id="m-text" className="h-s">{t('jobs.box.text')}</h2><pre className="card mail-text">{m.text}</pre></section>
      {m.files.length > 0 && (
        <section aria-labelledby="m-files">
          <h2 id="m-files" className="h-s">{t('jobs.box.files')}</h2>
          <ul>{m.files.map((f, i) => <li key={`${i}-${f.name}`}><a href={`/dev/mail/${m.id}/file?n=${i}`} download={f.name}>{t('jobs.box.file', { name: f.name })}</a></li>)}</ul>
        </section>
      )}
      <details className="details"><summary>{t('jobs.box.raw')}</summary><pre className="card mail-text">{m.raw}</pre></details>
    </div>
  )
}
