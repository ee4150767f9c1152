import { Form, Link, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { ProposalList } from '~/components/proposals/proposal-list'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { TimeText } from '~/components/ui/time-text'
import { dropEventDraft, ownEventDrafts, ownProposals } from '~/domain/proposals/index.server'
import { dropDraftInput } from '~/domain/proposals/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('proposals.own_title') })

export const loader = page('member', async ({ ctx, url }) => {
  const [drafts, sent] = await Promise.all([ownEventDrafts(ctx), ownProposals(ctx, url.searchParams.get('after'))])
  return { drafts, sent }
})

export const action = act('member', {
  drop: intent(dropDraftInput, async ({ ctx }, input) => {
    await dropEventDraft(ctx, input)
    return go('/events/proposals')
  }),
})

/** What one has begun to propose, and what became of what one has sent. */
export default function OwnProposals() {
  const t = useT()
  const { drafts, sent } = useLoaderData<typeof loader>()
  return (
    <div className="wrap wrap-narrow stack g-32">
      <Crumb items={[{ to: '/events', label: t('events.title') }]} />
      <PageHead title={t('proposals.own_title')} lead={t('proposals.own_lead')} action={<ButtonLink variant="primary" to="/events/new">{t('proposals.propose_event')}</ButtonLink>} />
      <section aria-labelledby="drafts">
        <h2 id="drafts" className="h-s">{t('proposals.drafts')}</h2>
        {drafts.length === 0 ? <p className="muted">{t('proposals.drafts_none')}</p> : (
          <ul className="list">
            {drafts.map((d) => {
              const title = d.title.trim() === '' ? t('proposals.draft_untitled') : d.title
              return (
                <li key={d.id} className="stack g-4">
                  <p className="row row-between"><Link className="strong" to={`/events/new?draft=${d.id}`} lang="ja">{title}</Link><TimeText className="small muted" at={d.at} style="dayTime" /></p>
                  {d.excerpt !== '' && <p className="small muted" lang="ja">{d.excerpt}</p>}
                  <Form method="post"><input type="hidden" name="intent" value="drop" /><input type="hidden" name="draft" value={d.id} /><CommandId /><SubmitButton variant="text" size="s" aria-label={t('proposals.drop_of', { title })}>{t('proposals.drop')}</SubmitButton></Form>
                </li>
              )
            })}
          </ul>
        )}
      </section>
      <section aria-labelledby="sent">
        <h2 id="sent" className="h-s">{t('proposals.sent')}</h2>
        {sent.items.length === 0 ? <p className="muted">{t('proposals.sent_none')}</p> : <ProposalList items={sent.items} />}
        {sent.next !== null && <Link className="more" to={`?after=${encodeURIComponent(sent.next)}`}>{t('proposals.older')}</Link>}
      </section>
    </div>
  )
}
