import { Form, Link, useActionData, useNavigation, useSearchParams } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { RoomState } from '~/domain/live/fold.ts'
import { pollInFull, pollKinds } from '~/domain/polls/policy.ts'
import type { PollFacts, RoomPoll } from '~/domain/polls/views.ts'
import { useT } from '~/i18n/index.tsx'
import { CommandId } from '../form/command-id.tsx'
import { refusalOf } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import PollFields from '../polls/poll-fields.tsx'
import { Button } from '../ui/button.tsx'
import { CommandForm } from './command-form.tsx'
import type { OnAnswer } from './host-room.tsx'
import { IfInHand } from './in-hand.tsx'
import { PollResults } from './poll-results.tsx'
import { PollHead } from './room-polls.tsx'

type Props = { eventId: string; state: RoomState; onAnswer: OnAnswer }

/** Polls at the console: written before or during the event, started, shown, closed, asked once more. */
export function HostPolls({ eventId, state, onAnswer }: Props) {
  const t = useT()
  const [search] = useSearchParams()
  const edited = state.polls.find((p) => p.id === search.get('poll') && p.openedAt === null)
  return (
    <div className="card hp" id="polls">
      <h2 className="h-s">{t('polls.form')} <span className="small muted num">{t('common.items', { count: state.polls.length })}</span></h2>
      {state.polls.length > 0 && (
        <ul className="hpolls">
          {state.polls.toReversed().map((poll) => (
            <li key={poll.id} className="stack g-8">
              <PollHead poll={poll} />
              <p className="strong" lang="ja">{poll.question}</p>
              {poll.openedAt !== null && poll.closedAt === null && <PollResults poll={poll} first={state.polls.find((p) => p.id === poll.firstId)} />}
              {poll.closedAt !== null && <details><summary className="small">{t('ballots.results')}</summary><PollResults poll={poll} first={state.polls.find((p) => p.id === poll.firstId)} /></details>}
              <IfInHand>
                {poll.openedAt !== null && <HiddenOnes poll={poll} onAnswer={onAnswer} />}
                <Actions eventId={eventId} poll={poll} state={state} onAnswer={onAnswer} />
              </IfInHand>
            </li>
          ))}
        </ul>
      )}
      <IfInHand><DraftForm key={edited?.id ?? 'new'} eventId={eventId} edited={edited} /></IfInHand>
    </div>
  )
}

function Actions({ eventId, poll, state, onAnswer }: Props & { poll: RoomPoll }) {
  const t = useT()
  const one = { input: { pollId: poll.id }, onAnswer }
  if (poll.openedAt === null) {
    return (
      <div className="row g-8">
        {state.status === 'open' && <CommandForm command="live:start-poll" intent="start-poll" {...one}><Button type="submit" variant="live" size="s" icon="play">{t('ballots.start')}</Button></CommandForm>}
        <Link className="btn btn-quiet btn-s" to={`?poll=${poll.id}#polls`} preventScrollReset>{t('polls.change')}</Link>
        <CommandForm command="live:drop-poll" intent="drop-poll" {...one}><Button type="submit" variant="text" size="s" icon="x">{t('ballots.drop')}</Button></CommandForm>
      </div>
    )
  }
  if (poll.closedAt === null) {
    const isShown = poll.shows === 'always'
    return (
      <div className="row g-8">
        <CommandForm command="live:show-poll" intent="show-poll" input={{ pollId: poll.id, isOn: !isShown }} onAnswer={onAnswer}><Button type="submit" variant="outline" size="s" icon={isShown ? undefined : 'eye'}>{t(isShown ? 'ballots.keep' : 'ballots.show')}</Button></CommandForm>
        <CommandForm command="live:end-poll" intent="end-poll" {...one}><Button type="submit" variant="outline" size="s" icon="lock">{t('polls.close')}</Button></CommandForm>
        <ToStage eventId={eventId} poll={poll} state={state} onAnswer={onAnswer} />
      </div>
    )
  }
  if (state.status !== 'open') return null
  const hasSecond = poll.firstId !== null || state.polls.some((p) => p.firstId === poll.id)
  return (
    <div className="row g-8">
      {!hasSecond && <CommandForm command="live:second-round" intent="second-round" {...one}><Button type="submit" variant="quiet" size="s" icon="swap">{t('ballots.second_round')}</Button></CommandForm>}
      <ToStage eventId={eventId} poll={poll} state={state} onAnswer={onAnswer} />
    </div>
  )
}

