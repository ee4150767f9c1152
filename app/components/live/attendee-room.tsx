import { Link, useSearchParams } from '@remix-run/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Ack, CommandAnswers } from '~/contract/live.ts'
import { formatDate } from '~/core/dates.ts'
import type { RoomView } from '~/core/rooms.ts'
import type { MemberCard } from '~/domain/accounts/card.ts'
import { foldMine, foldRoom, type Mine, type OwnQuestion, type Question, type RoomState, type Tally } from '~/domain/live/fold.ts'
import { isAnswered, whyNotAsk } from '~/domain/live/policy.ts'
import type { OwnAnonymous } from '~/domain/live/index.server.ts'
import { chaptersOf } from '~/domain/live/views.ts'
import type { SurveyLink } from '~/domain/events/views.ts'
import type { EventMaterials } from '~/domain/proposals/index.server.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { useQueued } from '~/realtime/commands.ts'
import { ConnectionBanner } from '~/realtime/connection-banner.tsx'
import { useLatest } from '~/realtime/use-latest.ts'
import { usePeople } from '~/realtime/usePeople.ts'
import { useRoom } from '~/realtime/useRoom.ts'
import { useRevalidate } from '../layout/revalidate.ts'
import { useAnnounce } from '../layout/announcer.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Icon } from '../ui/icon.tsx'
import { Who } from '../ui/who.tsx'
import { Answering } from './answering.tsx'
import { ApplauseBar } from './applause.tsx'
import { Archive } from './archive.tsx'
import { AskForm } from './ask-form.tsx'
import { OpenedNotice } from './opened-notice.tsx'
import { RoomMaterials } from './room-materials.tsx'
import { RoomTabs } from './room-tabs.tsx'
import { SurveyCard } from '../events/survey-card.tsx'
import { LivePlayer } from './live-player.tsx'
import { OwnItem, OwnItems, unseenOf } from './own-question.tsx'
import { QuestionItem } from './question-item.tsx'
import { type Playing, RecordingPlayer } from './recording.tsx'
import { RoomPolls, withAnswer } from './room-polls.tsx'
import { usePulse } from './use-pulse.ts'
import { QuestionFinder } from './question-finder.tsx'
import { FOUND_FROM, useFilter } from './use-filter.ts'
import { sorts, useStableOrder } from './use-stable-order.ts'

type Props = { event: { id: string; title: string; startsAt: string; host: MemberCard | null }; /** Its time has passed. */ isOver: boolean; room: RoomView<RoomState, Mine>; /** Just asked by a plain form. */ wasAsked: 'shown' | 'pending' | null; /** What this browser asked without a name. */ anonymous: OwnAnonymous[]; /** Where the reader is asked once the room is closed. */ survey: SurveyLink[]; materials: EventMaterials; /** The topics that questions became, by question. */ topics: Record<string, string>; /** What became of all that was asked, after the end. */ tally: Tally | null }

