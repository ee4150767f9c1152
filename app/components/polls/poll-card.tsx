import { Form, Link, useActionData } from '@remix-run/react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { formatDate } from '~/core/dates.ts'
import type { PollFacts, PollTally } from '~/domain/polls/views.ts'
import { useT } from '~/i18n/index.tsx'
import { isConnectable, sendCommand } from '~/realtime/commands'
import { CommandId } from '../form/command-id.tsx'
import { FieldError } from '../form/field.tsx'
import { refusalOf } from '../form/refusal.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { useAnnounce } from '../layout/announcer.tsx'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'

/** A poll as one reader sees it. */
export type ShownPoll = { facts: PollFacts; tally: PollTally; picks: number[] }
export type Voted = { no: number; picks: number[]; tally: PollTally }

type Props = { topicId: string; no: number; poll: ShownPoll; isMine: boolean; canVote: boolean; onVoted: (voted: Voted) => void }

/** The poll of a post: a form that works by itself, its counts moving live. */
export function PollCard({ topicId, no, poll, isMine, canVote, onVoted }: Props) {
  const t = useT()
  const announce = useAnnounce()
  const refused = refusalOf(useActionData())
  const { facts, tally, picks } = poll
  const [error, setError] = useState<string | undefined>(undefined)
  const [isSending, setSending] = useState(false)
  const before = refused?.values['pollId'] === facts.id ? (refused.errors['picks'] ?? refused.errors['form']) : undefined
  const shownError = error ?? before
  const isOpen = canVote && !tally.isClosed
  const action = `/topics/${topicId}`

  async function vote(event: FormEvent<HTMLFormElement>): Promise<void> {
    if (!isConnectable()) return
    event.preventDefault()
    const chosen = new FormData(event.currentTarget).getAll('picks[]').map(Number)
    setError(chosen.length === 0 ? 'polls.choose' : undefined)
    if (chosen.length === 0) return
    setSending(true)
    const commandId = String(new FormData(event.currentTarget).get('commandId'))
    const answer = await sendCommand('topic:vote', { topicId, pollId: facts.id, picks: chosen }, { key: `vote:${facts.id}`, form: { action, fields: { intent: 'vote', pollId: facts.id, picks: chosen.join(','), commandId } } })
    setSending(false)
    if (!answer.ok) return setError(answer.fields?.['picks'] ?? answer.textKey ?? 'polls.failed')
    onVoted(answer.value ?? { no, picks: chosen, tally })
    announce(t('polls.voted'))
  }

  const legend = (
    <>
      <span className="strong" lang="ja">{facts.question}</span>
      {facts.kind === 'many' && facts.most < facts.choices.length && isOpen && <span className="small muted"> {t('polls.pick_up_to', { count: facts.most })}</span>}
      {facts.kind === 'scale' && isOpen && facts.choices[0] !== '' && facts.choices[4] !== '' && <span className="small muted"> {t('polls.scale_of', { low: facts.choices[0] ?? '', high: facts.choices[4] ?? '' })}</span>}
    </>
  )
  const foot = (
    <p className="small muted row">
      {tally.isClosed && <Badge tone="line" icon="lock">{t('polls.closed_badge')}</Badge>}
      <span>{t('polls.voters', { count: tally.voters })}</span>
      {!tally.isClosed && facts.closesAt !== null && <span>{t('polls.until', { time: formatDate(facts.closesAt, 'dayTime', t.lng) })}</span>}
      {tally.counts === null && <span>{t(facts.shows === 'closed' ? 'polls.later_closed' : 'polls.later_voted')}</span>}
      {isMine && <Link className="push" to={`${action}/poll/${no}`}>{t('polls.settings')}</Link>}
    </p>
  )
  if (!isOpen) {
    return (
      <section className="poll" aria-label={facts.question}>
        <p>{legend}</p>
        <ul className="poll-opts">{facts.choices.map((choice, i) => <li key={i} className="poll-o" data-mine={picks.includes(i + 1) || undefined}><Choice i={i} choice={choice} kind={facts.kind} tally={tally} isMine={picks.includes(i + 1)} /></li>)}</ul>
        {foot}
      </section>
    )
  }
  return (
    <Form className="poll" method="post" action={action} preventScrollReset onSubmit={(event) => void vote(event)}>
      <fieldset aria-describedby={shownError === undefined ? undefined : `poll-bad-${no}`}>
        <legend>{legend}</legend>
        <div className="poll-opts">
          {facts.choices.map((choice, i) => (
            // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the choice inside holds the input and its words
            <label key={i} className="poll-o" data-mine={picks.includes(i + 1) || undefined}>
              <Choice i={i} choice={choice} kind={facts.kind} tally={tally} isMine={picks.includes(i + 1)}>
                <input type={facts.kind === 'many' ? 'checkbox' : 'radio'} name="picks[]" value={i + 1} defaultChecked={picks.includes(i + 1)} />
              </Choice>
            </label>
          ))}
        </div>
      </fieldset>
      <FieldError id={`poll-bad-${no}`} error={shownError} />
      <div className="row"><SubmitButton variant="outline" size="s" pending={isSending || undefined}>{t(picks.length > 0 ? 'polls.vote_again' : 'polls.vote')}</SubmitButton></div>
      {foot}
      <input type="hidden" name="intent" value="vote" />
      <input type="hidden" name="pollId" value={facts.id} />
      <CommandId renewOn={picks} />
    </Form>
  )
}

/** One choice with its bar; the bar says nothing that the words beside it do not. */
function Choice({ i, choice, kind, tally, isMine, children }: { i: number; choice: string; kind: PollFacts['kind']; tally: PollTally; isMine: boolean; children?: ReactNode }) {
  const t = useT()
  const count = tally.counts?.[i]
  const share = count === undefined || tally.voters === 0 ? 0 : Math.round((count / tally.voters) * 100)
  return (
    <>
      {count !== undefined && <svg aria-hidden="true" preserveAspectRatio="none"><rect className="poll-fill" width={`${share}%`} height="100%" /></svg>}
      <span className="poll-l" lang="ja">{children}<span>{kind === 'scale' ? `${i + 1}${choice === '' ? '' : ` ${choice}`}` : choice}{isMine && children === undefined && <span className="small"> <Icon name="check" />{t('polls.mine')}</span>}</span></span>
      {count !== undefined && <span className="poll-n small">{t('polls.share', { count, share })}</span>}
    </>
  )
}
