import { formatDate } from '~/core/dates.ts'
import type { AssignedTopic } from '~/domain/boards/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { SectionHead } from '../ui/page-head.tsx'
import { Link } from '../ui/link.tsx'

/** Topics to see to, the most urgent first. `withName` says whose they are. Nothing when there are none. */
export function AssignedTopics({ topics, withName = false }: { topics: AssignedTopic[]; withName?: boolean }) {
  const t = useT()
  if (topics.length === 0) return null
  return (
    <section aria-labelledby="h-assigned">
      <SectionHead id="h-assigned" title={t(withName ? 'boards.assigned_all' : 'boards.assigned_to_me')} />
      <ul className="list">
        {topics.map((topic) => (
          <li key={topic.id}>
            <Link to={`/topics/${topic.id}`} lang="ja">{topic.title}</Link>
            <p className="small muted">{[topic.board, ...(withName ? [t('boards.assigned', { name: topic.assignee })] : []), ...(topic.due === null ? [] : [t('boards.due', { date: formatDate(`${topic.due}T00:00:00+09:00`, 'day', t.lng) })])].join('・')}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
