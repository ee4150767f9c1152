import { useEffect, useRef } from 'react'
import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'
import { fieldId } from './field.tsx'

type Props = {
  /** Field → text key, as an action refuses; `form` stands for the form as a whole. */
  errors: Record<string, string> | undefined
  /** Field → its label, in the order of the form. Without labels each line is the message itself. */
  labels?: Record<string, string> | undefined
}

/** What has to be looked at, above a form that was refused. It takes the focus, and each line leads to its field. */
export function ErrorSummary({ errors, labels }: Props) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors !== undefined) box.current?.focus()
  }, [errors])
  if (errors === undefined) return null
  const { form, ...fields } = errors
  const named = Object.keys(labels ?? fields).filter((name) => fields[name] !== undefined)
  // What belongs to no field on the page must be said here, or nobody would see it.
  const general = [form, ...Object.keys(fields).filter((name) => !named.includes(name)).map((name) => fields[name])].filter((key) => key !== undefined)
  return (
    <div className="banner banner-danger" role="alert" tabIndex={-1} ref={box}>
      <Icon name="warn" />
      <div>
        <p className="strong">{named.length > 0 ? t('form.check', { count: named.length }) : t('form.not_sent')}</p>
        {general.map((key) => <p key={key}>{t.dynamic(key)}</p>)}
        {named.length > 0 && <ul className="errs">{named.map((name) => <li key={name}><a href={`#${fieldId(name)}`}>{labels?.[name] ?? t.dynamic(fields[name] ?? '')}</a></li>)}</ul>}
      </div>
    </div>
  )
}
