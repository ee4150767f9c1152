import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { canChangeOwn, canVote, canWithdrawOwn, isAnswered } from '~/domain/live/policy.ts'
import type { OwnQuestion, Question, RoomState } from '~/domain/live/fold.ts'
import { formatDate } from '~/core/dates.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import type { Ack, CommandAnswers } from '~/contract/live.ts'
import { onEnterSubmit } from '../form/ime.ts'
import { SubmitButton } from '../form/submit-button.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useAskerName } from './asker-name.tsx'
import { CommandForm } from './command-form.tsx'
import { CommandText } from './command-text.tsx'

type Props = {
  eventId: string
  question: Question
  room: Pick<RoomState, 'status' | 'labels'>
  /** Of whoever looks at the page: what they know of it themselves. */
  own: OwnQuestion | undefined
  isWanted: boolean
  /** What else is said of it: a time. */
  when?: string
  /** Where its answer is heard again. */
  chapter?: ReactNode
  onVoted: (question: Question, answer: Ack<CommandAnswers['live:vote']>) => void
}

/** A question everybody sees, with 「わたしも聞きたい」. */
export function QuestionItem({ eventId, question, room, own, isWanted, when, chapter, onVoted }: Props) {
  const t = useT()
  const nameOf = useAskerName()
  const isDone = isAnswered(question.status)
  const label = t('live.vote', { votes: question.votes, question: question.text })
  const inside = <><Icon name="up" /><span className="num">{question.votes}</span></>
  const labels = room.labels.filter((l) => question.labels?.includes(l.id))
  return (
    <li className={isDone ? 'q-item is-done' : 'q-item'} id={`q-${question.id}`}>
      {canVote(room, question.status) ? (
        <CommandForm command="live:vote" intent="vote" input={{ questionId: question.id, isOn: !isWanted }} commandKey={`vote:${question.id}`} onAnswer={(answer) => onVoted(question, answer)}>
          <button type="submit" className="vote" aria-pressed={isWanted} aria-label={label}>{inside}</button>
        </CommandForm>
      ) : (
        <span className={isWanted ? 'vote is-closed is-wanted' : 'vote is-closed'} role="img" aria-label={t('live.want', { count: question.votes })}>{inside}</span>
      )}
      <div className="min0 q-body">
        <p className="q-t" lang="ja">{question.text}</p>
        <p className="small muted row">
          <span lang="ja">{nameOf(question.asker)}</span>
          {own && <Badge tone="accent">{t('live.your_question')}</Badge>}
          {question.status === 'answering' && <Badge tone="livesoft" icon="mic">{t('live.answering')}</Badge>}
          {isDone && <Badge tone="success" icon="check">{t(question.status === 'answered_text' ? 'live.answered_text' : 'live.answered')}</Badge>}
          {question.status === 'deferred' && <Badge tone="line" icon="clock">{t('live.deferred')}</Badge>}
          {when !== undefined && <span className="num">{when}</span>}
          {chapter}
          {labels.map((l) => <span key={l.id} className="badge b-line" lang="ja">{l.name}</span>)}
          {question.merged && <span>{t('live.merged_count', { count: question.merged.length })}</span>}
          {!own && <Link className="q-report" to={`/events/${eventId}/report/${question.id}`}>{t('live.report')}</Link>}
        </p>
        <WrittenAnswer question={question} />
        {own && <OwnWords question={own} status={question.status} isOpen={room.status !== 'closed'} isAnonymous={question.asker === null} />}
      </div>
    </li>
  )
}

export function WrittenAnswer({ question: { answer } }: { question: Pick<Question, 'answer'> }) {
  const t = useT()
  const lng = useLng()
  if (!answer) return null
  return (
    <div className="q-answer">
      <p className="small muted"><Icon name="reply" /> <span lang="ja">{t('live.answer_of', { name: answer.by })}</span>・{formatDate(answer.at, 'dayTime', lng)}</p>
      <p className="q-a" lang="ja">{answer.text}</p>
    </div>
  )
}

