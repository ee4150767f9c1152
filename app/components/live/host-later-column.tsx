import type { ReactNode } from 'react'
import { formatDate } from '~/core/dates.ts'
import type { Question, RoomState } from '~/domain/live/fold.ts'
import { isAnswered } from '~/domain/live/policy.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Button } from '../ui/button.tsx'
import type { IconName } from '../ui/icon.tsx'
import { useAskerName } from './asker-name.tsx'
import { CommandForm } from './command-form.tsx'
import type { OnAnswer } from './host-room.tsx'
import { IfInHand } from './in-hand.tsx'
import type { Filter } from './use-filter.ts'
import { HostMarks, QuestionTools, type Tools, ToolsLink } from './host-tools.tsx'

type Props = { state: RoomState; filter: Filter; tools: Tools; onAnswer: OnAnswer; children: ReactNode }

/** What is done, put off, put together and left out; all of it can be taken back. `children`: what concerns the whole room. */
export function LaterColumn({ state, filter, tools, onAnswer, children }: Props) {
  const t = useT()
  const answered = state.questions.filter((q) => isAnswered(q.status) && filter.fits(q)).sort((a, b) => ((b.answeredAt ?? '') < (a.answeredAt ?? '') ? -1 : 1))
  const textOf = new Map(state.questions.map((q) => [q.id, q.text]))
  const list = { state, tools, onAnswer }
  const of = (status: Question['status']) => state.questions.filter((q) => q.status === status && filter.fits(q))
  return (
    <section className="hcol hcol-r" aria-label={t('live.about')}>
      {children}
      {of('deferred').length > 0 && <Later id="hc5" title={t('live.deferred_list')} questions={of('deferred')} back="reopen" {...list} />}
      <Later id="hc3" title={t('live.done')} questions={answered} none={t('live.none_done')} back="reopen" {...list} />
      {of('merged').length > 0 && <Later id="hc6" title={t('live.merged_list')} questions={of('merged')} back="unmerge" into={(q) => textOf.get(q.mergedInto ?? '')} {...list} />}
      {of('dismissed').length > 0 && <Later id="hc4" title={t('live.dismissed_list')} questions={of('dismissed')} back="approve" {...list} />}
    </section>
  )
}

/** How each is taken back. */
const backs = {
  reopen: { command: 'live:reopen', label: 'live.put_back', icon: 'undo' },
  unmerge: { command: 'live:unmerge', label: 'live.unmerge', icon: 'undo' },
  approve: { command: 'live:approve', label: 'live.show', icon: 'eye' },
} as const satisfies Record<string, { command: string; label: string; icon: IconName }>

type LaterProps = {
  id: string
  title: string
  questions: Question[]
  none?: string
  back: keyof typeof backs
  into?: (question: Question) => string | undefined
  state: RoomState
  tools: Tools
  onAnswer: OnAnswer
}

function Later({ id, title, questions, none, back, into, state, tools, onAnswer }: LaterProps) {
  const t = useT()
  const lng = useLng()
  const nameOf = useAskerName()
  const { command, label, icon } = backs[back]
  return (
    <div className="card hp">
      <h2 id={id} className="h-s">{title} <span className="small muted num">{t('common.items', { count: questions.length })}</span></h2>
      {questions.length === 0 ? <p className="small muted">{none}</p> : (
        <ul className="laters" aria-labelledby={id}>
          {questions.map((question) => (
            <li key={question.id} id={`q-${question.id}`} data-item="">
              <p className="small" lang="ja">{question.text}</p>
              {question.answer && <p className="small later-a" lang="ja">{question.answer.text}</p>}
              {into && <p className="small muted" lang="ja">{t('live.merged_into', { question: into(question) ?? '' })}</p>}
              <HostMarks question={question} state={state} />
              <div className="row row-between">
                <span className="small muted">
                  <span lang="ja">{nameOf(question.asker)}</span>
                  {question.answeredAt && `・${formatDate(question.answeredAt, 'time', lng)}`}
                  {question.status === 'answered_text' && `・${t('live.answered_text')}`}
                  {question.reason && `・${t(`live.reason.${question.reason}`)}`}
                </span>
                <IfInHand>
                  <span className="row g-4">
                    <CommandForm command={command} intent={back} input={{ questionId: question.id }} onAnswer={onAnswer}>
                      <Button type="submit" variant="text" size="s" icon={icon} data-host-key="u">{t(label)}</Button>
                    </CommandForm>
                    {back === 'reopen' && <ToolsLink question={question} tools={tools} />}
                  </span>
                </IfInHand>
              </div>
              <QuestionTools question={question} state={state} tools={tools} onAnswer={onAnswer} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
