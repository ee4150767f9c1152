import { useActionData, useLoaderData } from '@remix-run/react'
import { AfterEvent } from '~/components/events/after-event.tsx'
import { EventAttention } from '~/components/events/event-attention.tsx'
import { ParticipantList } from '~/components/events/participants.tsx'
import { RegistrationCard } from '~/components/events/registration-card.tsx'
import { SupportList } from '~/components/events/support-list.tsx'
import { useLookAgain, useSeats } from '~/components/events/use-seats.ts'
import { useZone } from '~/components/events/use-zone.ts'
import { ZoneNote } from '~/components/events/zone-note.tsx'
import { definePage } from '~/components/layout/define-page.ts'
import { styles } from '~/components/layout/styles.ts'
import { AheadOfEvent } from '~/components/live/questions-ahead.tsx'
import { MaterialList } from '~/components/proposals/material-list.tsx'
import { EventTeamList, HostTools, JoinLink } from '~/components/proposals/event-team.tsx'
import { Avatar } from '~/components/ui/avatar.tsx'
import { Badge } from '~/components/ui/badge.tsx'
import { Banner } from '~/components/ui/banner.tsx'
import { ButtonLink } from '~/components/ui/button.tsx'
import { Crumb } from '~/components/ui/crumb.tsx'
import { FormerName } from '~/components/ui/former-name.tsx'
import { ownTime, timeRange } from '~/core/time-range.ts'
import { formatDate } from '~/core/dates.ts'
import { keptOf } from '~/domain/archive/index.server.ts'
import { questionsAhead } from '~/domain/live/index.server.ts'
import { acceptOffer, changeSeat, chooseListing, type EventPage, leaveEvent, levelOfEvent, readEvent, registerMember, surveyFor } from '~/domain/events/index.server.ts'
import { changeSeatInput, leaveInput, listingInput, registerInput } from '~/domain/events/schema.ts'
import { mentorsAmong } from '~/domain/mentors/index.server.ts'
import { readMaterials, readTeam } from '~/domain/proposals/index.server.ts'
import { act, go, intent, page } from '~/http/handle.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import seminarCss from '~/styles/pages/seminar.css?url'

export const handle = definePage<typeof loader>({ title: (t, data) => data?.event.card.title ?? t('events.title') })
export const links = styles(seminarCss)

export const loader = page('member', async ({ ctx, params, url }) => {
  const id = params['event'] ?? ''
  const [event, attention, team, kept, materials, survey, ahead] = await Promise.all([readEvent(ctx, id), levelOfEvent(ctx, id), readTeam(ctx, id), keptOf(ctx, id), readMaterials(ctx, id), surveyFor(ctx, id), questionsAhead(ctx, id)])
  // Once there is a record, who spoke can be asked for more, where they are a mentor.
  const spoke = kept === null ? [] : team.speakers.length > 0 ? team.speakers.flatMap((s) => s.member ?? []) : event.card.host === null ? [] : [event.card.host]
  const mentors = await mentorsAmong(ctx, spoke.map((m) => m.id))
  const ownId = ctx.actor.kind === 'account' ? ctx.actor.id : undefined
  const asked = spoke.filter((m) => mentors.has(m.id) && m.id !== ownId)
  return { asked, event, attention, team, kept, materials, survey, ahead, now: ctx.now().toISOString(), isLeaving: url.searchParams.get('leave') === '1', hasLeft: url.searchParams.get('left') === '1', hasChanged: url.searchParams.get('changed') === '1' }
})

export const action = act('member', {
  register: intent(registerInput, async ({ ctx, params }, input) => {
    await registerMember(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}`)
  }),
  leave: intent(leaveInput, async ({ ctx, params }, input) => {
    await leaveEvent(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}?left=1`)
  }),
  accept: intent(leaveInput, async ({ ctx, params }, input) => {
    await acceptOffer(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}`)
  }),
  seat: intent(changeSeatInput, async ({ ctx, params }, input) => {
    await changeSeat(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}`)
  }),
  listing: intent(listingInput, async ({ ctx, params }, input) => {
    await chooseListing(ctx, params['event'] ?? '', input)
    return go(`/events/${params['event']}`)
  }),
})

