import { pollOnStage } from '~/domain/polls/policy.ts'
import type { RoomPoll } from '~/domain/polls/views.ts'
import { useT } from '~/i18n/index.tsx'
import { PollResults } from './poll-results.tsx'

/** A poll on the projector: its question, how many have answered, and what it came to where that is shown. */
export function StagePoll({ polls, chosenId }: { polls: RoomPoll[]; chosenId: string | null }) {
  const t = useT()
  const poll = pollOnStage(polls, chosenId)
  if (poll === undefined) return null
  return (
    <footer className="stage-foot" data-theme="dark">
      <section aria-labelledby="sp">
        <h2 id="sp" lang="ja">{t('polls.on_stage', { question: poll.question })} <span className="num stage-poll-n">{t('polls.answered_by', { count: poll.tally.voters })}</span></h2>
        {poll.tally.counts === null ? <p className="stage-poll-n">{t('polls.later_closed')}</p> : <div className="stage-results"><PollResults poll={poll} first={polls.find((p) => p.id === poll.firstId)} /></div>}
      </section>
    </footer>
  )
}
