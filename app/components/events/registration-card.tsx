import { Form } from '@remix-run/react'
import { type RefObject, useEffect, useRef } from 'react'
import { CommandId } from '~/components/form/command-id.tsx'
import { SubmitButton } from '~/components/form/submit-button.tsx'
import { ButtonLink } from '~/components/ui/button.tsx'
import { Icon } from '~/components/ui/icon.tsx'
import { formatDate } from '~/core/dates.ts'
import { ownMoment } from '~/core/time-range.ts'
import type { EventPage } from '~/domain/events/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { LeaveCard } from './leave-card.tsx'
import { RegisterForm } from './register-form.tsx'
import { ChangeSeat, ListingForm, ToOwnRegistration } from './own-registration.tsx'
import { RegistrationFacts } from './registration-facts.tsx'

export type RegistrationProps = {
  event: EventPage
  /** ISO; how long until the start is counted from here. */
  now: string
  /** The reader is asked whether they really want to leave. */
  isLeaving: boolean
  /** The answer of the last form, when it was refused. */
  answer: unknown
}

/** 申し込み欄: one card for every way an event can stand for its reader. */
export function RegistrationCard(props: RegistrationProps) {
  const box = useRef<HTMLDivElement>(null)
  const { event: { card, mine }, isLeaving } = props
  useFocusOnChange(box, `${card.standing} ${mine?.status ?? ''} ${isLeaving}`)
  return <div ref={box}><State {...props} /></div>
}

/** When what one has pressed is gone and the card says something new, the focus goes to its heading, and readers say it. */
function useFocusOnChange(box: RefObject<HTMLElement>, state: string): void {
  const before = useRef(state)
  useEffect(() => {
    if (before.current === state) return
    before.current = state
    if (document.activeElement === document.body) box.current?.querySelector('h2')?.focus()
  }, [box, state])
}

function State(props: RegistrationProps) {
  const { event: { card, mine, can }, isLeaving } = props
  if (card.standing === 'draft') return <Simple className="reg-draft" title="events.state.draft" text="events.draft_text" {...props} />
  if (card.standing === 'cancelled') return <Cancelled {...props} />
  if (card.standing === 'over') return <Over {...props} />
  if (can.leave && isLeaving) return <LeaveCard {...props} />
  if (mine?.status === 'offered') return <Offered {...props} />
  if (mine?.status === 'pending') return <Pending {...props} />
  if (mine?.status === 'waitlisted') return <Waiting {...props} />
  if (mine) return <Going {...props} />
  if (card.isHosted) return <Simple className="reg-host" title="events.state.host" text="events.host_text" {...props} />
  if (card.phase === 'on' && card.hasRoom) return <On {...props} />
  return <Open {...props} />
}

const Heading = ({ children, isDone = false }: { children: string; isDone?: boolean }) => (
  isDone ? <h2 className="reg-ok" tabIndex={-1}><Icon name="check" />{children}</h2> : <h2 className="reg-h" tabIndex={-1}>{children}</h2>
)

function Simple({ className, title, text, event }: RegistrationProps & { className: string; title: 'events.state.draft' | 'events.state.host'; text: 'events.draft_text' | 'events.host_text' }) {
  const t = useT()
  return (
    <div className={`card reg ${className}`}>
      <Heading>{t(title)}</Heading>
      <p className="small muted">{t(text)}</p>
      {event.card.standing !== 'draft' && <RegistrationFacts event={event} />}
      {event.can.host && event.card.hasRoom && <ButtonLink variant="primary" block icon="screen" to={`/events/${event.card.id}/host`}>{t('events.host_console')}</ButtonLink>}
    </div>
  )
}

function Cancelled({ event }: RegistrationProps) {
  const t = useT()
  return (
    <div className="card reg reg-off">
      <Heading>{t('events.state.cancelled')}</Heading>
      <p className="small muted">{event.cancelNote ?? t('events.cancelled_text')}</p>
      <ButtonLink variant="quiet" block to="/events">{t('events.see_others')}</ButtonLink>
    </div>
  )
}

function Over({ event: { card, mine } }: RegistrationProps) {
  const t = useT()
  const minutes = card.recordingMinutes
  return (
    <div className="card reg reg-done">
      <Heading>{t('events.state.over')}</Heading>
      <p className="small muted">{t('events.over_text')}{minutes !== null && ` ${t('events.over_recorded', { count: minutes })}`}</p>
      {card.hasRoom && <ButtonLink variant="outline" block icon={minutes === null ? 'quote' : 'play'} to={`/events/${card.id}/live`}>{t(minutes === null ? 'events.see_questions' : 'events.see_archive')}</ButtonLink>}
      {mine !== null && mine.support !== '' && <ToOwnRegistration eventId={card.id} isNeedsAlone />}
    </div>
  )
}

const EnterRoom = ({ id }: { id: string }) => {
  const t = useT()
  return <ButtonLink variant="live" block icon="video" to={`/events/${id}/live`}>{t('events.enter')}</ButtonLink>
}

