import { Link, useSearchParams } from '@remix-run/react'
import { useState } from 'react'
import type { Question, RoomState } from '~/domain/live/fold.ts'
import { canMerge, canMergeInto, isPublic } from '~/domain/live/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { CommandForm } from './command-form.tsx'
import { CommandText } from './command-text.tsx'
import type { OnAnswer } from './host-room.tsx'
import { useInHand } from './in-hand.tsx'
import { mostAlike } from './similar.ts'

/** Which question's tools are open: one at a time. Without JavaScript the address says it. */
export type Tools = { openId: string | null; toggle: (id: string) => void; close: () => void }

export function useTools(): Tools {
  const [search] = useSearchParams()
  const [openId, setOpen] = useState(search.get('q'))
  return { openId, toggle: (id) => setOpen((now) => (now === id ? null : id)), close: () => setOpen(null) }
}

/** 「ほかの操作」 in a question's row. */
export function ToolsLink({ question, tools }: { question: Pick<Question, 'id'>; tools: Tools }) {
  const t = useT()
  const isOpen = tools.openId === question.id
  if (!useInHand()) return null
  return (
    <Link
      className="iconbtn" title={t('live.tools')} role="button" aria-expanded={isOpen} data-host-key="e" to={isOpen ? '?' : `?q=${question.id}#q-${question.id}`}
      onClick={(event) => {
        event.preventDefault()
        tools.toggle(question.id)
      }}
      onKeyDown={(event) => {
        if (event.key !== ' ') return
        event.preventDefault()
        tools.toggle(question.id)
      }}
    >
      <Icon name="more" /><span className="sr">{t('live.tools')}</span>
    </Link>
  )
}

type Props = { question: Question; state: RoomState; tools: Tools; onAnswer: OnAnswer }

/** Everything rarer that can be done with one question. */
export function QuestionTools({ question, state, tools, onAnswer }: Props) {
  const t = useT()
  const isMine = useInHand()
  if (tools.openId !== question.id || !isMine) return null
  const { id, status } = question
  const done: OnAnswer = (answer) => {
    onAnswer(answer)
    if (answer.ok) tools.close()
  }
  return (
    <div className="hq-tools" role="group" aria-label={t('live.tools_for', { question: question.text })}>
      {isPublic(status) && (
        <CommandText
          command="live:write" intent="write" input={{ questionId: id }} label={t('live.write_answer')} text={question.answer?.text} button={t(question.answer && status !== 'approved' ? 'live.write_again' : 'live.write_yes')}
          icon="edit" onAnswer={(answer) => answer.ok && tools.close()}
        />
      )}
      {status === 'approved' && (
        <CommandForm command="live:defer" intent="defer" input={{ questionId: id }} onAnswer={done}>
          <Button type="submit" size="s" icon="clock">{t('live.defer')}</Button>
        </CommandForm>
      )}
      <CommandText command="live:edit" intent="edit" input={{ questionId: id }} label={t('live.edit')} hint={t('live.edit_hint')} text={question.text} button={t('live.edit_yes')} onAnswer={(answer) => answer.ok && tools.close()} />
      {canMerge(status) && <Merge question={question} state={state} onAnswer={done} />}
      <Labels question={question} state={state} onAnswer={onAnswer} />
    </div>
  )
}

function Merge({ question, state, onAnswer }: { question: Question; state: RoomState; onAnswer: OnAnswer }) {
  const t = useT()
  const others = state.questions.filter((q) => q.id !== question.id && canMergeInto(q.status)).sort((a, b) => b.votes - a.votes)
  const alike = mostAlike(question.text, others)
  const id = `into-${question.id}`
  if (others.length === 0) return null
  return (
    <CommandForm
      command="live:merge" intent="merge" className="stack g-8" input={{ questionId: question.id } as { questionId: string; intoId: string }}
      fields={(form) => ({ intoId: String(new FormData(form).get('intoId')) })} onAnswer={onAnswer}
    >
      <label className="small" htmlFor={id}>{t('live.merge_into')}</label>
      <select className="select" id={id} name="intoId" defaultValue={alike?.id}>
        {others.map((q) => <option key={q.id} value={q.id}>{t('live.merge_choice', { votes: q.votes, question: q.text })}</option>)}
      </select>
      <p className="small muted">{t('live.merge_hint')}</p>
      <div className="row"><Button type="submit" variant="outline" size="s" icon="merge">{t('live.merge_yes')}</Button></div>
    </CommandForm>
  )
}

function Labels({ question, state, onAnswer }: { question: Question; state: RoomState; onAnswer: OnAnswer }) {
  const t = useT()
  if (state.labels.length === 0) return null
  return (
    <div className="stack g-8" role="group" aria-label={t('live.labels')}>
      <p className="small">{t('live.labels')}</p>
      <div className="row g-8">
        {state.labels.map((label) => {
          const isOn = question.labels?.includes(label.id) ?? false
          return (
            <CommandForm key={label.id} command="live:label" intent="label" input={{ questionId: question.id, labelId: label.id, isOn: !isOn }} onAnswer={onAnswer}>
              <button type="submit" className="chip" aria-pressed={isOn} lang="ja">{isOn && <Icon name="check" />}{label.name}</button>
            </CommandForm>
          )
        })}
      </div>
    </div>
  )
}

/** What has been done with a question, in a few words. */
export function HostMarks({ question, state }: { question: Question; state: Pick<RoomState, 'labels'> }) {
  const t = useT()
  const labels = state.labels.filter((l) => question.labels?.includes(l.id))
  if (labels.length === 0 && question.original === undefined && question.merged === undefined && question.reports === undefined && question.appeal === undefined && question.note === undefined && question.isRude === undefined) return null
  return (
    <>
      {question.appeal !== undefined && (
        <p className="small hq-again" lang="ja">
          <Icon name="undo" /> {t('live.appeal_asked', { text: question.appeal })}
          {question.status === 'pending' && question.reason && <span className="muted"> {t('live.appeal_before', { reason: t(`live.reason.${question.reason}`) })} {t('live.appeal_by_other')}</span>}
        </p>
      )}
      {question.note !== undefined && <p className="small muted" lang="ja">{t('live.note_told', { text: question.note })}</p>}
      <p className="small muted row g-8">
        {question.isRude && question.status === 'pending' && <span className="badge b-caution">{t('live.rude')}</span>}
        {question.reports !== undefined && <span className="badge b-danger">{t('live.reported', { count: question.reports })}</span>}
        {labels.map((l) => <span key={l.id} className="badge b-line" lang="ja">{l.name}</span>)}
        {question.merged && <span>{t('live.merged_count', { count: question.merged.length })}</span>}
        {question.original !== undefined && <span lang="ja">{t('live.original', { text: question.original })}</span>}
      </p>
    </>
  )
}
