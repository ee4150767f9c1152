import { Form, Link, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { Crumb } from '~/components/ui/crumb'
import { Empty } from '~/components/ui/empty'
import { PageHead } from '~/components/ui/page-head'
import { TimeText } from '~/components/ui/time-text'
import { type DraftRow, dropDraft, listDrafts } from '~/domain/boards/index.server'
import { dropDraftFormInput } from '~/domain/boards/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('drafts.title') })

export const loader = page('member', ({ ctx, url }) => listDrafts(ctx, url.searchParams.get('after')))

export const action = act('member', {
  drop: intent(dropDraftFormInput, async ({ ctx }, { place, version }) => {
    await dropDraft(ctx, { place, version })
    return go('/drafts')
  }),
})

/** What one has begun to write, wherever. */
export default function Drafts() {
  const t = useT()
  const { items, next } = useLoaderData<typeof loader>()
  const what = ({ place, title }: DraftRow) => {
    if (place === 'new-topic') return t('drafts.new_topic')
    if (title === null) return t('drafts.gone')
    if (place.startsWith('summary:')) return t('drafts.summary', { title })
    return place.startsWith('edit:') ? t('drafts.edit', { title, no: place.split(':')[2] ?? '' }) : t('drafts.reply', { title })
  }
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: '/boards', label: t('boards.title') }]} />
      <PageHead title={t('drafts.title')} lead={t('drafts.lead')} />
      {items.length === 0 && <Empty title={t('drafts.none')} text={t('drafts.none_text')} />}
      <ul className="stack g-16">
        {items.map((draft) => (
          <li key={draft.place} className="card">
            <h2 className="h-s" lang="ja">{draft.href === null ? what(draft) : <Link to={draft.href}>{what(draft)}</Link>}</h2>
            <p lang="ja">{draft.excerpt}</p>
            <Form method="post" className="row row-between">
              <span className="small muted"><TimeText at={draft.at} /></span>
              <input type="hidden" name="intent" value="drop" />
              <input type="hidden" name="place" value={draft.place} />
              <input type="hidden" name="version" value={draft.version} />
              <CommandId />
              <SubmitButton variant="text" size="s" aria-label={t('drafts.drop_of', { what: what(draft) })}>{t('drafts.drop')}</SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
      {next !== null && <p><Link className="btn btn-quiet btn-s" to={`/drafts?after=${encodeURIComponent(next)}`}>{t('drafts.older')}</Link></p>}
    </div>
  )
}
