import { forwardRef, type InputHTMLAttributes } from 'react'
import { cx } from '../ui/cx.ts'
import { Field, type FieldProps } from './field.tsx'

type Props = FieldProps & { width?: 's' | 'm' | undefined } & Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps | 'width'>

/** One line of text. `type`, `autoComplete`, `inputMode` and the rest go to the input. */
export const TextInput = forwardRef<HTMLInputElement, Props>(function TextInput({ name, label, hint, error, required, optional, id, width, className, ...rest }, ref) {
  return (
    <Field {...{ name, label, hint, error, required, optional, id }}>
      {(control) => <input ref={ref} className={cx('input', width && `w-${width}`, className)} {...rest} {...control} />}
    </Field>
  )
})
