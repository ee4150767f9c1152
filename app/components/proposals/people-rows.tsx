import { type FormEvent, useId, useRef, useState } from 'react'
import { useT } from '~/i18n/index.tsx'
import { FieldError, fieldId } from '../form/field.tsx'
import { Button } from '../ui/button.tsx'

type Props = {
  name: 'cohosts' | 'speakers'
  label: string
  hint: string
  error: string | undefined
  who: string[]
  /** A line about each, where there is one. */
  lines?: string[] | undefined
  most: number
}

/** Rows of people: members are offered while one types, guests are written by name. One empty row is always there. */
export function PeopleRows({ name, label, hint, error, who, lines, most }: Props) {
  const t = useT()
  const base = useId()
  const [count, setCount] = useState(Math.min(most, Math.max(who.length + 1, 2)))
  const [offered, setOffered] = useState<{ value: string; line: string }[]>([])
  const asked = useRef('')
  async function offer(field: HTMLInputElement): Promise<void> {
    const typed = field.value
    asked.current = typed
    if (typed.trim() === '' || offered.some((o) => o.value === typed)) return
    const found = await fetch(`/events/people?q=${encodeURIComponent(typed)}`).then((r) => r.json() as Promise<{ people: { value: string; line: string }[] }>).then((r) => r.people, () => [])
    if (asked.current === typed) setOffered(found)
  }
  const described = error === undefined ? `${base}h` : `${base}h ${base}e`
  return (
    <fieldset className="field stack g-8 pro-people" aria-describedby={described}>
      <legend className="label">{label} <span className="opt">{t('common.optional')}</span></legend>
      <p className="hint" id={`${base}h`}>{hint}</p>
      {Array.from({ length: count }, (_, i) => (
        <div key={i} className="pro-row">
          <input
            className="input" name={`${name}[]`} id={i === 0 ? fieldId(name) : undefined} list={`${base}l`} defaultValue={who[i] ?? ''} autoComplete="off" lang="ja" aria-invalid={error === undefined ? undefined : true}
            aria-label={t(name === 'cohosts' ? 'proposals.cohost_no' : 'proposals.speaker_no', { no: i + 1 })}
            onInput={(event: FormEvent<HTMLInputElement>) => { if (!(event.nativeEvent as InputEvent).isComposing) void offer(event.currentTarget) }}
            onCompositionEnd={(event) => void offer(event.currentTarget)}
          />
          {lines !== undefined && <input className="input" name="lines[]" defaultValue={lines[i] ?? ''} placeholder={t('proposals.line')} aria-label={t('proposals.line_no', { no: i + 1 })} autoComplete="off" lang="ja" />}
        </div>
      ))}
      <datalist id={`${base}l`}>{offered.map((o) => <option key={o.value} value={o.value}>{o.line}</option>)}</datalist>
      <FieldError id={`${base}e`} error={error} />
      {count < most && <div><Button variant="text" size="s" icon="plus" onClick={() => setCount(count + 1)}>{t('proposals.add_row')}</Button></div>}
    </fieldset>
  )
}
