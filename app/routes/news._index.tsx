import { Link, useLoaderData } from '@remix-run/react'
import { Badge } from '~/components/ui/badge'
import { Empty } from '~/components/ui/empty'
import { PageHead } from '~/components/ui/page-head'
import { TimeText } from '~/components/ui/time-text'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { listNews } from '~/domain/news/index.server'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'
import newsCss from '~/styles/pages/news.css?url'

export const handle = definePage({ title: (t) => t('news.title') })
export const links = styles(newsCss)

export const loader = page('member', async ({ ctx, url }) => {
  const after = url.searchParams.get('after')
  return { news: await listNews(ctx, after), isFirst: after === null }
})

export default function News() {
  const t = useT()
  const { news, isFirst } = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow">
      <PageHead title={t('news.title')} lead={t('news.lead')} />
      {news.items.length === 0 ? <Empty title={t('news.none')} text={t('news.none_text')} /> : (
        <ul className="list-card">
          {news.items.map((n) => (
            <li key={n.slug} className="stack g-4">
              <p className="row small"><Badge tone="accent">{n.category}</Badge><span className="muted"><TimeText at={n.publishedAt} style="date" />・{n.department}</span></p>
              <h2 className="h-s"><Link className="cover" to={`/news/${n.slug}`} prefetch="intent">{n.title}</Link></h2>
              <p className="small muted">{n.summary}</p>
            </li>
          ))}
        </ul>
      )}
      <p className="row row-between">
        {!isFirst && <Link className="more" to="/news">{t('news.newest')}</Link>}
        {news.next && <Link className="more" to={`/news?after=${news.next}`}>{t('news.older')}</Link>}
      </p>
    </div>
  )
}
