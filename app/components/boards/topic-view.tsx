import { useNavigate } from '@remix-run/react'
import { Fragment, useCallback, useRef, useState } from 'react'
import type { TopicPage } from '~/domain/boards/index.server.ts'
import { plainText } from '~/core/richtext/plain-text.ts'
import type { DocNode } from '~/core/richtext/limits.ts'
import { useT } from '~/i18n/index.tsx'
import { useQueued } from '~/realtime/commands'
import type { WritingBoxHandle, Written } from '../editor/writing-box.tsx'
import { useRaised } from '../attention/use-raised.ts'
import { CommandId } from '../form/command-id.tsx'
import type { Refused } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { Log } from '../layout/announcer.tsx'
import { useViewer } from '../layout/root-data.ts'
import { Banner } from '../ui/banner.tsx'
import { type Sent, stillPending } from './gather-posts.ts'
import { JumpToDate } from './jump-to-date.tsx'
import { NewPosts } from './new-posts.tsx'
import { PostMenus } from './post-menus.tsx'
import { PendingPost, Post } from './post.tsx'
import { PostPages } from './post-pages.tsx'
import { ReplyForm } from './reply-form.tsx'
import { postAddress } from './topic-address.ts'
import { WritingNotes } from './topic-facts.tsx'
import { UndoReply, type Undone } from './undo-reply.tsx'
import { useQuote } from './use-quote.tsx'
import { usePolls } from './use-polls.ts'
import { useReactions } from './use-reactions.ts'
import { useSeen } from './use-seen.ts'
import { useTarget } from './use-target.ts'
import type { useTopic } from './use-topic.ts'
import { Form, Link } from '../ui/link.tsx'

const textOf = ({ text, doc }: { text?: string | undefined; doc?: string | undefined }): string => (doc === undefined ? (text ?? '') : plainText(JSON.parse(doc) as DocNode))

/** The posts of a topic, live, and the composer below them. */
export function TopicView({ page, live, refused, undone }: { page: TopicPage; live: ReturnType<typeof useTopic>; refused: Refused | undefined; undone: Undone['undone'] | undefined }) {
  const t = useT()
  const viewer = useViewer()
  const navigate = useNavigate()
  const { topic } = page
  const list = useRef<HTMLDivElement>(null)
  const box = useRef<WritingBoxHandle>(null)
  const { posts, from, end, lastNo, unread, openedEnd, canReply } = live
  const reactions = useReactions(page, live.reactions)
  const { polls, onVoted } = usePolls(page, live.polls)
  const onRaised = useRaised(topic.id)
  const seen = useSeen(topic.id, list, openedEnd, end, onRaised)
  useTarget()
  const { onQuote, button } = useQuote(topic.id, posts, list, box, canReply)

  const [sent, setSent] = useState<Sent[]>([])
  const [undoNo, setUndoNo] = useState(page.undoNo ?? null)
  const [atOpening] = useState(lastNo)
  const queued = useQueued('topic:reply').filter((q) => q.input.topicId === topic.id)
  const kept = queued.filter((q) => !sent.some((s) => s.commandId === q.commandId)).map((q): Sent => ({ commandId: q.commandId, text: textOf(q.input), since: atOpening, no: null }))
  const pending = stillPending([...kept, ...sent], live.own, end)

  const onSent = (commandId: string, written: Written) => setSent((all) => [...all, { commandId, text: textOf(written), since: lastNo, no: null }])
  const onAnswer = (commandId: string, no: number | null, hasRisen = false) => {
    if (hasRisen) onRaised('watching')
    const isFarFromEnd = no !== null && no > 0 && end < lastNo
    setSent((all) => all.flatMap((s) => (s.commandId !== commandId ? [s] : no === null || no === 0 || isFarFromEnd ? [] : [{ ...s, no }])))
    if (isFarFromEnd) navigate(postAddress(topic.id, no))
    if (no !== null && no > 0) setUndoNo(no)
  }
  const onReply = useCallback(({ author }: { author: TopicPage['posts'][number]['author'] }) => {
    document.getElementById('reply')?.scrollIntoView({ block: 'center' })
    if (author.kind === 'member') box.current?.mention(author)
    else box.current?.focus()
  }, [])

  const me = viewer.kind === 'guest' ? { id: '', name: '' } : viewer
  const skipped = page.unread !== null && page.unread.from < from ? page.unread : null
  const firstNew = seen + 1
  const newBelow = end >= firstNew ? end - firstNew + 1 : 0
  return (
    <>
      {skipped !== null && (
        <Banner icon="mark">
          <p>{t('boards.skipped', { count: skipped.count, from: skipped.from })}</p>
          <Form method="post" action={`/topics/${topic.id}`} className="row">
            <Link to={`/topics/${topic.id}?from=${skipped.from}`}>{t('boards.go_to_unread')}</Link>
            <input type="hidden" name="intent" value="read" />
            <CommandId />
            <SubmitButton variant="text" size="s">{t('boards.mark_all_read')}</SubmitButton>
          </Form>
        </Banner>
      )}
      <PostPages topicId={topic.id} from={from} end={lastNo} lastNo={lastNo} />
      {lastNo > 20 && <JumpToDate topicId={topic.id} lastNo={lastNo} />}
      <div ref={list}>
        <Log label={t('boards.posts_list')} className="posts">
          {posts.map((post) => (
            <Fragment key={post.no}>
              {unread?.from === post.no && (post.no > 1 ? <div className="unread-line" id="unread" role="separator" aria-label={t('boards.from_here', { count: unread.count })}><span>{t('boards.from_here', { count: unread.count })}</span></div> : <span id="unread" />)}
              <Post topicId={topic.id} post={post} isMine={post.author.kind === 'member' && post.author.id === me.id} isAnswer={live.facts.answer === post.no} canReply={canReply} canReact={!topic.isArchived} counts={reactions.counts[post.no]} mine={reactions.mine[post.no]} isKept={reactions.kept[post.no] === true} onReact={reactions.react} onReply={onReply} poll={polls[post.no]} onVoted={onVoted} />
            </Fragment>
          ))}
          {pending.map((p) => <PendingPost key={p.commandId} author={me} text={p.text} isWaiting={live.isAway} />)}
        </Log>
        <PostMenus list={list} topicId={topic.id} posts={posts} viewerId={me.id} can={{ reply: canReply, moderate: page.can.moderate, describe: page.can.describe }} answer={live.facts.answer} onQuote={onQuote} />
        {button}
      </div>
      <NewPosts count={newBelow} to={`#post-${firstNew}`} />
      <PostPages topicId={topic.id} from={1} end={end} lastNo={lastNo} />
      {canReply && <WritingNotes facts={live.facts} slowUntil={page.slowUntil} isStale={page.isStale === true && lastNo === page.room.state.lastNo} />}
      {canReply && undoNo !== null && <UndoReply key={undoNo} topicId={topic.id} no={undoNo} onUndone={(written) => box.current?.putBack(written)} onOver={() => setUndoNo(null)} />}
      {canReply
        ? <ReplyForm topicId={topic.id} viewerId={me.id} hasDraft={page.hasDraft === true} box={box} refused={refused?.values['intent'] === 'vote' ? undefined : refused} undone={undone} quote={page.quote} onSent={onSent} onAnswer={onAnswer} />
        : <Banner icon="lock"><p className="strong">{topic.isArchived ? t('boards.archived') : t('boards.closed')}</p>{!topic.isArchived && <p>{t('boards.closed_text')}</p>}</Banner>}
    </>
  )
}
