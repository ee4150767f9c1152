import { Link, useLoaderData } from '@remix-run/react'
import { useFreshInbox } from '~/components/inbox/use-fresh-inbox'
import { definePage } from '~/components/layout/define-page'
import { ProposalList } from '~/components/proposals/proposal-list'
import { PageHead } from '~/components/ui/page-head'
import { waitingProposals } from '~/domain/proposals/index.server'
import { page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('proposals.desk_title') })

export const loader = page('staff', async ({ ctx, url }) => {
  const [waiting, back] = await Promise.all([waitingProposals(ctx, 'proposed', url.searchParams.get('after')), waitingProposals(ctx, 'changes_asked', url.searchParams.get('back'))])
  return { waiting, back }
})

export default function DeskEvents() {
  const t = useT()
  const { waiting, back } = useLoaderData<typeof loader>()
  useFreshInbox()
  return (
    <>
      <PageHead title={t('proposals.desk_title')} lead={t('proposals.desk_lead')} />
      <section aria-labelledby="waiting">
        <h2 id="waiting" className="h-s">{t('proposals.desk_waiting')}</h2>
        {waiting.items.length === 0 ? <p className="muted">{t('proposals.desk_none')}</p> : <ProposalList items={waiting.items} withProposer />}
        {waiting.next !== null && <Link className="more" to={`?after=${encodeURIComponent(waiting.next)}`}>{t('proposals.more')}</Link>}
      </section>
      <p><Link to="/desk/certificates">{t('archive.certificates')}</Link></p>
      <section aria-labelledby="back">
        <h2 id="back" className="h-s">{t('proposals.desk_back')}</h2>
        {back.items.length === 0 ? <p className="muted">{t('proposals.desk_back_none')}</p> : <ProposalList items={back.items} withProposer />}
        {back.next !== null && <Link className="more" to={`?back=${encodeURIComponent(back.next)}`}>{t('proposals.more')}</Link>}
      </section>
    </>
  )
}
