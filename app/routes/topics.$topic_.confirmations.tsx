import { Link, useLoaderData } from '@remix-run/react'
import { definePage } from '~/components/layout/define-page'
import { Crumb } from '~/components/ui/crumb'
import { SegmentedNav } from '~/components/ui/nav-sets'
import { PageHead } from '~/components/ui/page-head'
import { TimeText } from '~/components/ui/time-text'
import { listConfirmations } from '~/domain/boards/index.server'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('boards.confirmations') })

export const loader = page('staff', async ({ ctx, params, url }) => {
  const who = url.searchParams.get('who') === 'have_not' ? 'have_not' : 'have'
  const after = url.searchParams.get('after')
  return { ...(await listConfirmations(ctx, params['topic'] ?? '', who, after)), who, isFirst: after === null }
})

export default function Confirmations() {
  const t = useT()
  const { topic, confirmed, members, people, who, isFirst } = useLoaderData<typeof loader>()
  const base = `/topics/${topic.id}/confirmations`
  const address = who === 'have' ? base : `${base}?who=have_not`
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: `/topics/${topic.id}`, label: topic.title }]} />
      <PageHead title={t('boards.confirmations')} lead={t('manage.have_of', { members: String(members), confirmed: String(confirmed) })} />
      <div className="stack g-24">
        <SegmentedNav label={t('boards.confirmations')} items={[{ to: base, label: t('manage.have'), current: who === 'have' }, { to: `${base}?who=have_not`, label: t('manage.have_not'), current: who === 'have_not' }]} />
        {people.items.length === 0 ? <p className="muted">{t('manage.nobody')}</p> : (
          <ul className="list">
            {people.items.map((m) => <li key={m.id}><p className="row row-between"><span><strong lang="ja">{m.name}</strong> <span className="small muted">@{m.handle}</span></span>{m.at !== null && <TimeText className="small muted" at={m.at} style="dayTime" />}</p></li>)}
          </ul>
        )}
        <p className="row">
          {!isFirst && <Link className="btn btn-quiet btn-s" to={address}>{t('manage.first_people')}</Link>}
          {people.next !== null && <Link className="btn btn-quiet btn-s" to={`${base}?who=${who}&after=${people.next}`}>{t('manage.more_people')}</Link>}
        </p>
      </div>
    </div>
  )
}
