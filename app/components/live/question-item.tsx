import { canVote } from '~/domain/live/policy.ts'
import type { OwnQuestion, Question, RoomState } from '~/domain/live/fold.ts'
import { useT } from '~/i18n/index.tsx'
import type { Ack, CommandAnswers } from '~/contract/live.ts'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { useAskerName } from './asker-name.tsx'
import { CommandForm } from './command-form.tsx'

type Props = {
  question: Question
  room: Pick<RoomState, 'status'>
  isOwn: boolean
  isWanted: boolean
  onVoted: (question: Question, answer: Ack<CommandAnswers['live:vote']>) => void
}

/** A question everybody sees, with 「わたしも聞きたい」. */
export function QuestionItem({ question, room, isOwn, isWanted, onVoted }: Props) {
  const t = useT()
  const nameOf = useAskerName()
  const isDone = question.status === 'answered_live'
  const label = t('live.vote', { votes: question.votes, question: question.text })
  const inside = <><Icon name="up" /><span className="num">{question.votes}</span></>
  return (
    <li className={isDone ? 'q-item is-done' : 'q-item'} id={`q-${question.id}`}>
      {canVote(room, question.status) ? (
        <CommandForm command="live:vote" intent="vote" input={{ questionId: question.id, isOn: !isWanted }} commandKey={`vote:${question.id}`} onAnswer={(answer) => onVoted(question, answer)}>
          <button type="submit" className="vote" aria-pressed={isWanted} aria-label={label}>{inside}</button>
        </CommandForm>
      ) : (
        <span className={isWanted ? 'vote is-closed is-wanted' : 'vote is-closed'} role="img" aria-label={t('live.want', { count: question.votes })}>{inside}</span>
      )}
      <div className="min0">
        <p className="q-t" lang="ja">{question.text}</p>
        <p className="small muted row">
          <span lang="ja">{nameOf(question.asker)}</span>
          {isOwn && <Badge tone="accent">{t('live.your_question')}</Badge>}
          {question.status === 'answering' && <Badge tone="livesoft" icon="mic">{t('live.answering')}</Badge>}
          {isDone && <Badge tone="success" icon="check">{t('live.answered')}</Badge>}
        </p>
      </div>
    </li>
  )
}

/** A question of one's own that the others do not see: it waits, was not taken up, or is still on its way. */
export function OwnItem({ question }: { question: Pick<OwnQuestion, 'text' | 'reason'> & { status: OwnQuestion['status'] | 'sending' } }) {
  const t = useT()
  const isDismissed = question.status === 'dismissed'
  return (
    <li className="q-item is-wait">
      <span className="vote vote-off" aria-hidden="true"><Icon name={isDismissed ? 'x' : question.status === 'sending' ? 'send' : 'clock'} /></span>
      <div className="min0">
        <p className="q-t" lang="ja">{question.text}</p>
        <p className="small muted row">
          {t('live.your_question')}
          {question.status === 'pending' && <Badge tone="caution">{t('live.pending')}</Badge>}
          {question.status === 'sending' && <Badge tone="line">{t('common.sending')}</Badge>}
          {isDismissed && <Badge tone="line">{t('live.dismissed')}</Badge>}
        </p>
        {isDismissed && question.reason && <p className="small">{t('live.dismissed_why', { reason: t(`live.reason.${question.reason}`) })}</p>}
      </div>
    </li>
  )
}
