import { Form, useActionData, useLocation } from '@remix-run/react'
import { type FormEvent, useId, useState } from 'react'
import type { CommandAnswers } from '~/contract/live.ts'
import { ANSWER_LIMIT, sharesOf } from '~/domain/polls/policy.ts'
import type { Ballot, RoomPoll } from '~/domain/polls/views.ts'
import { useT } from '~/i18n/index.tsx'
import { isConnectable, sendCommand } from '~/realtime/commands.ts'
import { CommandId } from '../form/command-id.tsx'
import { FieldError } from '../form/field.tsx'
import { onEnterSubmit } from '../form/ime.ts'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { useAnnounce } from '../layout/announcer.tsx'
import { choiceName } from './poll-results.tsx'
import { RankField } from './poll-rank.tsx'

type Props = { poll: RoomPoll; ballot: Ballot | undefined; onAnswered: (answer: CommandAnswers['live:answer-poll']) => void }

/** Answering a poll of the room, and answering differently until it is closed: a form that works by itself. */
export function PollAnswer({ poll, ballot, onAnswered }: Props) {
  const t = useT()
  const announce = useAnnounce()
  const { pathname } = useLocation()
  const errorId = useId()
  const answer = useActionData()
  const refused = refusalOf(answer)
  const own = refused?.values['pollId'] === poll.id && refused.values['intent'] === 'answer-poll' ? refused : undefined
  const [error, setError] = useState<string>()
  const [isSending, setSending] = useState(false)
  const isWords = poll.kind === 'text' || poll.kind === 'cloud'
  const problem = error ?? own?.errors['picks'] ?? own?.errors['text'] ?? own?.errors['form']
  const described = problem === undefined ? {} : { 'aria-invalid': true as const, 'aria-describedby': errorId }

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    if (!isConnectable()) return
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const picks = poll.kind === 'ranking' ? String(form.get('picks') ?? '').split(',').filter((s) => s !== '').map(Number) : form.getAll('picks[]').map(Number)
    const text = String(form.get('text') ?? '').trim()
    const missing = isWords ? (text === '' ? 'form.required' : undefined) : picks.length === 0 ? 'polls.choose' : undefined
    setError(missing)
    if (missing !== undefined) return
    setSending(true)
    const input = isWords ? { pollId: poll.id, text } : { pollId: poll.id, picks }
    const commandId = String(form.get('commandId'))
    const fields = { intent: 'answer-poll', commandId, pollId: poll.id, ...(isWords ? { text } : { picks: picks.join(',') }) }
    const done = await sendCommand('live:answer-poll', input, { commandId, key: `poll:${poll.id}`, isKept: true, form: { action: pathname, fields } })
    setSending(false)
    if (!done.ok) return setError(done.fields?.['picks'] ?? done.fields?.['text'] ?? done.textKey ?? 'polls.failed')
    onAnswered(done.value ?? { pollId: poll.id, picks, text: isWords ? text : null, words: [], tally: poll.tally })
    announce(t('polls.voted'))
  }

  return (
    <Form method="post" className="stack g-8" preventScrollReset onSubmit={(event) => void submit(event)}>
      <fieldset className="pa">
        <legend className="sr">{poll.question}</legend>
        {poll.kind === 'many' && poll.most < poll.choices.length && <p className="small muted">{t('polls.pick_up_to', { count: poll.most })}</p>}
        {poll.kind === 'scale' && poll.choices[0] !== '' && poll.choices[4] !== '' && <p className="small muted" lang="ja">{t('polls.scale_of', { low: poll.choices[0] ?? '', high: poll.choices[4] ?? '' })}</p>}
        {isWords ? (
          <>
            <label className="small" htmlFor={`${errorId}-t`}>{t(poll.kind === 'cloud' ? 'ballots.words_label' : 'ballots.text_label', { count: poll.most })}</label>
            {poll.kind === 'cloud'
              ? <input id={`${errorId}-t`} name="text" className="input" lang="ja" autoComplete="off" defaultValue={typedIn(own, 'text', ballot?.text ?? '')} {...described} />
              : <textarea id={`${errorId}-t`} name="text" className="textarea grows" rows={2} lang="ja" maxLength={ANSWER_LIMIT * 2} onKeyDown={onEnterSubmit('mod')} defaultValue={typedIn(own, 'text', ballot?.text ?? '')} {...described} />}
          </>
        ) : poll.kind === 'ranking' ? <RankField key={ballot?.picks.join()} poll={poll} picks={ballot?.picks ?? []} /> : (
          <Choices poll={poll} picks={ballot?.picks ?? []} />
        )}
      </fieldset>
      {ballot !== undefined && ballot.words.length > 0 && <p className="small muted" lang="ja">{t('ballots.words_counted', { words: ballot.words.join('、') })}</p>}
      <FieldError id={errorId} error={problem} />
      <div className="row"><SubmitButton variant="outline" size="s" pending={isSending || undefined}>{t(ballot === undefined ? 'ballots.answer' : 'ballots.answer_again')}</SubmitButton></div>
      <input type="hidden" name="intent" value="answer-poll" />
      <input type="hidden" name="pollId" value={poll.id} />
      <CommandId renewOn={ballot ?? answer} />
    </Form>
  )
}

/** Choices of so few letters stand side by side where there is room. */
const SHORT = 8

/** Choices with what they have come to inside them, where that is shown. What somebody has chosen stays chosen while counts move. */
function Choices({ poll, picks }: { poll: RoomPoll; picks: number[] }) {
  const t = useT()
  const shares = sharesOf(poll, poll.tally)
  const isShort = poll.choices.length > 2 && poll.choices.every((_, i) => [...choiceName(poll, i)].length <= SHORT)
  return (
    <div className="pchoices" data-short={isShort || undefined}>
      {poll.choices.map((_, i) => (
        <label key={i} className="pchoice" lang="ja">
          {shares && <svg aria-hidden="true" preserveAspectRatio="none"><rect className="poll-fill" width={`${shares[i] ?? 0}%`} height="100%" /></svg>}
          <input type={poll.kind === 'many' ? 'checkbox' : 'radio'} name="picks[]" value={i + 1} defaultChecked={picks.includes(i + 1)} />
          <span className="pchoice-l">{choiceName(poll, i)}</span>
          {shares && <span className="num small pchoice-n">{isShort ? `${shares[i] ?? 0}%` : t('polls.share', { count: poll.tally.counts?.[i] ?? 0, share: shares[i] ?? 0 })}</span>}
        </label>
      ))}
    </div>
  )
}
