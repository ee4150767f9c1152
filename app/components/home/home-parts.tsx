import { formatDate, jstParts } from '~/core/dates.ts'
import type { BoardRow } from '~/domain/boards/index.server.ts'
import type { EventCard } from '~/domain/events/index.server.ts'
import type { NewsItem } from '~/domain/news/index.server.ts'
import type { VoiceRow } from '~/domain/voices/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Kept } from '../layout/still.tsx'
import { Badge } from '../ui/badge.tsx'
import { Count } from '../ui/count.tsx'
import { Icon } from '../ui/icon.tsx'
import { SectionHead } from '../ui/page-head.tsx'
import { TimeText } from '../ui/time-text.tsx'
import { Link } from '../ui/link.tsx'
import { StepBadge } from '../voices/step-badge.tsx'

/** 「12月6日(土)」 in large figures. */
function BigDate({ at }: { at: string }) {
  const lng = useLng()
  if (lng !== 'ja') return <TimeText className="date" at={at} style="day" />
  const { month, day } = jstParts(new Date(at))
  return <time className="date" dateTime={at}><b>{month}</b><i>月</i><b>{day}</b><i>日({formatDate(at, 'weekday')})</i></time>
}

/** What the reader goes to next. */
export function NextEvents({ events }: { events: EventCard[] }) {
  const t = useT()
  const lng = useLng()
  if (events.length === 0) return <p className="muted">{t('home.no_next')} <Link to="/events">{t('home.find_events')}</Link></p>
  return (
    <Kept as="ul" name="home-next" made={events} className="next" aria-label={t('home.next')}>
      {() => events.map((e) => (
        <li key={e.id}>
          <BigDate at={e.startsAt} />
          <span className="min0">
            <Link to={`/events/${e.id}`} prefetch="intent">{e.title}</Link>
            <span className="small muted">{[formatDate(e.startsAt, 'time', lng), e.place || t(`events.mode.${e.mode}`), t('home.going')].join(lng === 'ja' ? '・' : ', ')}</span>
          </span>
        </li>
      ))}
    </Kept>
  )
}

/** 県の“いま”: the newest change card large, the rest as lines. */
export function HomeNews({ change: lead, items }: { change: NewsItem | null; items: NewsItem[] }) {
  const t = useT()
  const lng = useLng()
  return (
    <Kept as="section" name="home-news" made={[lead, items]} aria-labelledby="h-news">
      {() => <>
      <SectionHead id="h-news" title={t('news.title')} to="/news" />
      {lead?.change && (
        <article className="change-hero link-card">
          <p className="row small"><Badge tone="accent">{lead.category}</Badge><span className="muted"><TimeText at={lead.publishedAt} style="day" />・{lead.department}</span></p>
          <h3><Link className="cover" to={`/news/${lead.slug}`} prefetch="intent">{lead.title}</Link></h3>
          <div className="fromto">
            <div><span className="small">{t('news.before')}</span><p>{lead.change.before}</p></div>
            <Icon name="arrow" />
            <div className="to"><span className="small">{t(`news.after_${lead.change.state}`)}</span><p>{lead.change.after}</p></div>
          </div>
        </article>
      )}
      <ul className="list newsl">
        {items.map((n) => <li key={n.slug}><Link to={`/news/${n.slug}`} prefetch="intent">{n.title}</Link><span className="small muted">{formatDate(n.publishedAt, 'day', lng)}</span></li>)}
      </ul>
      </>}
    </Kept>
  )
}

/** あなたの声で変わったこと: what members' voices changed last. Nothing where there is nothing. */
export function HomeVoices({ voices }: { voices: VoiceRow[] }) {
  const t = useT()
  const lng = useLng()
  if (voices.length === 0) return null
  return (
    <Kept as="section" name="home-voices" made={voices} aria-labelledby="h-voices">
      {() => <>
      <SectionHead id="h-voices" title={t('voices.home_title')} to="/voices" />
      <ul className="list">
        {voices.map((v) => (
          <li key={v.no} className="stack g-4">
            <p className="row"><StepBadge step={v.step} />{v.isMine && <Badge tone="livesoft">{t('voices.yours')}</Badge>}<span className="small muted">{t('voices.count', { count: v.voices })}・{formatDate(v.at, 'day', lng)}</span></p>
            <Link className="strong" to={`/voices/${v.no}`} prefetch="intent" lang="ja">{v.title}</Link>
            <p className="small muted" lang="ja">{v.line}</p>
          </li>
        ))}
      </ul>
      </>}
    </Kept>
  )
}

/** The boards with what is unread in each. */
export function HomeBoards({ boards }: { boards: BoardRow[] }) {
  const t = useT()
  return (
    <Kept as="section" name="home-boards" made={boards} aria-labelledby="h-b">
      {() => <>
      <SectionHead id="h-b" title={t('home.boards')} to="/boards" />
      <ul className="sideboards">
        {boards.map((b) => (
          <li key={b.slug}>
            <Link to={`/boards/${b.slug}`} prefetch="intent">
              <span className={`min0${b.unread > 0 ? ' strong' : ''}`}>{b.name}</span>
              {b.unread > 0 ? <Count n={b.unread} label={t('common.unread', { count: b.unread })} /> : <span className="small muted">{t('home.read')}</span>}
            </Link>
          </li>
        ))}
      </ul>
      </>}
    </Kept>
  )
}
