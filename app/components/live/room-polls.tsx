import { useEffect, useRef } from 'react'
import type { CommandAnswers } from '~/contract/live.ts'
import type { Mine, RoomState } from '~/domain/live/fold.ts'
import type { Ballot, RoomPoll } from '~/domain/polls/views.ts'
import { useT } from '~/i18n/index.tsx'
import { useAnnounce } from '../layout/announcer.tsx'
import { Badge } from '../ui/badge.tsx'
import { PollAnswer } from './poll-answer.tsx'
import { PollResults } from './poll-results.tsx'

type Answered = CommandAnswers['live:answer-poll']
type Props = { state: RoomState; mine: Mine; onAnswered: (answer: Answered) => void }

/** Polls as attendees see them: those that are open above, what the others came to below. */
export function RoomPolls({ state, mine, onAnswered }: Props) {
  const t = useT()
  usePollNews(state.polls)
  const open = state.polls.filter((p) => p.closedAt === null)
  const closed = state.polls.filter((p) => p.closedAt !== null).toReversed()
  const ballotOf = new Map(mine.ballots.map((b) => [b.pollId, b]))
  const item = (poll: RoomPoll) => <PollItem key={poll.id} poll={poll} first={state.polls.find((p) => p.id === poll.firstId)} hasSecond={state.polls.some((p) => p.firstId === poll.id)} ballot={ballotOf.get(poll.id)} isOpen={state.status === 'open'} onAnswered={onAnswered} />
  if (state.polls.length === 0) return null
  return (
    <section className="room-polls" id="polls" aria-label={t('polls.form')}>
      {open.toReversed().map(item)}
      {closed.length > 0 && (
        <details className="details" open={state.status === 'closed'}>
          <summary>{t('ballots.results')} <span className="small muted num">{t('common.items', { count: closed.length })}</span></summary>
          {closed.map(item)}
        </details>
      )}
    </section>
  )
}

function PollItem({ poll, first, hasSecond, ballot, isOpen, onAnswered }: { poll: RoomPoll; first: RoomPoll | undefined; hasSecond: boolean; ballot: Ballot | undefined; isOpen: boolean; onAnswered: (answer: Answered) => void }) {
  const t = useT()
  const takesAnswers = isOpen && poll.closedAt === null
  return (
    <section className="poll" id={`poll-${poll.id}`} aria-labelledby={hasSecond || poll.firstId !== null ? `poll-h-${poll.id} poll-r-${poll.id}` : `poll-h-${poll.id}`}>
      <PollHead poll={poll} hasSecond={hasSecond} />
      <h2 className="h-s" id={`poll-h-${poll.id}`} lang="ja">{poll.question}</h2>
      {takesAnswers && <PollAnswer poll={poll} ballot={ballot} onAnswered={onAnswered} />}
      {poll.tally.counts === null ? <p className="small muted">{t('polls.later_closed')}</p> : (!takesAnswers || !hasBars(poll) || first !== undefined) && <PollResults poll={poll} first={first} picks={ballot?.picks} />}
      {!takesAnswers && ballot?.text && <p className="small muted" lang="ja">{t('ballots.your_words', { text: ballot.text })}</p>}
    </section>
  )
}

/** Its choices show what they have come to while one answers. */
const hasBars = ({ kind }: RoomPoll): boolean => kind === 'one' || kind === 'many' || kind === 'scale'

/** How a poll stands, which round of its question it is, and how many have answered. */
export function PollHead({ poll, hasSecond = false }: { poll: RoomPoll; hasSecond?: boolean }) {
  const t = useT()
  return (
    <p className="row row-between small">
      <span className="row g-8">
        <Badge tone={poll.openedAt === null ? 'line' : poll.closedAt === null ? 'livesoft' : 'line'}>{t(poll.openedAt === null ? 'ballots.draft' : poll.closedAt === null ? 'ballots.is_open' : 'polls.closed_badge')}</Badge>
        {(hasSecond || poll.firstId !== null) && <span className="muted" id={`poll-r-${poll.id}`}>{t('ballots.round', { round: hasSecond ? 1 : 2 })}</span>}
      </span>
      <span className="muted num">{t('ballots.answered_by', { count: poll.tally.voters })}</span>
    </p>
  )
}

/** What a member's own acknowledged answer has changed, before it comes round for everybody. */
export function withAnswer({ state, mine }: { state: RoomState; mine: Mine }, { tally, ...ballot }: Answered): { state: RoomState; mine: Mine } {
  return {
    state: { ...state, polls: state.polls.map((p) => (p.id === ballot.pollId && p.closedAt === null ? { ...p, tally: { ...p.tally, voters: tally.voters, counts: p.tally.counts && tally.counts } } : p)) },
    mine: { ...mine, ballots: [...mine.ballots.filter((b) => b.pollId !== ballot.pollId), ballot] },
  }
}

/** Readers hear that a poll has begun or ended. */
function usePollNews(polls: RoomPoll[]): void {
  const t = useT()
  const announce = useAnnounce()
  const before = useRef(new Map(polls.map((p) => [p.id, p.closedAt])))
  useEffect(() => {
    const had = before.current
    before.current = new Map(polls.map((p) => [p.id, p.closedAt]))
    for (const poll of polls) {
      if (!had.has(poll.id)) announce(t('ballots.started_said', { question: poll.question }))
      else if (had.get(poll.id) === null && poll.closedAt !== null) announce(t('ballots.closed_said', { question: poll.question }))
    }
  }, [polls, announce, t])
}
