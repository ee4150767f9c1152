import type { z } from 'zod'
import { useActionData, useLoaderData } from '@remix-run/react'
import { RaisedLine } from '~/components/attention/level-control'
import { TopicBadges, TopicLeads } from '~/components/boards/topic-facts'
import { MergedNote } from '~/components/boards/merged-note'
import { TopicSide } from '~/components/boards/topic-side'
import { topicMadeOf } from '~/components/boards/topic-made-of'
import { TopicView } from '~/components/boards/topic-view'
import { elsewhereAddress, postAddress } from '~/components/boards/topic-address'
import { undoneIn, type Undone } from '~/components/boards/undo-reply'
import { withoutTexts, withTexts } from '~/components/boards/texts-in-page'
import { useOldAddress } from '~/components/boards/use-old-address'
import { useTopic } from '~/components/boards/use-topic'
import { refusalOf, type Refused } from '~/components/form/refusal'
import { ShareLink } from '~/components/share/share-link'
import { definePage } from '~/components/layout/define-page'
import { styles } from '~/components/layout/styles'
import { Kept } from '~/components/layout/still'
import { Crumb } from '~/components/ui/crumb'
import { Icon } from '~/components/ui/icon'
import { acceptAnswer, closeTopic, confirmTopic, markTopicRead, openTopic, quoteOfPost, replyToTopic, type TopicPage, undoReply, voteInPost } from '~/domain/boards/index.server'
import { readTopicNotices } from '~/domain/notifications/index.server'
import { acceptAnswerInput, closeTopicInput, confirmTopicInput, markTopicReadInput, postInput, replyInput, voteInPollInput } from '~/domain/boards/schema'
import type { Ctx } from '~/core/ctx'
import { act, go, intent, page } from '~/http/handle.server'
import { isPrefetch } from '~/http/prefetch'
import { useT } from '~/i18n'
import { ConnectionBanner } from '~/realtime/connection-banner'
import composerCss from '~/styles/pages/composer.css?url'
import pollsCss from '~/styles/pages/polls.css?url'
import topicCss from '~/styles/pages/topic.css?url'
import { Link } from '~/components/ui/link'

export const handle = definePage<typeof loader>({ title: (t, data) => data?.topic.title ?? t('boards.title'), handOver: withoutTexts, madeOf: topicMadeOf })
export const links = styles(topicCss, composerCss, pollsCss)

export const loader = page('member', async ({ ctx, params, url, request }) => {
  const from = Number(url.searchParams.get('from') ?? Number.NaN)
  const opened = await openTopic(ctx, params['topic'] ?? '', { from: Number.isInteger(from) ? from : null, on: url.searchParams.get('on'), isGlance: isPrefetch(request) })
  if ('elsewhere' in opened) throw go(elsewhereAddress(opened.elsewhere))
  const { page: shown } = opened
  if (shown.shownNotices !== null) await readTopicNotices(ctx, shown.topic.id, shown.shownNotices)
  const quoted = url.searchParams.get('quote')
  const quote = quoted === null || shown.room.can['reply'] !== true ? undefined : await quoteOfPost(ctx, shown.topic.id, Number(quoted))
  return { ...shown, ...(quote !== undefined && { quote }), attention: { ...shown.attention, hasRisen: shown.attention.hasRisen || url.searchParams.has('raised') } }
})

const staffInput = closeTopicInput.omit({ topicId: true, isClosed: true })

const answerInput = acceptAnswerInput.omit({ topicId: true, isAnswer: true })
async function markAnswer(ctx: Ctx, topicId: string, input: z.output<typeof answerInput>, isAnswer: boolean) {
  await acceptAnswer(ctx, { ...input, topicId, isAnswer })
  return go(postAddress(topicId, input.no))
}

