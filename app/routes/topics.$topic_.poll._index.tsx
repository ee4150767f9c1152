import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CommandId } from '~/components/form/command-id'
import { ErrorSummary } from '~/components/form/error-summary'
import { refusalOf, typedIn } from '~/components/form/refusal'
import { SubmitButton } from '~/components/form/submit-button'
import { TextArea } from '~/components/form/text-area'
import { postAddress } from '~/components/boards/topic-address'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import PollFields from '~/components/polls/poll-fields'
import { ButtonLink } from '~/components/ui/button'
import { Crumb } from '~/components/ui/crumb'
import { PageHead } from '~/components/ui/page-head'
import { accessTopic, replyToTopic } from '~/domain/boards/index.server'
import { replyInput } from '~/domain/boards/schema'
import { act, go, intent, page } from '~/http/handle.server'
import { useT } from '~/i18n'
import pollsCss from '~/styles/pages/polls.css?url'

export const handle = definePage({ title: (t) => t('polls.reply_title') })
export const links = styles(pollsCss)

/** A reply with a poll, for where the composer cannot open its fields in place. */
export const loader = page('member', async ({ ctx, params }) => {
  const { id, title } = await accessTopic(ctx, params['topic'] ?? '')
  return { topic: { id, title } }
})

export const action = act('member', {
  default: intent(replyInput.omit({ topicId: true }), async ({ ctx, params }, input) => {
    const topicId = params['topic'] ?? ''
    return go(postAddress(topicId, (await replyToTopic(ctx, { ...input, topicId })).no))
  }),
})

export default function ReplyWithPoll() {
  const t = useT()
  const { topic } = useLoaderData<typeof loader>()
  const refused = refusalOf(useActionData())
  return (
    <div className="wrap wrap-narrow">
      <Crumb items={[{ to: `/topics/${topic.id}`, label: topic.title }]} />
      <PageHead title={t('polls.reply_title')} />
      <Form method="post" className="stack g-24">
        <CommandId renewOn={refused} />
        <ErrorSummary errors={refused?.errors} labels={{ text: t('boards.reply_label') }} />
        <TextArea name="text" label={t('boards.reply_label')} required rows={4} lang="ja" error={refused?.errors['text']} defaultValue={typedIn(refused, 'text')} />
        <PollFields errors={refused?.errors} refused={refused} />
        <div className="row"><ButtonLink to={`/topics/${topic.id}#reply`} variant="outline">{t('common.cancel')}</ButtonLink><SubmitButton icon="send">{t('boards.reply_send')}</SubmitButton></div>
      </Form>
    </div>
  )
}
