import type { SelectHTMLAttributes } from 'react'
import { cx } from '../ui/cx.ts'
import { Field, type FieldProps } from './field.tsx'

type Props = FieldProps & { options: { value: string; label: string }[] } & Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof FieldProps>

export function Select({ name, label, hint, error, required, optional, id, options, className, ...rest }: Props) {
  return (
    <Field {...{ name, label, hint, error, required, optional, id }}>
      {(control) => (
        <select className={cx('select', className)} {...rest} {...control}>
          {options.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}
        </select>
      )}
    </Field>
  )
}