/** The same without a name: posted as forms, by what this browser alone has. */
function AnonymousTools({ question, canChange }: { question: OwnQuestion; canChange: boolean }) {
  const t = useT()
  return (
    <>
      {canChange && (
        <Form method="post" className="stack g-8" preventScrollReset>
          <input type="hidden" name="questionId" value={question.id} />
          <label className="small" htmlFor={`an-${question.id}`}>{t('live.change')}</label>
          <textarea className="textarea grows" rows={2} id={`an-${question.id}`} name="text" lang="ja" defaultValue={question.text} onKeyDown={onEnterSubmit('mod')} />
          <div className="row"><SubmitButton variant="outline" size="s" name="intent" value="change-anonymous">{t('live.change_yes')}</SubmitButton></div>
        </Form>
      )}
      <Form method="post" preventScrollReset>
        <input type="hidden" name="questionId" value={question.id} />
        <SubmitButton variant="quiet" size="s" icon="x" name="intent" value="withdraw-anonymous">{t('live.withdraw')}</SubmitButton>
      </Form>
    </>
  )
}

/** What a host did with one's own words, and changing or taking them back until the answer. */
function OwnWords({ question, status, isOpen, isAnonymous = false }: { question: OwnQuestion; status: Question['status'] | OwnQuestion['status']; isOpen: boolean; isAnonymous?: boolean }) {
  const t = useT()
  const real = status === 'shown' ? 'approved' : status
  return (
    <>
      {question.original !== undefined && <p className="small" lang="ja">{t('live.edited_by_host', { text: question.original })}</p>}
      {isOpen && canWithdrawOwn(real) && (
        <details className="q-own">
          <summary className="btn btn-text btn-s">{t('live.own_tools')}</summary>
          <div className="stack g-12 q-own-in">
            {isAnonymous && <AnonymousTools question={question} canChange={canChangeOwn(real)} />}
            {!isAnonymous && canChangeOwn(real) && <CommandText command="live:change" intent="change" input={{ questionId: question.id }} label={t('live.change')} text={question.text} button={t('live.change_yes')} />}
            {!isAnonymous && (
              <CommandForm command="live:withdraw" intent="withdraw" input={{ questionId: question.id }}>
                <Button type="submit" size="s" icon="x">{t('live.withdraw')}</Button>
              </CommandForm>
            )}
            <p className="small muted">{t('live.withdraw_hint')}</p>
          </div>
        </details>
      )}
    </>
  )
}

type OwnProps = { question: Pick<OwnQuestion, 'text' | 'reason'> & Partial<Omit<OwnQuestion, 'status'>> & { status: OwnQuestion['status'] | 'sending' }; isOpen?: boolean; isAnonymous?: boolean; intoText?: string | undefined }

/** A question of one's own that the others do not see: it waits, was not taken up, stands in another one, or is still on its way. */
export function OwnItem({ question, isOpen = false, isAnonymous = false, intoText }: OwnProps) {
  const t = useT()
  const { status } = question
  const isDismissed = status === 'dismissed'
  return (
    <li className="q-item is-wait">
      <span className="vote vote-off" aria-hidden="true"><Icon name={isDismissed ? 'x' : status === 'sending' ? 'send' : status === 'merged' ? 'merge' : 'clock'} /></span>
      <div className="min0 q-body">
        <p className="q-t" lang="ja">{question.text}</p>
        <p className="small muted row">
          {t('live.your_question')}{isAnonymous && `（${t('live.anonymous')}）`}
          {status === 'pending' && <Badge tone="caution">{t('live.pending')}</Badge>}
          {status === 'sending' && <Badge tone="line">{t('common.sending')}</Badge>}
          {status === 'merged' && <Badge tone="line">{t('live.merged')}</Badge>}
          {isDismissed && <Badge tone="line">{t('live.dismissed')}</Badge>}
        </p>
        {status === 'merged' && question.into !== undefined && intoText !== undefined && <p className="small"><a href={`#q-${question.into}`} lang="ja">{t('live.merged_into', { question: intoText })}</a></p>}
        {isDismissed && question.reason && <p className="small">{t('live.dismissed_why', { reason: t(`live.reason.${question.reason}`) })}</p>}
        {question.id !== undefined && question.askedAt !== undefined && status !== 'sending' && <OwnWords question={{ ...question, id: question.id, askedAt: question.askedAt, status }} status={status} isOpen={isOpen} isAnonymous={isAnonymous} />}
      </div>
    </li>
  )
}
