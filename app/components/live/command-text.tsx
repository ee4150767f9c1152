import { useActionData } from '@remix-run/react'
import { useId, useState } from 'react'
import type { Ack, CommandAnswers, CommandInput } from '~/contract/live.ts'
import { useT } from '~/i18n/index.tsx'
import { onEnterSubmit } from '../form/ime.ts'
import { type Refused, refusalOf, typedIn } from '../form/refusal.ts'
import { Button, type ButtonVariant } from '../ui/button.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { CommandForm } from './command-form.tsx'

/** Commands that carry what somebody wrote. */
type WritingCommand = 'live:edit' | 'live:write' | 'live:say' | 'live:change' | 'live:appeal'
type Rest<K extends WritingCommand> = Omit<CommandInput<K>, 'commandId' | 'text'>

type Props<K extends WritingCommand> = {
  command: K
  intent: string
  input: Rest<K>
  label: string
  hint?: string | undefined
  text?: string | undefined
  button: string
  icon?: IconName
  variant?: ButtonVariant
  isOneLine?: boolean
  /** Empties the box when it was sent. */
  isEmptied?: boolean
  onAnswer?: ((answer: Ack<CommandAnswers[K]>) => void) | undefined
}

/** A box of words with its button. What was typed stays when it is refused, with the reason beside it. */
export function CommandText<K extends WritingCommand>({ command, intent, input, label, hint, text, button, icon, variant = 'outline', isOneLine = false, isEmptied = false, onAnswer }: Props<K>) {
  const t = useT()
  const id = useId()
  const refused = refusedHere(refusalOf(useActionData()), intent, input)
  const [error, setError] = useState<string>()
  const problem = error ?? refused?.errors['text']
  const shared = {
    id, name: 'text', defaultValue: typedIn(refused, 'text', text),
    ...(problem !== undefined ? { 'aria-invalid': true as const, 'aria-describedby': `${id}-e` } : hint !== undefined ? { 'aria-describedby': `${id}-h` } : {}),
  }
  return (
    <CommandForm
      command={command} intent={intent} className="stack g-8" input={input as Omit<CommandInput<K>, 'commandId'>}
      fields={(form) => ({ text: String(new FormData(form).get('text')) }) as Partial<Omit<CommandInput<K>, 'commandId'>>}
      onAnswer={(answer) => {
        const box = document.querySelector<HTMLTextAreaElement | HTMLInputElement>(`#${CSS.escape(id)}`)
        setError(answer.ok ? undefined : (answer.fields?.['text'] ?? answer.textKey ?? `errors.${answer.code}`))
        if (!answer.ok) box?.focus()
        else if (isEmptied && box !== null) box.value = ''
        onAnswer?.(answer)
      }}
    >
      <label className="small" htmlFor={id}>{label}</label>
      {isOneLine ? <input type="text" className="input" autoComplete="off" {...shared} /> : (
        <textarea className="textarea grows" rows={2} lang="ja" onKeyDown={onEnterSubmit('mod')} {...shared} />
      )}
      {hint !== undefined && problem === undefined && <p className="small muted" id={`${id}-h`}>{hint}</p>}
      {problem !== undefined && <p className="err" id={`${id}-e`} role="alert"><Icon name="warn" />{t.dynamic(problem)}</p>}
      <div className="row"><Button type="submit" variant={variant} size="s" icon={icon}>{button}</Button></div>
    </CommandForm>
  )
}

/** A refusal belongs to the form with the same intent about the same thing. */
function refusedHere(refused: Refused | undefined, intent: string, input: object): Refused | undefined {
  if (refused?.values['intent'] !== intent) return undefined
  return Object.entries(input).every(([name, value]) => refused.values[name] === String(value)) ? refused : undefined
}