export const action = act('member', {
  reply: intent(replyInput.omit({ topicId: true }), async ({ ctx, params }, input) => {
    const topicId = params['topic'] ?? ''
    const { no, topicId: into = topicId, hasRisen = false } = await replyToTopic(ctx, { ...input, topicId })
    return go(postAddress(into, no, hasRisen))
  }),
  read: intent(markTopicReadInput, async ({ ctx, params }) => {
    await markTopicRead(ctx, params['topic'] ?? '')
    return null
  }),
  vote: intent(voteInPollInput.omit({ topicId: true }), async ({ ctx, params }, input) => {
    const topicId = params['topic'] ?? ''
    return go(postAddress(topicId, (await voteInPost(ctx, { ...input, topicId })).no))
  }),
  undo: intent(postInput.omit({ topicId: true }), async ({ ctx, params }, input) => {
    return { undone: await undoReply(ctx, { ...input, topicId: params['topic'] ?? '' }) }
  }),
  confirm: intent(confirmTopicInput.omit({ topicId: true }), async ({ ctx, params }, input) => confirmTopic(ctx, { ...input, topicId: params['topic'] ?? '' })),
  answer: intent(answerInput, async ({ ctx, params }, input) => markAnswer(ctx, params['topic'] ?? '', input, true)),
  unanswer: intent(answerInput, async ({ ctx, params }, input) => markAnswer(ctx, params['topic'] ?? '', input, false)),
  close: intent(staffInput, async ({ ctx, params }, input) => closeTopic(ctx, { ...input, topicId: params['topic'] ?? '', isClosed: true })),
  reopen: intent(staffInput, async ({ ctx, params }, input) => closeTopic(ctx, { ...input, topicId: params['topic'] ?? '', isClosed: false })),
})

export default function Topic() {
  const loaded = withTexts(useLoaderData<typeof loader>())
  const answer = useActionData()
  return <LiveTopic key={loaded.topic.id} loaded={loaded} refused={refusalOf(answer)} undone={undoneIn(answer)} />
}

function LiveTopic({ loaded, refused, undone }: { loaded: TopicPage; refused: Refused | undefined; undone: Undone['undone'] | undefined }) {
  const t = useT()
  const live = useTopic(loaded)
  useOldAddress(loaded.topic.id, loaded.from)
  const { topic, people, can } = loaded
  return (
    <div className="wrap cols-aside">
      <div>
        <div className="topic-line"><ConnectionBanner /></div>
        <Crumb items={[{ to: '/boards', label: t('boards.title') }, { to: `/boards/${live.facts.board.slug}`, label: live.facts.board.name }]} />
        <Kept as="div" name="topic-head" made={[topic.id, topic.title, live.facts, live.isClosed, live.lastNo, people.count]} className="topic-head">
          {() => (
            <>
              <h1 lang="ja">{topic.title}</h1>
              <div className="row">
                <TopicBadges facts={live.facts} isClosed={live.isClosed} />
                <span className="small muted">{[t('boards.posts', { count: live.lastNo }), ...(people.count > 0 ? [t('boards.people', { count: people.count })] : [])].join('・')}</span>
                <ShareLink topicId={topic.id} />
                <Link className="small share-link" to={`/topics/${topic.id}/bookmark/0`}><Icon name="mark" />{t('boards.bookmark_topic')}</Link>
              </div>
            </>
          )}
        </Kept>
        <MergedNote merged={live.merged} />
        <TopicLeads topicId={topic.id} facts={live.facts} confirmed={loaded.confirmed} canModerate={can.moderate} />
        <Risen topicId={topic.id} attention={loaded.attention} />
        <TopicView page={loaded} live={live} refused={refused} undone={undone} />
      </div>
      <TopicSide topicId={topic.id} attention={loaded.attention} people={people} isClosed={live.isClosed} canModerate={can.moderate} canDescribe={can.describe} />
    </div>
  )
}

/** What one did here has raised how much one hears of it; nothing while one chose otherwise. */
function Risen({ topicId, attention: { level, chosen, hasRisen } }: { topicId: string; attention: TopicPage['attention'] }) {
  return hasRisen && chosen === null && (level === 'watching' || level === 'tracking') ? <RaisedLine kind="topic" id={topicId} level={level} /> : null
}
