import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Results } from '~/domain/search/index.server.ts'
import { clockText } from '~/domain/live/views.ts'
import type { Kind } from '~/domain/search/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { authorName } from '../boards/author.tsx'
import { postAddress } from '../boards/topic-address.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Badge } from '../ui/badge.tsx'
import { FormerName } from '../ui/former-name.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { TimeText } from '../ui/time-text.tsx'
import { StepBadge } from '../voices/step-badge.tsx'
import { searchAddress } from './address.ts'
import { Marked } from './marked.tsx'

type Of<K extends Exclude<Kind, 'all'>> = Results[K]['items'][number]

function Hit({ icon, where, to, title, text, facts }: { icon: IconName; where: ReactNode; to: string | null; title: ReactNode; text?: ReactNode; facts?: ReactNode }) {
  return (
    <li className="res" data-item="">
      <p className="row small muted"><Icon name={icon} />{where}</p>
      <h3 lang="ja">{to === null ? title : <Link to={to}>{title}</Link>}</h3>
      {text !== undefined && <p lang="ja">{text}</p>}
      {facts !== undefined && <p className="small muted">{facts}</p>}
    </li>
  )
}

function PostHit({ hit }: { hit: Of<'posts'> }) {
  const t = useT()
  return (
    <Hit icon="reply" where={<span>{t('search.kind_posts')}・<span lang="ja">{hit.board.name}</span></span>} to={postAddress(hit.topicId, hit.no)} title={<Marked segments={hit.title} />} text={<Marked segments={hit.text} />}
      facts={<><span lang="ja">{authorName(hit.author, t)}</span>・{t('search.post_no', { no: hit.no })}・<TimeText at={hit.at} style="date" /></>} />
  )
}

function TopicHit({ hit }: { hit: Of<'topics'> }) {
  const t = useT()
  return (
    <Hit icon="board" where={<span>{t('search.kind_topics')}・<span lang="ja">{hit.board.name}</span></span>} to={`/topics/${hit.topicId}`} title={<Marked segments={hit.title} />} text={hit.text.length > 0 ? <Marked segments={hit.text} /> : undefined}
      facts={<>{hit.isClosed && <Badge tone="line" icon="lock">{t('boards.closed_badge')}</Badge>} <span lang="ja">{authorName(hit.author, t)}</span>・{t('search.replies', { count: hit.posts })}・<TimeText at={hit.at} style="date" /></>} />
  )
}

function EventHit({ hit }: { hit: Of<'events'> }) {
  const t = useT()
  return (
    <Hit icon="cal" where={t('search.kind_events')} to={`/events/${hit.id}`} title={<Marked segments={hit.title} />} text={<Marked segments={hit.text} />}
      facts={<>{(hit.isCancelled || hit.isOver) && <Badge tone="line">{t(hit.isCancelled ? 'search.cancelled' : 'search.over')}</Badge>} <TimeText at={hit.startsAt} style="dateTime" /></>} />
  )
}

function QuestionHit({ hit }: { hit: Of<'questions'> }) {
  const t = useT()
  return (
    <Hit icon="hand" where={<span>{t('search.kind_questions')}・<span lang="ja">{hit.eventTitle}</span></span>} to={`/events/${hit.eventId}/live${hit.second === null ? '' : `?chapter=${hit.id}`}#q-${hit.id}`} title={<Marked segments={hit.text} />}
      facts={<>{hit.second !== null && <><a href={`/events/${hit.eventId}/player?t=${hit.second}`}><Icon name="play" /> {t('search.play_from', { time: clockText(hit.second) })}</a>・</>}{hit.isAnswered && <Badge tone="success" icon="check">{t('search.answered')}</Badge>} {t('search.votes', { count: hit.votes })}・<TimeText at={hit.at} style="date" /></>} />
  )
}

const NewsHit = ({ hit }: { hit: Of<'news'> }) => (
  <Hit icon="news" where={<span lang="ja">{hit.department}</span>} to={`/news/${hit.slug}`} title={<Marked segments={hit.title} />} text={<Marked segments={hit.text} />} facts={<TimeText at={hit.at} style="date" />} />
)

function VoiceHit({ hit }: { hit: Of<'voices'> }) {
  const t = useT()
  return (
    <Hit icon="voice" where={<span>{t('search.kind_voices')}・<span lang="ja">{hit.department}</span></span>} to={`/voices/${hit.no}`} title={<Marked segments={hit.title} />} text={<Marked segments={hit.text} />}
      facts={<><StepBadge step={hit.step} /> <TimeText at={hit.at} style="date" /></>} />
  )
}

function PersonHit({ hit, q }: { hit: Of<'people'>; q: string }) {
  const t = useT()
  const name = <span className="row"><Avatar size="s" seed={hit.id} name={hit.name} /><span><Marked segments={hit.marked} />{hit.former.length > 0 && <FormerName name={hit.former.map((s) => s.text).join('')} shown={<Marked segments={hit.former} />} />}</span></span>
  return (
    <Hit icon="user" where={<>{t('search.kind_people')}{hit.isMentor && <Badge tone="line">{t('search.mentor')}</Badge>}</>} to={hit.isMentor ? `/mentors/${hit.handle}` : null} title={name}
      text={hit.text.length > 0 ? <Marked segments={hit.text} /> : undefined} facts={<Link to={searchAddress(q, { kind: 'posts', filters: { author: hit.handle } })}>{t('search.their_posts')}</Link>} />
  )
}

/** The hits of one kind, as list items. */
export function hitsOf(kind: Exclude<Kind, 'all'>, r: Results, q: string): ReactNode[] {
  const lists: Record<Exclude<Kind, 'all'>, () => ReactNode[]> = {
    posts: () => r.posts.items.map((hit) => <PostHit key={`${hit.topicId} ${hit.no}`} hit={hit} />),
    topics: () => r.topics.items.map((hit) => <TopicHit key={hit.topicId} hit={hit} />),
    events: () => r.events.items.map((hit) => <EventHit key={hit.id} hit={hit} />),
    questions: () => r.questions.items.map((hit) => <QuestionHit key={hit.id} hit={hit} />),
    news: () => r.news.items.map((hit) => <NewsHit key={hit.slug} hit={hit} />),
    voices: () => r.voices.items.map((hit) => <VoiceHit key={hit.no} hit={hit} />),
    people: () => r.people.items.map((hit) => <PersonHit key={hit.id} hit={hit} q={q} />),
  }
  return lists[kind]()
}