function On({ event: { card } }: RegistrationProps) {
  const t = useT()
  const lng = useLng()
  return (
    <div className="card reg reg-soon">
      <Heading>{t('events.state.on_live')}</Heading>
      <p className="small muted">{t('events.on_text', { time: formatDate(card.startsAt, 'time', lng) })}</p>
      <EnterRoom id={card.id} />
    </div>
  )
}

function Going(props: RegistrationProps) {
  const t = useT()
  const { event: { card, can }, now } = props
  const canEnter = card.hasRoom && (card.phase === 'soon' || card.phase === 'on')
  const minutes = Math.max(1, Math.ceil((Date.parse(card.startsAt) - Date.parse(now)) / 60_000))
  return (
    <div className={canEnter ? 'card reg reg-soon' : 'card reg'}>
      {canEnter
        ? <><Heading>{t(card.phase === 'on' ? 'events.state.on_live' : 'events.state.soon')}</Heading>{card.phase === 'soon' && <p className="small muted">{t('events.soon_text', { count: minutes })}</p>}<EnterRoom id={card.id} /></>
        : <Heading isDone>{t('events.state.going')}</Heading>}
      <RegistrationFacts event={props.event} />
      <div className="stack g-8">
        <ButtonLink variant="outline" block icon="cal" to={`/events/${card.id}.ics`} reloadDocument download>{t('events.to_calendar')}</ButtonLink>
        <ChangeSeat {...props} />
        <ToOwnRegistration eventId={card.id} />
        {can.leave && <ButtonLink variant="text" block to="?leave=1" preventScrollReset>{t('events.leave')}</ButtonLink>}
      </div>
      <ListingForm {...props} />
      {card.phase === 'ahead' && <p className="small muted">{t('events.reminders')}</p>}
    </div>
  )
}

function Waiting(props: RegistrationProps) {
  const t = useT()
  const { event } = props
  const place = event.mine?.place ?? 1
  return (
    <div className="card reg reg-wait">
      <Heading>{t('events.state.waiting', { place })}</Heading>
      <p className="small muted">{place === 1 ? t('events.waiting_first') : t('events.waiting_before', { count: place - 1 })} {t(event.offersSeats ? 'events.waiting_offers' : 'events.waiting_then')}</p>
      <RegistrationFacts event={event} />
      <ChangeSeat {...props} />
      <ToOwnRegistration eventId={event.card.id} />
      {event.can.leave && <ButtonLink variant="text" block to="?leave=1" preventScrollReset>{t('events.leave_line')}</ButtonLink>}
    </div>
  )
}

/** A seat is held for the reader: one press takes it. */
function Offered({ event, answer }: RegistrationProps) {
  const t = useT()
  const lng = useLng()
  const until = event.mine?.until ?? ''
  const own = ownMoment(until, lng, event.timeZone)
  return (
    <div className="card reg reg-wait">
      <Heading>{t('events.state.offered')}</Heading>
      <p>{t('events.offered_text', { until: formatDate(until, 'dayTime', lng) })}{own !== null && <><br /><span className="small muted">{t('events.your_time', { time: own })}</span></>}</p>
      <p className="small muted">{t('events.offered_then')}</p>
      <RegistrationFacts event={event} />
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="accept" />
        <CommandId renewOn={answer} />
        <SubmitButton block>{t('events.accept')}</SubmitButton>
      </Form>
      <ToOwnRegistration eventId={event.card.id} />
      <ButtonLink variant="text" block to="?leave=1" preventScrollReset>{t('events.decline')}</ButtonLink>
    </div>
  )
}

function Pending({ event }: RegistrationProps) {
  const t = useT()
  return (
    <div className="card reg reg-wait">
      <Heading>{t('events.state.pending')}</Heading>
      <p className="small muted">{t('events.pending_text')}</p>
      <RegistrationFacts event={event} />
      <ToOwnRegistration eventId={event.card.id} />
      {event.can.leave && <ButtonLink variant="text" block to="?leave=1" preventScrollReset>{t('events.leave')}</ButtonLink>}
    </div>
  )
}

function Open(props: RegistrationProps) {
  const t = useT()
  const lng = useLng()
  const { card } = props.event
  const isFull = card.standing === 'full' || (card.phase === 'on' && card.seatsLeft === 0)
  const when = formatDate(card.startsAt, 'dayTime', lng)
  const seats = card.seatsLeft === null ? null : t('events.seats_left', { count: card.seatsLeft })
  return (
    <div className={isFull ? 'card reg reg-full' : 'card reg reg-open'}>
      <Heading>{t(isFull ? 'events.state.full' : 'events.state.open')}</Heading>
      <p className="small muted">{isFull ? t(props.event.offersSeats ? 'events.full_offers' : 'events.full_text') : [when, seats].filter(Boolean).join('・')}</p>
      {isFull && card.waiting > 0 && <p className="small muted">{t('events.waiting', { count: card.waiting })}</p>}
      {props.event.needsApproval && <p className="small muted">{t('events.approval_text')}</p>}
      <RegisterForm event={props.event} isFull={isFull} answer={props.answer} />
    </div>
  )
}
