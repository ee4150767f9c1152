import { type TopicListName, topicLists } from '~/domain/boards/policy.ts'
import type { TopicRow } from '~/domain/boards/views.ts'
import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'
import { SegmentedNav } from '../ui/nav-sets.tsx'
import { listAddress } from './list-address.ts'
import { TopicItem } from './topic-item.tsx'
import { Link } from '../ui/link.tsx'

/** 新着 / 未読 / 注目 / 未回答, each with its address. `rooms`: the list of boards stands before them. */
export function ListTabs({ base, list, tag = null, unread, rooms = false }: { base: string; list: TopicListName | null; tag?: string | null; unread: number; rooms?: boolean }) {
  const t = useT()
  const names = topicLists.map((name) => ({ to: listAddress(base, { list: rooms || name !== 'new' ? name : null, tag }), label: t(`boards.lists.${name}`), current: list === name, ...(name === 'unread' && { count: unread }) }))
  return <SegmentedNav label={t('boards.lists_label')} items={rooms ? [{ to: base, label: t('boards.lists.rooms'), current: list === null }, ...names] : names} />
}

type Props = { topics: TopicRow[]; now: string; withBoard?: boolean; first: string | null; next: string | null }

/** Topics, and where the list goes on. `first` and `next` are addresses. */
export function TopicList({ topics, now, withBoard = false, first, next }: Props) {
  const t = useT()
  return (
    <>
      {topics.length > 0 && <ul className="topics" aria-label={t('boards.all_topics')}>{topics.map((topic) => <TopicItem key={topic.id} topic={topic} now={now} withBoard={withBoard} />)}</ul>}
      {topics.length === 0 && next !== null && <p className="muted">{t('boards.search_on')}</p>}
      {(first !== null || next !== null) && (
        <nav className="pages" aria-label={t('boards.all_topics')}>
          {first !== null && <Link className="btn btn-quiet btn-s" rel="prev" to={first}><Icon name="left" />{t('boards.back_to_newest')}</Link>}
          {next !== null && <Link className="btn btn-quiet btn-s" rel="next" to={next}>{t('boards.older')}<Icon name="right" /></Link>}
        </nav>
      )}
    </>
  )
}
