import type { ReactNode } from 'react'
import { cx } from '../ui/cx.ts'
import { FieldError, type FieldProps, Need, useControl } from './field.tsx'

type Props = FieldProps & { options: { value: string; label: ReactNode }[]; defaultValues?: readonly string[] | undefined }

/** Any of a few; sends `name[]`. `label` is the question. */
export function CheckCards({ options, defaultValues = [], ...field }: Props) {
  const { control, hintId, errorId } = useControl(field)
  const { id, name, 'aria-required': _required, ...aria } = control
  return (
    <fieldset className={cx('field', 'stack', 'g-8', field.error !== undefined && 'is-bad')} {...aria}>
      <legend className="label">{field.label} <Need required={field.required} optional={field.optional} /></legend>
      {field.hint !== undefined && <p className="hint" id={hintId}>{field.hint}</p>}
      {options.map((option, i) => (
        <label className="opt-card" key={option.value}>
          <input type="checkbox" name={`${name}[]`} id={i === 0 ? id : undefined} value={option.value} defaultChecked={defaultValues.includes(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
      <FieldError id={errorId} error={field.error} />
    </fieldset>
  )
}
