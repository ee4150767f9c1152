import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { definePage } from '~/components/layout/define-page'
import { Crumb } from '~/components/ui/crumb'
import { Empty } from '~/components/ui/empty'
import { PageHead } from '~/components/ui/page-head'
import { TimeText } from '~/components/ui/time-text'
import { cancelScheduled, publishNow, scheduledTopics } from '~/domain/boards/index.server'
import { scheduledInput } from '~/domain/boards/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'

export const handle = definePage({ title: (t) => t('boards.scheduled_title') })

export const loader = page('member', ({ ctx, url }) => scheduledTopics(ctx, url.searchParams.get('after')))

export const action = act('member', {
  publish: intent(scheduledInput, async ({ ctx }, input) => go(`/topics/${(await publishNow(ctx, input)).topicId}`)),
  cancel: intent(scheduledInput, async ({ ctx }, input) => cancelScheduled(ctx, input)),
})

/** Topics that are still to appear: one's own, and for 事務局 everybody's. */
export default function Scheduled() {
  const t = useT()
  const { items, next } = useLoaderData<typeof loader>()
  const answer = useActionData()
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: '/boards', label: t('boards.title') }]} />
      <PageHead title={t('boards.scheduled_title')} lead={t('boards.scheduled_lead')} />
      <ErrorSummary errors={refusalOf(answer)?.errors} />
      {items.length === 0 ? <Empty title={t('boards.none_scheduled')} /> : (
        <ul className="list">
          {items.map((topic) => (
            <li key={topic.id} className="stack g-8">
              <h2 className="h-s" lang="ja">{topic.title}</h2>
              <p className="small muted"><TimeText at={topic.dueAt} style="dateTime" />・<span lang="ja">{topic.board}{!topic.isMine && `・${topic.author}`}</span></p>
              <p lang="ja">{topic.excerpt}</p>
              {topic.poll !== null && <p className="small">{t('polls.goes_along', { question: topic.poll })}</p>}
              <div className="row">
                {(['publish', 'cancel'] as const).map((name) => (
                  <Form key={name} method="post">
                    <input type="hidden" name="intent" value={name} />
                    <input type="hidden" name="id" value={topic.id} />
                    <CommandId renewOn={answer} />
                    <SubmitButton variant="outline" size="s" aria-label={t(`boards.${name}_scheduled_of`, { title: topic.title })}>{t(`boards.${name}_scheduled`)}</SubmitButton>
                  </Form>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      {next !== null && <p><Link className="btn btn-quiet btn-s" to={`/boards/scheduled?after=${next}`}>{t('boards.older')}</Link></p>}
    </div>
  )
}
