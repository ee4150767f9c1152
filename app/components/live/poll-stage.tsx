import { isInWords, pollOnStage } from '~/domain/polls/policy.ts'
import type { RoomPoll } from '~/domain/polls/views.ts'
import { useT } from '~/i18n/index.tsx'
import { choiceName, PollResults } from './poll-results.tsx'

/** A poll on the projector: its question, how many have answered, and what it came to where that is shown. */
export function StagePoll({ polls, chosenId }: { polls: RoomPoll[]; chosenId: string | null }) {
  const t = useT()
  const poll = pollOnStage(polls, chosenId)
  if (poll === undefined) return null
  return (
    <footer className="stage-foot" data-theme="dark">
      <section aria-labelledby="sp">
        <h2 id="sp" lang="ja">{t('ballots.on_stage', { question: poll.question })} <span className="num stage-poll-n">{t('ballots.answered_by', { count: poll.tally.voters })}</span></h2>
        {poll.tally.counts === null ? <p className="stage-poll-n">{t('polls.later_closed')}</p> : <div className="stage-results"><PollResults poll={poll} first={polls.find((p) => p.id === poll.firstId)} /></div>}
      </section>
    </footer>
  )
}

/** The same in full, in the place of questions: read from the last row. While its result is kept, what one can choose. */
export function StagePollInFull({ poll, first }: { poll: RoomPoll; first: RoomPoll | undefined }) {
  const t = useT()
  const { tally, kind } = poll
  return (
    <section className="stage-q" aria-labelledby="sp">
      <p className="stage-lab">{tally.isClosed ? t('polls.closed_badge') : <><span className="pulse" aria-hidden="true" />{t('ballots.is_open')}</>}<span className="num stage-poll-n">{t('ballots.answered_by', { count: tally.voters })}</span></p>
      <h1 id="sp" lang="ja" className="stage-poll-h">{poll.question}</h1>
      {tally.counts === null ? (
        <>
          {!isInWords(kind) && <ul className="stage-choices" lang="ja">{poll.choices.map((_, i) => <li key={i}>{choiceName(poll, i)}</li>)}</ul>}
          <p className="stage-poll-n">{t('polls.later_closed')}</p>
        </>
      ) : <div className="stage-results is-full"><PollResults poll={poll} first={first} /></div>}
    </section>
  )
}
