import { memo } from 'react'
import type { PostView, ReactionCounts, ReactionKind } from '~/domain/boards/views.ts'
import { useT } from '~/i18n/index.tsx'
import { useStill } from '../layout/still.tsx'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { TimeText } from '../ui/time-text.tsx'
import { PollCard, type ShownPoll, type Voted } from '../polls/poll-card.tsx'
import { AuthorAvatar, AuthorLine, authorName } from './author.tsx'
import { Reactions } from './reactions.tsx'
import type { React } from './use-reactions.ts'
import { Link } from '../ui/link.tsx'

type Props = {
  topicId: string
  post: PostView
  isMine: boolean
  /** It answers the topic. */
  isAnswer: boolean
  canReply: boolean
  canReact: boolean
  counts: ReactionCounts | undefined
  /** How the reader reacted. */
  mine: ReactionKind[] | undefined
  /** The reader has bookmarked it. */
  isKept: boolean
  onReact: React
  /** Answers to its author, in the composer; without JavaScript the link leads there. */
  onReply: (post: PostView) => void
  poll: ShownPoll | undefined
  onVoted: (voted: Voted) => void
}

/** The stored HTML was made by our own renderer from a checked document: nothing in it was written by its author as markup. */
// oxlint-disable-next-line react/no-danger -- see above
const PostText = ({ html }: { html: string }) => <div className="prose" lang="ja" dangerouslySetInnerHTML={{ __html: html }} />

const HiddenText = ({ post }: { post: PostView }) => <>{useT()(post.isMoved === true ? 'boards.moved_post' : post.isWithdrawn === true ? 'posts.withdrawn' : 'boards.hidden_post')}</>

export const Post = memo(function Post({ topicId, post, isMine, isAnswer, canReply, canReact, counts, mine, isKept, onReact, onReply, poll, onVoted }: Props) {
  const t = useT()
  const still = useStill()
  const id = `post-${post.no}`
  if (post.isHidden) {
    return (
      <article className="post is-hidden" id={id} data-no={post.no} data-moved={post.isMoved}>
        <p className="muted"><Icon name={post.isMoved ? 'arrow' : 'off'} /><HiddenText post={post} />{post.isMoved && <Link to={`/topics/${topicId}/moved/${post.no}`}>{t('boards.to_moved')}</Link>}{post.isWithdrawn === true && <a className="iconbtn push" href={`/topics/${topicId}/posts/${post.no}`} aria-label={t('posts.more_of', { no: post.no })}><Icon name="more" /></a>}</p>
      </article>
    )
  }
  const article = { className: 'post', 'aria-labelledby': `by-${post.no}`, id, 'data-no': post.no }
  const inside = () => <PostInside {...{ topicId, post, isMine, isAnswer, canReply, canReact, counts, mine, isKept, onReact, onReply, poll, onVoted }} />
  // oxlint-disable-next-line react/no-danger -- rendered by React, see still.tsx
  if (still !== null && poll === undefined) return <article {...article} dangerouslySetInnerHTML={{ __html: still.piece('post', [topicId, post, isMine, isAnswer, canReply, canReact, counts, mine, isKept], inside) }} />
  return <article {...article}>{inside()}</article>
})

/** All that stands in a post. Without a poll it is made of what names it in `Post` and of nothing else: no contexts, no ids of React's. */
function PostInside({ topicId, post, isMine, isAnswer, canReply, canReact, counts, mine, isKept, onReact, onReply, poll, onVoted }: Props) {
  const t = useT()
  const id = `post-${post.no}`
  const name = authorName(post.author, t)
  return (
    <>
      <AuthorAvatar author={post.author} />
      <div className="post-b">
        <header className="post-h">
          <h2 className="name" id={`by-${post.no}`} lang="ja">{name}</h2>
          <AuthorLine author={post.author} />
          {isKept && <a className="small" href={`/topics/${topicId}/bookmark/${post.no}`} aria-label={t('nav.bookmarks')} title={t('nav.bookmarks')}><Icon name="mark" /></a>}
          {isAnswer && <Badge tone="success" icon="check">{t('boards.answer_badge')}</Badge>}
          <a className="small muted push" href={`#${id}`}><span className="sr">{t('boards.post_link', { no: post.no })}</span><TimeText at={post.at} />{post.isEdited && `・${t('boards.edited')}`}</a>
        </header>
        <PostText html={post.html} />
        {poll && <PollCard key={poll.facts.id} topicId={topicId} no={post.no} poll={poll} isMine={isMine} canVote={canReply} onVoted={onVoted} />}
        <div className="post-f">
          <Reactions topicId={topicId} no={post.no} counts={counts} mine={mine} canReact={canReact && !isMine} onReact={onReact} />
          <span className="push row nowrap g0">
            {canReply && !isMine && <a className="iconbtn" href="#reply" data-key="reply" aria-label={t('boards.reply_to', { name })} title={t('boards.reply_to', { name })} onClick={(event) => { event.preventDefault(); onReply(post) }}><Icon name="reply" /></a>}
            <a className="iconbtn" href={`/topics/${topicId}/posts/${post.no}`} data-menu={post.no} aria-label={t('posts.more_of', { no: post.no })} title={t('posts.more')}><Icon name="more" /></a>
          </span>
        </div>
      </div>
    </>
  )
}

/** A reply on its way, before the server has acknowledged it. */
export function PendingPost({ author, text, isWaiting }: { author: { id: string; name: string }; text: string; isWaiting: boolean }) {
  const t = useT()
  return (
    <article className="post is-pending" aria-busy="true">
      <AuthorAvatar author={{ kind: 'member', ...author, line: '' }} />
      <div className="post-b">
        <header className="post-h">
          <h2 className="name" lang="ja">{t('common.san', { name: author.name })}</h2>
          <span className="small muted push"><Icon name={isWaiting ? 'clock' : 'send'} />{isWaiting ? t('boards.waiting_to_send', { count: 1 }) : t('boards.sending_post')}</span>
        </header>
        <div className="prose pre-line" lang="ja">{text}</div>
      </div>
    </article>
  )
}

/** A post shown on a page about it. */
export function QuotedPost({ topicId, topicTitle, post }: { topicId: string; topicTitle: string; post: PostView }) {
  const t = useT()
  return (
    <figure className="card card-sunk quoted">
      <figcaption className="small muted"><span lang="ja">{authorName(post.author, t)}</span>・<Link to={`/topics/${topicId}?from=${post.no}#post-${post.no}`} lang="ja">{topicTitle}</Link></figcaption>
      {post.isHidden ? <p className="muted"><HiddenText post={post} /></p> : <PostText html={post.html} />}
    </figure>
  )
}
