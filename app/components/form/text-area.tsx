import { type CompositionEvent, type FormEvent, forwardRef, type TextareaHTMLAttributes, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import { countGraphemes } from '~/core/text.ts'
import { useT } from '~/i18n/index.tsx'
import { cx } from '../ui/cx.ts'
import { Field, type FieldProps } from './field.tsx'
import { growWithText } from './grow.ts'

type Props = FieldProps & {
  /** Characters as people count them. Shows how many are left; nothing is ever cut off, the server decides. */
  limit?: number | undefined
} & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps | 'maxLength'>

/** Several lines of text; grows with what is written. */
export const TextArea = forwardRef<HTMLTextAreaElement, Props>(function TextArea({ name, label, hint, error, required, optional, id, limit, className, onInput, onCompositionEnd, ...rest }, ref) {
  const t = useT()
  const counterId = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => box.current as HTMLTextAreaElement, [])
  useEffect(() => (box.current === null ? undefined : growWithText(box.current)), [])

  const [used, setUsed] = useState(() => (limit === undefined ? 0 : countGraphemes(String(rest.defaultValue ?? ''))))
  const count = (text: string) => limit !== undefined && setUsed(countGraphemes(text))
  const left = (limit ?? 0) - used

  return (
    <Field
      {...{ name, label, hint, error, required, optional, id }}
      describedBy={limit === undefined ? undefined : counterId}
      after={limit === undefined ? null : <p id={counterId} className={left < 0 ? 'err' : 'hint'}>{left < 0 ? t('form.over', { count: -left }) : t('form.left', { count: left })}</p>}
    >
      {(control) => (
        <textarea
          ref={box}
          className={cx('textarea', 'grows', className)}
          onInput={(event: FormEvent<HTMLTextAreaElement>) => {
            // While a conversion is open the text is not yet what the writer means.
            if (!(event.nativeEvent as InputEvent).isComposing) count(event.currentTarget.value)
            onInput?.(event)
          }}
          onCompositionEnd={(event: CompositionEvent<HTMLTextAreaElement>) => {
            count(event.currentTarget.value)
            onCompositionEnd?.(event)
          }}
          {...rest}
          {...control}
        />
      )}
    </Field>
  )
})