export default function EventRoute() {
  const t = useT()
  const { asked, event: loaded, attention, team, materials, kept, survey, ahead, now, isLeaving, hasLeft, hasChanged } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const seats = useSeats(loaded.card)
  // A room that was closed before its time leads nobody in any more; who runs it can still open it again.
  const card: typeof seats = kept?.isClosed === true && seats.phase === 'on' && !seats.isHosted ? { ...seats, standing: 'over', phase: 'over' } : seats
  const event = { ...loaded, card, timeZone: useZone(loaded.timeZone) }
  useLookAgain(card.id, restOf(loaded))
  return (
    <div className="wrap">
      <Crumb items={[{ to: '/events', label: t('events.title') }]} />
      {hasLeft && event.mine === null && <Banner tone="success" role="status">{t('events.left')}</Banner>}
      {hasChanged && event.mine !== null && <Banner tone="success" role="status">{t('events.change.saved')}</Banner>}
      <div className="cols-aside sem">
        <div className="stack sem-top">
          <div className="row"><Badge tone="accent">{t(`events.kind.${card.kind}`)}</Badge><Badge tone="line">{t(`events.mode.${card.mode}`)}</Badge></div>
          <h1 className="sem-h" lang="ja">{card.title}</h1>
          <When event={event} />
          <ZoneNote kept={loaded.timeZone} at={card.startsAt} />
          <p className="big lead" lang="ja">{event.summary}</p>
        </div>
        <aside className="sticky" id="reg" aria-label={t('events.registration')}>
          <RegistrationCard event={event} now={now} isLeaving={isLeaving} answer={answer} />
          <EventAttention event={event} attention={attention} />
          {event.can.host && !card.isHosted && card.hasRoom && <p className="sem-host"><ButtonLink variant="quiet" block icon="screen" to={`/events/${card.id}/host`}>{t('events.host_console')}</ButtonLink></p>}
          <HostTools eventId={card.id} team={team} />
        </aside>
        <div className="stack g-48 sem-body">
          <JoinLink url={team.joinUrl} />
          {team.speakers.length === 0 && <Host event={event} />}
          <EventTeamList team={team} host={card.host} />
          <AfterEvent event={event} topicId={kept?.topicId ?? null} survey={survey} asked={asked} />
          {ahead && <AheadOfEvent eventId={card.id} ahead={ahead} />}
          {/* Sanitised when it was written. */}
          {event.body !== '' && <section aria-labelledby="s-about"><h2 id="s-about" className="h-m">{t('events.about')}</h2><div className="prose" lang="ja" dangerouslySetInnerHTML={{ __html: event.body }} /></section>}
          {event.agenda.length > 0 && (
            <section aria-labelledby="s-agenda">
              <h2 id="s-agenda" className="h-m">{t('events.agenda')}</h2>
              <ol className="agenda" lang="ja">{event.agenda.map((line) => <li key={line.at + line.text}><span className="num">{line.at}</span><span>{line.text}</span></li>)}</ol>
              {card.kind === 'seminar' && card.phase !== 'cancelled' && card.phase !== 'over' && <Banner>{t('events.unanswered')}</Banner>}
            </section>
          )}
          <MaterialList materials={materials} />
          {event.participants && <ParticipantList people={event.participants} />}
          {event.support && <SupportList needs={event.support} />}
        </div>
      </div>
    </div>
  )
}

/** Who runs the event or waits for a seat sees soon what others do; who has a seat, in a while; for everybody else the seats are all that moves. */
function restOf({ mine, can }: EventPage): number | null {
  if (can.host || mine?.status === 'waitlisted' || mine?.status === 'pending' || mine?.status === 'offered') return 3_000
  return mine === null ? null : 20_000
}

function When({ event: { card, timeZone } }: { event: EventPage }) {
  const t = useT()
  const lng = useLng()
  const own = ownTime(card, lng, timeZone)
  return (
    <p className="sem-when">
      <time dateTime={card.startsAt}><b>{formatDate(card.startsAt, 'date', lng)}</b> {timeRange(card, lng)}</time>
      {own !== null && <><br /><span className="small muted">{t('events.your_time', { time: own })}</span></>}
    </p>
  )
}

function Host({ event: { card, hostNote } }: { event: EventPage }) {
  const t = useT()
  const { host } = card
  if (host === null) return null
  return (
    <section aria-labelledby="s-host">
      <h2 id="s-host" className="h-m">{t(card.kind === 'seminar' ? 'events.speaker' : 'events.meetup_host')}</h2>
      <div className="speaker">
        <Avatar seed={host.id} name={host.name} size="l" />
        <div className="stack g-4" lang="ja">
          <p className="strong big">{t('common.san', { name: host.name })}<FormerName name={host.former} /></p>
          {host.line !== '' && <p className="small muted">{host.line}</p>}
          {hostNote !== '' && <p>{hostNote}</p>}
        </div>
      </div>
    </section>
  )
}
