import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { postAddress } from '~/components/boards/topic-address'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import PollFields from '~/components/polls/poll-fields'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { jstParts } from '~/core/dates'
import { changePostPoll, closePostPoll, readPostPoll } from '~/domain/boards/index.server'
import { changePollInput, closePollInput } from '~/domain/boards/schema'
import type { PollFacts } from '~/domain/polls/views'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import pollsCss from '~/styles/pages/polls.css?url'

export const handle = definePage({ title: (t) => t('polls.settings') })
export const links = styles(pollsCss)

export const loader = page('member', async ({ ctx, params }) => {
  const { topic, no, poll, can } = await readPostPoll(ctx, params['topic'] ?? '', Number(params['no']))
  return { topic: { id: topic.id, title: topic.title }, no, poll: poll.facts, voters: poll.tally.voters, isClosed: poll.tally.isClosed, can }
})

export const action = act('member', {
  close: intent(closePollInput.omit({ topicId: true, no: true }), async ({ ctx, params }, input) => {
    const [topicId, no] = [params['topic'] ?? '', Number(params['no'])]
    await closePostPoll(ctx, { ...input, topicId, no })
    return go(postAddress(topicId, no))
  }),
  change: intent(changePollInput.omit({ topicId: true, no: true }), async ({ ctx, params }, input) => {
    const [topicId, no] = [params['topic'] ?? '', Number(params['no'])]
    await changePostPoll(ctx, { ...input, topicId, no })
    return go(postAddress(topicId, no))
  }),
})

/** A poll as the fields of its form. */
function fieldsOf({ question, kind, choices, most, shows, closesAt }: PollFacts): Record<string, string> {
  const two = (n: number) => String(n).padStart(2, '0')
  const at = closesAt === null ? null : jstParts(new Date(closesAt))
  return {
    pollQuestion: question, pollKind: kind, pollShows: shows,
    pollCloses: at === null ? '' : `${at.year}-${two(at.month)}-${two(at.day)}T${two(at.hour)}:${two(at.minute)}`,
    ...(kind === 'scale' ? { pollLow: choices[0] ?? '', pollHigh: choices.at(-1) ?? '' } : { pollChoices: choices.join('\n') }),
    ...(kind === 'many' && most < choices.length && { pollMost: String(most) }),
  }
}

export default function PollSettings() {
  const t = useT()
  const { topic, no, poll, voters, isClosed, can } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: postAddress(topic.id, no), label: topic.title }]} />
      <PageHead title={t('polls.settings')} lead={can.close ? t('polls.settings_lead') : t('polls.closed')} />
      <div className="stack g-32">
        <p><span className="strong" lang="ja">{poll.question}</span><span className="small muted"> {t('polls.voters', { count: voters })}</span></p>
        <ErrorSummary errors={refused?.errors} />
        {can.close && !isClosed && (
          <Form method="post">
            <input type="hidden" name="intent" value="close" />
            <CommandId renewOn={refused} />
            <SubmitButton variant="outline" icon="lock">{t('polls.close')}</SubmitButton>
          </Form>
        )}
        {can.change && (
          <Form method="post" className="stack g-24">
            <h2>{t('polls.change')}</h2>
            <p className="hint">{t('polls.change_hint')}</p>
            <input type="hidden" name="intent" value="change" />
            <CommandId renewOn={refused} />
            <PollFields errors={refused?.errors} refused={refused} before={fieldsOf(poll)} />
            <div className="row"><SubmitButton>{t('form.save')}</SubmitButton></div>
          </Form>
        )}
      </div>
    </div>
  )
}