/** The room as attendees see it. On a phone one column: what is answered now, the questions, and 「質問する」 under the thumb. */
export function AttendeeRoom({ event, isOver, room, wasAsked, anonymous, survey, materials, topics, tally }: Props) {
  const t = useT()
  const lng = useLng()
  const { state, mine, can, patch } = useRoom('event', event.id, room, foldRoom, { foldMine })
  usePulse()
  const people = usePeople('event', event.id)
  const answering = state.questions.find((q) => q.status === 'answering')
  useNews(state)
  const whyNot = whyNotAsk(state, isOver)
  const isClosed = state.status === 'closed'
  const chapters = isClosed ? chaptersOf(state) : []
  const asked = useSearchParams()[0].get('chapter')
  const [playing, setPlaying] = useState<Playing>(null)
  const play = (at: number) => {
    setPlaying((before) => ({ at, turn: (before?.turn ?? 0) + 1 }))
    document.querySelector('.room-stage .player')?.scrollIntoView({ block: 'nearest' })
  }
  const picture = isClosed ? (state.recording?.stream ?? null) : state.stream
  return (
    <>
      <ConnectionBanner />
      <div className={picture === null || picture.kind === 'link' ? 'room has-no-player' : 'room'}>
        <div className="room-stage">
          <div className="room-top">
            <div className="row">
              <Badge tone={state.status === 'open' ? 'live' : 'line'}>{t(`live.status.${state.status}`)}</Badge>
              {people && <span className="small"><Icon name="people" /> {t('live.people_short', { count: people.now })}</span>}
              <span className="push row">
                {can['host'] && <Link className="btn btn-quiet btn-s" to={`/events/${event.id}/host`}>{t('live.to_host')}</Link>}
                <Link className="btn btn-text btn-s" to={`/events/${event.id}`}>{t('live.to_event')}</Link>
              </span>
            </div>
            <h1 className="room-h" lang="ja">{event.title}</h1>
          </div>
          {state.stream && state.status === 'open' && <LivePlayer key={state.stream.href} eventId={event.id} title={event.title} stream={state.stream} />}
          {event.host && <section className="room-speaker" aria-label={t('live.speaker')}><Who seed={event.host.id} name={event.host.name} size="l" shown={<span lang="ja">{t('live.asker', { name: event.host.name })}</span>} meta={<span lang="ja">{event.host.line}</span>} /></section>}
          {state.status === 'open' ? <><Answering question={answering} isOwn={isOwn(answering, mine, anonymous)} hadOne={state.questions.some((q) => isAnswered(q.status))} /><ApplauseBar eventId={event.id} /></> : (
            <section className="answering is-empty" aria-labelledby="ans">
              <h2 id="ans" className="h-s">{t(state.status === 'waiting' ? 'live.ahead_title' : 'live.closed_title')}</h2>
              <p className="small muted">{state.status === 'waiting' ? t(whyNot === null ? 'live.ahead_text' : 'live.waiting_text', { time: formatDate(event.startsAt, 'dayTime', lng) }) : t('live.closed_text')}</p>
            </section>
          )}
          {isClosed && <SurveyCard links={survey} />}
          {isClosed && <RecordingPlayer eventId={event.id} title={event.title} recording={state.recording} chapters={chapters} from={chapters.find((c) => c.id === asked)} playing={playing} onPlay={play} />}
        </div>
        <div className="room-side">
          <OpenedNotice anonymous={anonymous} />
          {!isClosed && <RoomTabs questions={state.questions.length} polls={state.polls} answered={mine.ballots.map((b) => b.pollId)} materials={materials.count} />}
          {isClosed ? <Archive eventId={event.id} state={state} mine={mine} anonymous={anonymous} chapters={chapters} topics={topics} tally={tally} onPlay={play}><RoomPolls state={state} mine={mine} onAnswered={(answer) => patch((now) => withAnswer(now, answer))} /></Archive> : <Questions eventId={event.id} state={state} mine={mine} anonymous={anonymous} materials={materials} onVoted={(question, answer) => {
            if (answer.ok && answer.value) patch((now) => counted(now, question, answer.value))
          }}>
            <RoomPolls state={state} mine={mine} onAnswered={(answer) => patch((now) => withAnswer(now, answer))} />
          </Questions>}
          <AskForm eventId={event.id} room={state} questions={state.questions} whyNot={whyNot} wasAsked={wasAsked} />
        </div>
      </div>
    </>
  )
}

const isOwn = (question: Question | undefined, mine: Mine, anonymous: OwnQuestion[]): boolean => question !== undefined && [...mine.questions, ...anonymous].some((q) => q.id === question.id)

/** What an acknowledged vote has changed, before the count comes round for everybody. */
function counted({ state, mine }: { state: RoomState; mine: Mine }, asked: Question, { questionId, isOn, votes }: CommandAnswers['live:vote']) {
  const gone = new Set([questionId, asked.id, ...(asked.merged ?? [])])
  return {
    state: { ...state, questions: state.questions.map((q) => (q.id === questionId ? { ...q, votes } : q)) },
    mine: { ...mine, votes: isOn ? [...new Set([...mine.votes, questionId])] : mine.votes.filter((v) => !gone.has(v)) },
  }
}

type QuestionsProps = { eventId: string; state: RoomState; mine: Mine; anonymous: OwnQuestion[]; materials: EventMaterials; onVoted: (question: Question, answer: Ack<CommandAnswers['live:vote']>) => void; children: ReactNode }

