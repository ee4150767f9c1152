import type { ReactNode } from 'react'
import { cx } from '../ui/cx.ts'
import { FieldError, type FieldProps, Need, useControl } from './field.tsx'

type Props = FieldProps & {
  options: { value: string; label: ReactNode; hint?: ReactNode }[]
  defaultValue?: string | undefined
}

/** One of a few, each with its own words. `label` is the question. */
export function RadioCards({ options, defaultValue, ...field }: Props) {
  const { control, hintId, errorId } = useControl(field)
  const { id, name, ...aria } = control
  return (
    <fieldset className={cx('field', 'stack', 'g-8', field.error !== undefined && 'is-bad')} role="radiogroup" {...aria}>
      <legend className="label">{field.label} <Need required={field.required} optional={field.optional} /></legend>
      {field.hint !== undefined && <p className="hint" id={hintId}>{field.hint}</p>}
      {options.map((option, i) => (
        <label className="opt-card" key={option.value}>
          <input type="radio" name={name} id={i === 0 ? id : undefined} value={option.value} defaultChecked={option.value === defaultValue} />
          <span>
            {option.label}
            {option.hint !== undefined && <span className="hint">{option.hint}</span>}
          </span>
        </label>
      ))}
      <FieldError id={errorId} error={field.error} />
    </fieldset>
  )
}
