import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id.tsx'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { CopyAddress } from '~/components/share/copy-address.tsx'
import { Banner } from '~/components/ui/banner.tsx'
import { Crumb } from '~/components/ui/crumb.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { formatAgo, formatDate } from '~/core/dates.ts'
import { createFeedToken, endFeedToken, type FeedState, listFeeds } from '~/domain/accounts/index.server.ts'
import { feedInput } from '~/domain/accounts/schema.ts'
import { boardChoices } from '~/domain/boards/index.server.ts'
import { act, intent, page } from '~/http/handle.server.ts'
import { useT } from '~/i18n/index.tsx'

export const handle = definePage({ title: (t) => t('feeds.title') })

export const loader = page('member', async ({ ctx }) => ({ feeds: await listFeeds(ctx), now: ctx.now().toISOString() }))

export const action = act('member', {
  /** The one time that the address is shown. */
  create: intent(feedInput, async ({ ctx, url }, input) => {
    const { kind, token } = await createFeedToken(ctx, input)
    if (kind === 'calendar') return { kind, address: `${url.origin}/calendar/${token}.ics`, boards: [] }
    const boards = (await boardChoices(ctx)).map(({ slug, name }) => ({ name, address: `${url.origin}/feeds/${token}/boards/${slug}.xml` }))
    return { kind, address: `${url.origin}/feeds/${token}/topics.xml`, boards }
  }),
  end: intent(feedInput, async ({ ctx }, input) => {
    await endFeedToken(ctx, input)
    return { ended: input.kind }
  }),
})

type Made = { kind: string; address: string; boards: { name: string; address: string }[] }

export default function Feeds() {
  const t = useT()
  const { feeds, now } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const made = answer && 'address' in answer ? (answer as Made) : undefined
  return (
    <div className="wrap wrap-narrow stack g-32">
      <Crumb items={[{ to: '/preferences', label: t('feeds.back') }]} />
      <PageHead title={t('feeds.title')} lead={t('feeds.lead')} />
      {answer && 'ended' in answer && <Banner tone="success" icon="check" role="status">{t('feeds.ended')}</Banner>}
      {feeds.map((feed) => <FeedCard key={feed.kind} feed={feed} now={now} made={made?.kind === feed.kind ? made : undefined} answer={answer} />)}
    </div>
  )
}

function FeedCard({ feed, now, made, answer }: { feed: FeedState; now: string; made: Made | undefined; answer: unknown }) {
  const t = useT()
  const { kind, createdAt, lastReadAt } = feed
  const button = (name: 'create' | 'end', text: string, variant: 'outline' | 'quiet') => (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={name} /><input type="hidden" name="kind" value={kind} /><CommandId renewOn={answer} />
      <SubmitButton variant={variant} aria-describedby={`feed-${kind}`}>{text}</SubmitButton>
    </Form>
  )
  return (
    <section className="card stack" aria-labelledby={`feed-${kind}`}>
      <h2 className="h-s" id={`feed-${kind}`}>{t(`feeds.kinds.${kind}`)}</h2>
      <p className="small muted">{t(`feeds.notes.${kind}`)}</p>
      {createdAt === null ? <p>{t('feeds.none')}</p> : <p>{t('feeds.since', { date: formatDate(createdAt, 'date', t.lng) })}<br /><span className="small muted">{lastReadAt === null ? t('feeds.never_read') : t('feeds.last_read', { ago: formatAgo(lastReadAt, new Date(now), t.lng) })}</span></p>}
      {made && (
        <div className="stack">
          <Banner tone="success" icon="check" role="status">{t('feeds.created')}</Banner>
          <CopyAddress name={`address-${kind}`} label={t('feeds.address')} address={made.address} />
          <p className="small">{t('feeds.secret')}</p>
          {made.boards.length > 0 && (
            <details><summary>{t('feeds.per_board')}</summary><div className="stack">{made.boards.map((b, i) => <CopyAddress key={b.address} name={`board-${i}`} label={b.name} address={b.address} />)}</div></details>
          )}
        </div>
      )}
      <div className="row">
        {button('create', createdAt === null ? t('feeds.create') : t('feeds.renew'), 'outline')}
        {createdAt !== null && button('end', t('feeds.end'), 'quiet')}
      </div>
    </section>
  )
}