function Questions({ eventId, state, mine, anonymous, materials, onVoted, children }: QuestionsProps) {
  const t = useT()
  const announce = useAnnounce()
  const asking = useQueued('live:ask')
  const voting = useQueued('live:vote')
  const [search] = useSearchParams()
  const sort = sorts.find((s) => s === search.get('sort')) ?? 'popular'
  const { ordered, isStale, heading, sortAgain } = useStableOrder(state.questions, sort)
  const filter = useFilter(new Set([...mine.questions, ...anonymous].map((q) => q.id)))
  const found = ordered.filter(filter.fits)
  const [refusal, setRefusal] = useState<string>()
  const isPublic = new Set(state.questions.map((q) => q.id))
  const unseen = unseenOf(state, mine.questions, anonymous)
  const wanted = new Map<string, boolean>(mine.votes.map((id) => [id, true]))
  // Who wanted a question that was put together with another wants that other.
  for (const q of state.questions) if (q.merged?.some((id) => wanted.get(id))) wanted.set(q.id, true)
  for (const { input } of voting) wanted.set(input.questionId, input.isOn === true)
  useFollow(anonymous, isPublic)
  const ownOf = new Map([...mine.questions, ...anonymous].map((q) => [q.id, q]))

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by key even when nothing in it can be pressed
    <div className="room-scroll" tabIndex={0} role="region" aria-label={t('live.questions_region')}>
      {children}
      <section id="questions" aria-labelledby="qs-h">
        <div className="row row-between qs-head">
          <h2 className="h-s" id="qs-h" ref={heading} tabIndex={-1}>{t('live.questions')} <span className="small muted num">{t('live.questions_count', { count: state.questions.length })}</span></h2>
          {isStale && <Button size="s" icon="swap" onClick={() => { sortAgain(); announce(t('live.sorted_again')) }}>{t('live.sort_again')}</Button>}
        </div>
        {state.questions.length > 1 && (
          <nav className="seg qs-sort" aria-label={t('live.sort')}>
            {sorts.map((s) => <Link key={s} to={filter.to({ sort: s === 'popular' ? '' : s })} replace preventScrollReset aria-current={s === sort ? 'true' : undefined}>{t(`live.sort_by.${s}`)}</Link>)}
          </nav>
        )}
        {(state.questions.length >= FOUND_FROM || filter.isOn) && <QuestionFinder filter={filter} labels={state.labels} found={found.length} hasOwn={mine.questions.length + anonymous.length > 0} />}
        {refusal !== undefined && <p className="err" role="alert"><Icon name="warn" />{t.dynamic(refusal)}</p>}
        {state.questions.length + unseen.own.length + unseen.nameless.length + asking.length === 0 && <Empty level={3} title={t('live.none')} text={t('live.none_text')} />}
        <ol className="qs">
          {/* One's own that nobody else sees stand first, where whoever asked looks for them. */}
          {asking.map(({ commandId, input }) => <OwnItem key={commandId} question={{ text: input.text, status: 'sending', reason: null }} />)}
          <OwnItems state={state} questions={mine.questions} anonymous={anonymous} />
          {found.map((question) => (
            <QuestionItem
              key={question.id} eventId={eventId} question={question} room={state} isWanted={wanted.get(question.id) ?? false}
              own={ownOf.get(question.id)}
              onVoted={(voted, answer) => {
                setRefusal(answer.ok ? undefined : (answer.textKey ?? `errors.${answer.code}`))
                onVoted(voted, answer)
              }}
            />
          ))}
        </ol>
      </section>
      <RoomMaterials materials={materials} />
    </div>
  )
}

/** How often a browser asks what became of what it asked without a name: nobody can tell it. */
const FOLLOW_MS = 15_000

function useFollow(anonymous: OwnQuestion[], isPublic: Set<string>): void {
  const revalidate = useLatest(useRevalidate())
  const isWaiting = anonymous.some((q) => q.status === 'pending' || (q.status === 'shown' && !isPublic.has(q.id)))
  useEffect(() => {
    if (!isWaiting) return undefined
    const timer = setInterval(() => document.visibilityState === 'visible' && revalidate.current(), FOLLOW_MS)
    return () => clearInterval(timer)
  }, [isWaiting, revalidate])
}

/** Readers hear what happens, in batches, without the page taking their place away. */
function useNews(state: RoomState): void {
  const t = useT()
  const announce = useAnnounce()
  const answering = state.questions.find((q) => q.status === 'answering')
  const count = state.questions.length
  const before = useRef({ answering: answering?.id, count })
  useEffect(() => {
    const { answering: last, count: had } = before.current
    before.current = { answering: answering?.id, count }
    if (answering && answering.id !== last) announce(t('live.answering_said', { question: answering.text }))
    if (count > had) announce.count('live.questions', count - had, (n) => t('live.new_questions', { count: n }))
  }, [answering, count, announce, t])
}
