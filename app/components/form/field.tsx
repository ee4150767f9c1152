import { type ReactNode, useId } from 'react'
import { useT } from '~/i18n/index.tsx'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'

/** The id of a field's control, so that an error summary can link to it. */
export const fieldId = (name: string): string => `f-${name}`

export type FieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  /** Key of a text (as in a refusal's `errors`), or the text itself. */
  error?: string | undefined
  required?: boolean | undefined
  /** Shows 任意. Leave both away where nothing needs saying. */
  optional?: boolean | undefined
  /** Only when two forms on one page have a field of the same name. */
  id?: string | undefined
}

/** What a control must carry. Required is only announced: the server checks, and answers beside the field in words. */
export type ControlProps = { id: string; name: string; 'aria-required'?: true; 'aria-invalid'?: true; 'aria-describedby'?: string }

/** The message beside a field. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  const t = useT()
  if (error === undefined) return null
  return <p className="err" id={id}><Icon name="warn" />{t.dynamic(error)}</p>
}

/** 必須 or 任意. */
export function Need({ required, optional }: Pick<FieldProps, 'required' | 'optional'>) {
  const t = useT()
  if (required) return <span className="req">{t('common.required')}</span>
  return optional ? <span className="opt">{t('common.optional')}</span> : null
}

/** Ids and state that tie a control to its hint and its error. */
export function useControl({ name, hint, error, required, id = fieldId(name) }: FieldProps, more?: string) {
  const base = useId()
  const hintId = `${base}h`
  const errorId = `${base}e`
  const described = cx(hint !== undefined && hintId, error !== undefined && errorId, more)
  const control: ControlProps = { id, name }
  if (required) control['aria-required'] = true
  if (error !== undefined) control['aria-invalid'] = true
  if (described !== '') control['aria-describedby'] = described
  return { control, hintId, errorId }
}

/** A label, a hint, a control and its error. */
export function Field({ children, after, describedBy, ...field }: FieldProps & { children: (control: ControlProps) => ReactNode; /** Stands below the control, a counter for example. */ after?: ReactNode; describedBy?: string | undefined }) {
  const { control, hintId, errorId } = useControl(field, describedBy)
  return (
    <div className={cx('field', field.error !== undefined && 'is-bad')}>
      <label className="label" htmlFor={control.id}>{field.label} <Need required={field.required} optional={field.optional} /></label>
      {field.hint !== undefined && <p className="hint" id={hintId}>{field.hint}</p>}
      {children(control)}
      <FieldError id={errorId} error={field.error} />
      {after}
    </div>
  )
}
