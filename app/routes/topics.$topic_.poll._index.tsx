import { ReplyPage } from '~/components/boards/reply-page'
import { postAddress } from '~/components/boards/topic-address'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import PollFields from '~/components/polls/poll-fields'
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
  return <ReplyPage title={t('polls.reply_title')}>{(refused) => <PollFields errors={refused?.errors} refused={refused} />}</ReplyPage>
}
