import { Link, useLoaderData } from '@remix-run/react'
import { CalendarStrip } from '~/components/events/calendar-strip.tsx'
import { anchorOf } from '~/components/events/dates.ts'
import { listAddress } from '~/components/events/list-address.ts'
import { ListTools } from '~/components/events/list-tools.tsx'
import { EventRow } from '~/components/events/event-row.tsx'
import { useZone } from '~/components/events/use-zone.ts'
import { ZoneNote } from '~/components/events/zone-note.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { styles } from '~/components/layout/styles.ts'
import { ButtonLink } from '~/components/ui/button.tsx'
import { Empty } from '~/components/ui/empty.tsx'
import { PageHead } from '~/components/ui/page-head.tsx'
import { formatDate, jstDate } from '~/core/dates.ts'
import { calendarStrip, type EventCard, listChoices, listEvents, readerZone } from '~/domain/events/index.server.ts'
import { listInput } from '~/domain/events/schema.ts'
import { page } from '~/http/handle.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import eventsCss from '~/styles/pages/events.css?url'

export const handle = definePage({ title: (t) => t('events.title') })
export const links = styles(eventsCss)

export const loader = page('member', async ({ ctx, url }) => {
  const input = listInput.parse(Object.fromEntries(['show', 'kind', 'by', 'theme', 'when', 'after'].map((name) => [name, url.searchParams.get(name)])))
  const [list, choices, timeZone] = await Promise.all([listEvents(ctx, input), listChoices(ctx), readerZone(ctx)])
  const isFirstPage = input.after === null && input.when === 'ahead'
  return {
    ...list, choices, timeZone, query: { show: input.show, kind: input.kind, by: input.by, theme: input.theme }, when: input.when, year: jstDate(ctx.now()).slice(0, 4), now: ctx.now().toISOString(),
    strip: isFirstPage ? calendarStrip(ctx, [...list.today, ...list.ahead.items]) : [],
  }
})

export default function Events() {
  const t = useT()
  const lng = useLng()
  const { today, ahead, past, strip, query, choices, when, timeZone: kept, year, now } = useLoaderData<typeof loader>()
  const timeZone = useZone(kept)
  const isPast = when === 'past'
  const isNarrowed = query.show !== 'all' || query.kind !== null || query.by !== null || query.theme !== null
  const months = byMonth(ahead.items)
  return (
    <div className="wrap">
      <PageHead title={t(isPast ? 'events.past' : 'events.title')} lead={isPast ? <Link to={listAddress(query)}>{t('events.back_ahead')}</Link> : t('events.lead')} action={<ButtonLink variant="outline" icon="plus" to="/events/new">{t('proposals.propose_event')}</ButtonLink>} />
      {strip.length > 0 && <CalendarStrip days={strip} />}
      <ListTools query={query} choices={choices} month={null} when={when} />
      {today.length + ahead.items.length + (isPast ? past.items.length : 0) === 0 && <Nothing isNarrowed={isNarrowed} isPast={isPast} />}
      <Group id="today" title={t('events.today')} events={today} timeZone={timeZone} />
      {[...months].map(([month, events]) => (
        <Group key={month} id={`m-${month}`} title={formatDate(events[0]?.startsAt ?? '', month.startsWith(year) ? 'month' : 'monthYear', lng)} events={events} timeZone={timeZone} />
      ))}
      {ahead.next && <p className="ev-more"><Link className="btn btn-outline" to={listAddress(query, { after: ahead.next })}>{t('events.more')}</Link></p>}
      <Group id="past" title={t('events.past')} isTitleShown={!isPast} events={past.items} timeZone={timeZone} more={!isPast && past.next ? listAddress({ ...query, show: query.show === 'open' ? 'all' : query.show }, { when: 'past' }) : undefined} />
      {isPast && past.next && <p className="ev-more"><Link className="btn btn-outline" to={listAddress(query, { when, after: past.next })}>{t('events.more_past')}</Link></p>}
      <ZoneNote kept={kept} at={now} />
      <p className="small ev-more"><Link to="/events/attended">{t('archive.history')}</Link></p>
      <p className="small ev-more"><Link to="/attention/event/all">{t('proposals.hear_new')}</Link></p>
      {query.show === 'joined' && <p className="small muted ev-more">{t('events.feed')} <Link to="/preferences/feeds">{t('events.feed_link')}</Link></p>}
    </div>
  )
}

/** 2025-12 → its events, in order. */
function byMonth(events: EventCard[]): Map<string, EventCard[]> {
  const months = new Map<string, EventCard[]>()
  for (const e of events) {
    const month = jstDate(new Date(e.startsAt)).slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), e])
  }
  return months
}

type GroupProps = { id: string; title: string; isTitleShown?: boolean; events: EventCard[]; timeZone: string; more?: string | undefined }

function Group({ id, title, isTitleShown = true, events, timeZone, more }: GroupProps) {
  const t = useT()
  if (events.length === 0) return null
  const heading = <h2 id={`h-${id}`} className={isTitleShown ? 'grp' : 'sr'}>{title}</h2>
  const isFirst = (i: number) => id !== 'past' && (i === 0 || anchorOf(events[i - 1]?.startsAt ?? '') !== anchorOf(events[i]?.startsAt ?? ''))
  return (
    <section aria-labelledby={`h-${id}`}>
      {more === undefined ? heading : <div className="sec-head">{heading}<Link to={more} aria-describedby={`h-${id}`}>{t('common.see_all')}</Link></div>}
      <ul className="evs">{events.map((e, i) => <EventRow key={e.id} event={e} timeZone={timeZone} isFirst={isFirst(i)} />)}</ul>
    </section>
  )
}

function Nothing({ isNarrowed, isPast }: { isNarrowed: boolean; isPast: boolean }) {
  const t = useT()
  if (!isNarrowed && !isPast) return <Empty title={t('events.none_at_all')} text={t('events.none_at_all_text')} />
  return <Empty title={t('events.none')} text={t('events.none_text')} action={<Link to="/events">{t('events.show.all')}</Link>} />
}
