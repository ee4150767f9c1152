import { useLoaderData } from '@remix-run/react'
import { ChangeCard } from '~/components/news/change-card'
import { Badge } from '~/components/ui/badge'
import { Crumb } from '~/components/ui/crumb'
import { TimeText } from '~/components/ui/time-text'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { formatFiscalYear } from '~/core/dates'
import { accessNews } from '~/domain/news/index.server'
import { page } from '~/http/handle.server'
import { useLng, useT } from '~/i18n'
import newsCss from '~/styles/pages/news.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => data?.title ?? t('news.title') })
export const links = styles(newsCss)

export const loader = page('member', ({ ctx, params }) => accessNews(ctx, params['slug'] ?? ''))

export default function NewsPage() {
  const t = useT()
  const lng = useLng()
  const n = useLoaderData<typeof loader>()
  return (
    <article className="wrap wrap-narrow news">
      <Crumb items={[{ to: '/news', label: t('news.title') }]} />
      <header className="stack g-12">
        <p className="row small"><Badge tone="accent">{n.category}</Badge>{n.isShareable && <Badge tone="line">{t('news.shareable')}</Badge>}<span className="muted"><TimeText at={n.publishedAt} style="date" />・{n.department}</span></p>
        <h1 className="news-h">{n.title}</h1>
      </header>
      {n.change && <ChangeCard change={n.change} />}
      {n.figure && (
        <p className="fig"><span className="fig-n num">{n.figure.value}<span className="fig-u">{n.figure.unit}</span></span><span className="small muted">{t('news.source', { year: formatFiscalYear(n.figure.fiscalYear, lng), source: n.figure.source })}</span></p>
      )}
      {/* Sanitised when it was written. */}
      <div className="prose big-prose" dangerouslySetInnerHTML={{ __html: n.body }} />
    </article>
  )
}
