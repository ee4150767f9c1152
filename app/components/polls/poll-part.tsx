import { type ComponentType, useCallback, useState } from 'react'
import { useT } from '~/i18n/index.tsx'
import type { Refused } from '../form/refusal.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import type PollFields from './poll-fields.tsx'

/** The fields of a poll, by name, that a form holds now. */
export const pollFieldsIn = (form: HTMLFormElement): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const [name, value] of new FormData(form)) if (name.startsWith('poll') && typeof value === 'string') fields[name] = value
  return fields
}

/** Whether a form has the fields of a poll now; they come when they are asked for. */
export function usePollPart() {
  const [fields, setFields] = useState<{ Component: ComponentType<Parameters<typeof PollFields>[0]> } | null>(null)
  return {
    Fields: fields?.Component,
    async open(): Promise<boolean> {
      const loaded = await import('./poll-fields.tsx').catch(() => null)
      if (loaded !== null) setFields({ Component: loaded.default })
      return loaded !== null
    },
    close: useCallback(() => setFields(null), []),
  }
}

type Props = { part: ReturnType<typeof usePollPart>; /** A page with the same fields, for where they cannot come. */ to: string; errors: Record<string, string> | undefined; refused?: Refused | undefined }

/** A poll for what is being written: a link that brings its fields, without JavaScript to a page that has them. */
export function PollPart({ part, to, errors, refused }: Props) {
  const t = useT()
  const { Fields } = part
  if (Fields === undefined) {
    return (
      <ButtonLink
        variant="text"
        size="s"
        icon="chart"
        to={to}
        onClick={(event) => {
          event.preventDefault()
          void part.open().then((isOpen) => isOpen || window.location.assign(to))
        }}
      >
        {t('polls.add')}
      </ButtonLink>
    )
  }
  return (
    <div className="poll-part stack g-8">
      <Fields errors={errors} refused={refused} takesFocus />
      <div><Button size="s" onClick={part.close}>{t('polls.remove')}</Button></div>
    </div>
  )
}
