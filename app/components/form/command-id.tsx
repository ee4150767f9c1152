import { useState } from 'react'
import { randomId } from '~/core/ids.ts'

/**
 * The hidden id that makes sending a form twice the same as sending it once. It is made when the form is rendered, also on
 * the server, so it works without JavaScript. `renewOn`: pass the action's answer, so that the next sending is a new command.
 * `first`: the first id, where it was made before (a hole of a kept piece).
 */
export function CommandId({ renewOn, first }: { renewOn?: unknown; first?: string }) {
  const [made, setMade] = useState(() => ({ for: renewOn, id: first ?? randomId() }))
  if (made.for !== renewOn) setMade({ for: renewOn, id: randomId() })
  return <input type="hidden" name="commandId" defaultValue={made.id} key={made.id} suppressHydrationWarning />
}
