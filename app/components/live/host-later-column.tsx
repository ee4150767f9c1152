import { formatDate } from '~/core/dates.ts'
import type { Question, RoomState } from '~/domain/live/fold.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Button } from '../ui/button.tsx'
import { useAskerName } from './asker-name.tsx'
import { CommandForm } from './command-form.tsx'
import type { OnAnswer } from './host-room.tsx'

/** What is done and what was left out; both can be taken back. */
export function LaterColumn({ state, onAnswer }: { state: RoomState; onAnswer: OnAnswer }) {
  const t = useT()
  const answered = state.questions.filter((q) => q.status === 'answered_live').sort((a, b) => ((b.answeredAt ?? '') < (a.answeredAt ?? '') ? -1 : 1))
  const dismissed = state.questions.filter((q) => q.status === 'dismissed')
  return (
    <section className="hcol hcol-r" aria-label={t('live.about')}>
      <Later id="hc3" title={t('live.done')} questions={answered} none={t('live.none_done')}>
        {(question) => (
          <CommandForm command="live:reopen" intent="reopen" input={{ questionId: question.id }} onAnswer={onAnswer}>
            <Button type="submit" variant="text" size="s" icon="undo">{t('live.put_back')}</Button>
          </CommandForm>
        )}
      </Later>
      {dismissed.length > 0 && (
        <Later id="hc4" title={t('live.dismissed_list')} questions={dismissed} none="">
          {(question) => (
            <CommandForm command="live:approve" intent="approve" input={{ questionId: question.id }} onAnswer={onAnswer}>
              <Button type="submit" variant="text" size="s">{t('live.show')}</Button>
            </CommandForm>
          )}
        </Later>
      )}
    </section>
  )
}

function Later({ id, title, questions, none, children }: { id: string; title: string; questions: Question[]; none: string; children: (question: Question) => JSX.Element }) {
  const t = useT()
  const lng = useLng()
  const nameOf = useAskerName()
  return (
    <div className="card hp">
      <h2 id={id} className="h-s">{title} <span className="small muted num">{t('common.items', { count: questions.length })}</span></h2>
      {questions.length === 0 ? <p className="small muted">{none}</p> : (
        <ul className="laters" aria-labelledby={id}>
          {questions.map((question) => (
            <li key={question.id} id={`q-${question.id}`}>
              <p className="small" lang="ja">{question.text}</p>
              <div className="row row-between">
                <span className="small muted">
                  <span lang="ja">{nameOf(question.asker)}</span>
                  {question.answeredAt && `・${formatDate(question.answeredAt, 'time', lng)}`}
                  {question.reason && `・${t(`live.reason.${question.reason}`)}`}
                </span>
                {children(question)}
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
