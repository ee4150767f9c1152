import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { LeftOverQuestions } from '~/components/archive/left-over'
import { SummaryForm } from '~/components/archive/summary-form'
import { refusalOf } from '~/components/form/refusal'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { ExportForm } from '~/components/live/export-form'
import { Banner } from '~/components/ui/banner'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { TimeText } from '~/components/ui/time-text'
import { answerLeftOver, publishSummary, readSummary } from '~/domain/archive/index.server'
import { leftOverInput, summaryInput } from '~/domain/archive/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import composerCss from '~/styles/pages/composer.css?url'
import topicCss from '~/styles/pages/topic.css?url'

export const handle = definePage({ title: (t) => t('archive.summary') })
export const links = styles(topicCss, composerCss)

export const loader = page('member', async ({ ctx, params, url }) => {
  const asked = url.searchParams.get('from')
  const beginning = asked === 'fresh' || asked === 'names' ? asked : 'published'
  return { ...(await readSummary(ctx, params['event'] ?? '', beginning)), beginning, isAnswered: url.searchParams.has('answered') }
})

export const action = act('member', {
  publish: intent(summaryInput, async ({ ctx, params }, input) => {
    const { topicId } = await publishSummary(ctx, params['event'] ?? '', input)
    return go(`/topics/${topicId}`)
  }),
  answer: intent(leftOverInput, async ({ ctx, params }, input) => {
    await answerLeftOver(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}/summary?answered=1#left`)
  }),
})

/** A refusal may mean that it was published elsewhere: then the page shows it as it is now. */
export const shouldRevalidate = () => true

/** まとめ, for who runs the event: what becomes of the record's first post, and the questions that still wait. */
export default function Summary() {
  const t = useT()
  const { event, post, publishedAt, begins, leftOver, moreLeft, beginning, isAnswered } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = refusalOf(answer)
  const isOfAnswer = refused?.values['intent'] === 'answer'
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: `/events/${event.id}`, label: event.title }]} />
      <PageHead title={t('archive.summary')} lead={t('archive.summary_lead')} />
      <div className="stack g-48">
        <section aria-labelledby="text" className="stack g-16">
          <h2 id="text" className="h-m">{t('archive.summary_head')}</h2>
          {post === null ? <Banner tone="caution">{t('archive.summary_shut')}</Banner> : (
            <>
              <p className="muted">{publishedAt === null ? t('archive.summary_not_yet') : <>{t('archive.summary_at')} <TimeText at={publishedAt} /></>}・<Link to={`/topics/${post.topicId}`}>{t('archive.open_record')}</Link></p>
              {begins.isPrepared && <Banner>{t(beginning === 'names' ? 'archive.prepared_names' : 'archive.prepared')}</Banner>}
              <SummaryForm key={`${event.id} ${beginning}`} eventId={event.id} post={post} begins={begins} refused={isOfAnswer ? undefined : refused} />
              <nav className="row g-8" aria-label={t('archive.begin_again')}>
                <span className="small muted">{t('archive.begin_again')}</span>
                <ButtonLink size="s" variant="quiet" to="?from=fresh" preventScrollReset>{t('archive.begin_fresh')}</ButtonLink>
                <ButtonLink size="s" variant="quiet" to="?from=names" preventScrollReset>{t('archive.begin_names')}</ButtonLink>
              </nav>
            </>
          )}
        </section>
        <LeftOverQuestions leftOver={leftOver} moreLeft={moreLeft} refused={isOfAnswer ? refused : undefined} isAnswered={isAnswered} answer={answer} />
        <section aria-labelledby="take" className="card">
          <h2 id="take" className="h-s">{t('archive.take')}</h2>
          <ExportForm eventId={event.id} />
        </section>
      </div>
    </div>
  )
}