/** On the projector in full, also after its end. */
function ToStage({ eventId, poll, state, onAnswer }: Props & { poll: RoomPoll }) {
  const t = useT()
  const isOnStage = state.stageView === 'poll' && pollInFull(state.polls, state.stagePollId)?.id === poll.id
  return (
    <CommandForm command="live:show-on-stage" intent="show-on-stage" input={{ eventId, view: 'poll', pollId: poll.id }} onAnswer={onAnswer}>
      <Button type="submit" variant={isOnStage ? 'quiet' : 'text'} size="s" icon="screen" aria-pressed={isOnStage}>{t('ballots.to_stage')}</Button>
    </CommandForm>
  )
}

/** Words and answers, each with what hides it or brings it back. */
function HiddenOnes({ poll, onAnswer }: { poll: RoomPoll; onAnswer: OnAnswer }) {
  const t = useT()
  const ones = [...(poll.tally.words ?? []).map((w) => ({ what: w.key, text: w.word, isHidden: w.isHidden })), ...(poll.tally.answers ?? []).toReversed().map((a) => ({ what: a.id, text: a.text, isHidden: a.isHidden }))]
  if (ones.length === 0) return null
  return (
    <details>
      <summary className="small">{t('ballots.hide_list')}</summary>
      <ul className="laters">
        {ones.map(({ what, text, isHidden }) => (
          <li key={what} className="row row-between">
            <span className="small min0" lang="ja">{text}</span>
            <CommandForm command="live:hide-in-poll" intent="hide-in-poll" input={{ pollId: poll.id, what, isOn: isHidden !== true }} onAnswer={onAnswer}>
              <Button type="submit" variant="text" size="s" icon={isHidden ? 'eye' : undefined} aria-label={t(isHidden ? 'ballots.unhide_this' : 'ballots.hide_this', { text })}>{t(isHidden ? 'ballots.unhide' : 'ballots.hide')}</Button>
            </CommandForm>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A poll as the fields of its form. */
function fieldsOf({ question, kind, choices, most, shows }: PollFacts): Record<string, string> {
  return {
    pollQuestion: question, pollKind: kind, pollShows: shows,
    ...(kind === 'scale' ? { pollLow: choices[0] ?? '', pollHigh: choices.at(-1) ?? '' } : { pollChoices: choices.join('\n') }),
    ...((kind === 'cloud' || (kind === 'many' && most < choices.length)) && { pollMost: String(most) }),
  }
}

/** Empties itself when a poll was made; what was typed into a refused one stays. */
function DraftForm({ eventId, edited }: { eventId: string; edited: RoomPoll | undefined }) {
  const t = useT()
  const answer = useActionData()
  const refused = refusalOf(answer)
  const own = refused?.values['intent'] === 'draft-poll' ? refused : undefined
  const { formData, state } = useNavigation()
  const isOurs = formData?.get('intent') === 'draft-poll'
  const wasOurs = useRef(false)
  const [made, setMade] = useState(0)
  useEffect(() => {
    if (state === 'idle' && wasOurs.current && own === undefined) setMade((n) => n + 1)
    wasOurs.current = isOurs
  }, [state, isOurs, own])
  return (
    <details key={made} className="poll-make" open={own !== undefined || edited !== undefined}>
      <summary className="btn btn-outline btn-s">{t(edited ? 'polls.change' : 'ballots.make')}</summary>
      <Form method="post" className="stack g-16" preventScrollReset>
        <input type="hidden" name="intent" value="draft-poll" />
        <input type="hidden" name="eventId" value={eventId} />
        {edited && <input type="hidden" name="pollId" value={edited.id} />}
        <CommandId renewOn={answer} />
        <PollFields errors={own?.errors} refused={own} kinds={pollKinds} isInRoom {...(edited && { before: fieldsOf(edited) })} />
        <div className="row"><SubmitButton variant="outline" size="s">{t(edited ? 'form.save' : 'ballots.make_yes')}</SubmitButton></div>
      </Form>
    </details>
  )
}
