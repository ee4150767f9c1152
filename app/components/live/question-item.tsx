import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { canVote, isAnswered } from '~/domain/live/policy.ts'
import type { OwnQuestion, Question, RoomState } from '~/domain/live/fold.ts'
import { formatDate } from '~/core/dates.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import type { Ack, CommandAnswers } from '~/contract/live.ts'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { useAskerName } from './asker-name.tsx'
import { CommandForm } from './command-form.tsx'
import { OwnWords } from './own-question.tsx'

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
