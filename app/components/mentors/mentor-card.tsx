import { Link } from '@remix-run/react'
import { Avatar } from '../ui/avatar'
import { Badge } from '../ui/badge'
import { FormerName } from '../ui/former-name'
import { useT } from '~/i18n'

/** What a list shows of a mentor. */
export type MentorCardData = {
  card: { id: string; handle: string; name: string; line: string; former?: string }
  kana: string
  department: string
  acceptance: 'open' | 'limited' | 'paused'
  note: string
  topics: string[]
  places: { free: number; limit: number }
}

/** Whether this mentor takes a request now, in a badge and a word. */
export function AcceptanceBadge({ mentor }: { mentor: Pick<MentorCardData, 'acceptance' | 'note' | 'places'> }) {
  const t = useT()
  const { acceptance, note, places } = mentor
  if (acceptance === 'paused') return <p className="row"><Badge>{t('mentors.state_paused')}</Badge>{note && <span className="small muted">{note}</span>}</p>
  if (places.free === 0) return <p className="row"><Badge tone="caution">{t('mentors.state_full')}</Badge><span className="small muted">{t('mentors.limit', { limit: places.limit })}</span></p>
  return (
    <p className="row">
      {acceptance === 'open' ? <Badge tone="success" icon="check">{t('mentors.state_open')}</Badge> : <Badge tone="caution">{t('mentors.state_limited')}</Badge>}
      <span className="small muted">{note || t('mentors.places', { count: places.free })}</span>
    </p>
  )
}

export function MentorCard({ mentor }: { mentor: MentorCardData }) {
  const t = useT()
  const { card } = mentor
  return (
    <article className={`card link-card mcard${mentor.acceptance === 'paused' ? ' is-off' : ''}`}>
      <Avatar seed={card.id} name={card.name} size="l" />
      <div className="min0 stack g-4">
        <p className="small muted" lang="ja">{mentor.kana}</p>
        <h3 lang="ja"><Link className="cover" to={`/mentors/${card.handle}`} prefetch="intent">{card.name}</Link><FormerName name={card.former} /></h3>
        {card.line && <p className="small">{card.line}</p>}
        {mentor.department && <p className="small muted">{t('mentors.former', { department: mentor.department })}</p>}
        <p className="chips mtags">{mentor.topics.map((topic) => <span className="tag" key={topic}>{topic}</span>)}</p>
        <AcceptanceBadge mentor={mentor} />
      </div>
    </article>
  )
}
