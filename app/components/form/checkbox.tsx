import type { InputHTMLAttributes } from 'react'
import { cx } from '../ui/cx.ts'
import { FieldError, type FieldProps, Need, useControl } from './field.tsx'

type Props = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps | 'type'>

/** One yes or no. Sends `value` (default `on`) when ticked and nothing otherwise. */
export function Checkbox({ name, label, hint, error, required, optional, id, ...rest }: Props) {
  const { control, hintId, errorId } = useControl({ name, label, hint, error, required, id })
  return (
    <div className={cx('field', error !== undefined && 'is-bad')}>
      <label className="check">
        <input type="checkbox" {...rest} {...control} />
        <span>{label} <Need required={required} optional={optional} /></span>
      </label>
      {hint !== undefined && <p className="hint" id={hintId}>{hint}</p>}
      <FieldError id={errorId} error={error} />
    </div>
  )
}
