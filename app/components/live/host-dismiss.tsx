import { useActionData } from '@remix-run/react'
import { useState } from 'react'
import type { Question } from '~/domain/live/fold.ts'
import { type DismissReason, dismissReasons } from '~/domain/live/policy.ts'
import { useT } from '~/i18n/index.tsx'
import { onEnterSubmit } from '../form/ime.ts'
import { refusalOf, typedIn } from '../form/refusal.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { CommandForm } from './command-form.tsx'
import type { OnAnswer } from './host-room.tsx'

type Input = { questionId: string; reason: DismissReason; note?: string }

/** 見送る, never without a reason, and with what its author alone is told. */
export function Dismiss({ question, onAnswer, isSmall = false }: { question: Pick<Question, 'id'>; onAnswer: OnAnswer; isSmall?: boolean }) {
  const t = useT()
  const refused = refusalOf(useActionData())
  const own = refused?.values['intent'] === 'dismiss' && refused.values['questionId'] === question.id ? refused : undefined
  const [error, setError] = useState<string>()
  const problem = error ?? own?.errors['note']
  const id = `why-${question.id}`
  const note = `note-${question.id}`
  return (
    <details className="hq-why" open={own?.errors['note'] !== undefined}>
      {isSmall
        ? <summary className="iconbtn" data-host-key="x" title={t('live.dismiss')}><Icon name="x" /><span className="sr">{t('live.dismiss')}</span></summary>
        : <summary className="btn btn-quiet btn-s" data-host-key="x">{t('live.dismiss')}</summary>}
      <CommandForm
        command="live:dismiss" intent="dismiss" className="stack g-8" input={{ questionId: question.id } as Input}
        fields={(form) => {
          const sent = new FormData(form)
          return { reason: String(sent.get('reason')) as DismissReason, note: String(sent.get('note') ?? '') }
        }}
        onAnswer={(answer) => {
          const inNote = answer.ok ? undefined : answer.fields?.['note']
          setError(inNote)
          if (inNote === undefined) return onAnswer(answer)
          document.getElementById(note)?.focus()
        }}
      >
        <label className="small" htmlFor={id}>{t('live.dismiss_reason')}</label>
        <select className="select" id={id} name="reason" defaultValue={typedIn(own, 'reason', dismissReasons[0])}>
          {dismissReasons.map((reason) => <option key={reason} value={reason}>{t(`live.reason.${reason}`)}</option>)}
        </select>
        <label className="small" htmlFor={note}>{t('live.dismiss_note')}</label>
        <textarea className="textarea grows" rows={2} id={note} name="note" lang="ja" defaultValue={typedIn(own, 'note')} onKeyDown={onEnterSubmit('mod')} aria-describedby={problem === undefined ? `${note}-h` : `${note}-e`} {...(problem !== undefined && { 'aria-invalid': true })} />
        {problem === undefined ? <p className="small muted" id={`${note}-h`}>{t('live.dismiss_note_hint')}</p> : <p className="err" id={`${note}-e`} role="alert"><Icon name="warn" />{t.dynamic(problem)}</p>}
        <Button type="submit" variant="outline" size="s">{t('live.dismiss_yes')}</Button>
      </CommandForm>
    </details>
  )
}
