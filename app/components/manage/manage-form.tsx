import { Form } from '@remix-run/react'
import { type ReactNode, useId } from 'react'
import { CommandId } from '../form/command-id.tsx'
import { SubmitButton } from '../form/submit-button.tsx'

type Props = { title?: string; text?: string; intent: string; button: string; renewOn: unknown; children?: ReactNode }

/** One thing that can be changed: what it is, its fields, its button. */
export function ManageForm({ title, text, intent, button, renewOn, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && <h2 className="h-s" id={id}>{title}</h2>}
      {text !== undefined && <p className="small muted">{text}</p>}
      <Form method="post" className="stack g-16 mt8">
        {children}
        <input type="hidden" name="intent" value={intent} />
        <CommandId renewOn={renewOn} />
        <p><SubmitButton variant="outline" size="s">{button}</SubmitButton></p>
      </Form>
    </section>
  )
}
