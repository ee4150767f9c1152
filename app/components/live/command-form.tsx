import { Form, useLocation } from '@remix-run/react'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Ack, CommandAnswers, CommandInput, CommandName } from '~/contract/live.ts'
import { randomId } from '~/core/ids.ts'
import { isConnectable, sendCommand } from '~/realtime/commands.ts'

type Props<K extends CommandName> = {
  command: K
  /** The name of the same thing in the route's action. */
  intent: string
  input: Omit<CommandInput<K>, 'commandId'>
  /** Of two that wait for the line the newer stays. */
  commandKey?: string
  /** Fields of the form itself, read when it is sent. */
  fields?: (form: HTMLFormElement) => Partial<Omit<CommandInput<K>, 'commandId'>>
  onAnswer?: (answer: Ack<CommandAnswers[K]>) => void
  className?: string
  children: ReactNode
}

/** One command as a form: over the line where there is one, else posted like any form. `children` brings its button. */
export function CommandForm<K extends CommandName>({ command, intent, input, commandKey, fields, onAnswer, className, children }: Props<K>) {
  const { pathname } = useLocation()
  const [commandId, setCommandId] = useState(randomId)

  function submit(event: FormEvent<HTMLFormElement>): void {
    // What Remix sends was read from the form by the time the id is a new one.
    setTimeout(() => setCommandId(randomId()))
    if (!isConnectable()) return
    event.preventDefault()
    const all = { ...input, ...fields?.(event.currentTarget) }
    const form = { action: pathname, fields: { ...texts(all), intent, commandId } }
    void sendCommand(command, all, { commandId, form, ...(commandKey === undefined ? {} : { key: commandKey }) }).then(onAnswer)
  }

  return (
    <Form method="post" onSubmit={submit} className={className} preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="commandId" value={commandId} suppressHydrationWarning />
      {Object.entries(texts(input)).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {children}
    </Form>
  )
}

const texts = (input: object): Record<string, string> => Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]))
