import { formatAgo } from '~/core/dates.ts'
import type { BoardRow } from '~/domain/boards/views.ts'
import { useT } from '~/i18n/index.tsx'
import { Count } from '../ui/count.tsx'
import { AuthorAvatar, authorName } from './author.tsx'
import { topicAddress } from './topic-address.ts'
import { Link } from '../ui/link.tsx'

/** A board in the list of boards. `now` is the server's present, so that server and browser write the same words. */
export function BoardItem({ board, now }: { board: BoardRow; now: string }) {
  const t = useT()
  const { last } = board
  return (
    <li className={board.unread > 0 ? 'is-unread' : undefined}>
      <div className="b-main">
        <h2 lang="ja"><Link to={`/boards/${board.slug}`}>{board.name}</Link></h2>
        <p className="muted" lang="ja">{board.description}</p>
      </div>
      {last !== null && (
        <div className="b-last">
          <AuthorAvatar author={last.author} size="s" />
          <div className="min0">
            <Link to={topicAddress(last)} lang="ja">{last.title}</Link>
            <p className="small muted">{t('boards.by', { name: authorName(last.author, t), ago: formatAgo(last.at, new Date(now), t.lng) })}</p>
          </div>
        </div>
      )}
      <p className="b-n">
        <Count n={board.unread} label={t('common.unread', { count: board.unread })} />
        <span className="small muted">{t('boards.topics', { count: board.topics })}</span>
      </p>
    </li>
  )
}
