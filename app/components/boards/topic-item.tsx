import { formatAgo } from '~/core/dates.ts'
import type { TopicRow } from '~/domain/boards/views.ts'
import { useT } from '~/i18n/index.tsx'
import { Badge } from '../ui/badge.tsx'
import { Count } from '../ui/count.tsx'
import { AuthorAvatar, authorName } from './author.tsx'
import { topicAddress } from './topic-address.ts'
import { Link } from '../ui/link.tsx'

/** A topic in a board's list. */
export function TopicItem({ topic, now, withBoard = false }: { topic: TopicRow; now: string; withBoard?: boolean }) {
  const t = useT()
  const words = { name: authorName(topic.author, t), posts: t('boards.posts', { count: topic.posts }) }
  return (
    <li className={topic.unread > 0 ? 'is-unread' : undefined}>
      <AuthorAvatar author={topic.author} size="s" />
      <div className="min0">
        <h2 className="t-title" lang="ja"><Link to={topicAddress({ id: topic.id, isUnread: topic.unread > 0, posts: topic.posts })}>{topic.title}</Link></h2>
        <p className="small muted">
          {topic.isPinned && <Badge tone="line" icon="pin">{t('boards.pinned')}</Badge>}
          {topic.isClosed && <Badge tone="line" icon="lock">{t('boards.closed_badge')}</Badge>}
          {topic.isAnswered ? <Badge tone="success" icon="check">{t('boards.answered_badge')}</Badge> : topic.asks && <Badge tone="caution">{t('boards.asks_badge')}</Badge>}
          <span>{withBoard ? t('boards.in_board', { board: topic.board.name, ...words }) : t('boards.started_by', words)}</span>
          {topic.tags.map((tag) => <Link key={tag} className="tag-link" to={`/boards?tag=${encodeURIComponent(tag)}`} lang="ja">{t('boards.tagged', { tag })}</Link>)}
        </p>
      </div>
      <p className="t-last small muted">{t('boards.last_by', { name: authorName(topic.lastAuthor, t), ago: formatAgo(topic.lastPostAt, new Date(now), t.lng) })}</p>
      <p className="t-n">{topic.isTracked ? <Count n={topic.unread} label={t('boards.unread_posts', { count: topic.unread })} /> : topic.unread > 0 && <Badge tone="line">{t('boards.has_new')}</Badge>}</p>
    </li>
  )
}
