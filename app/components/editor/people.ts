import type { Range } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'

/** Somebody a text may mention. `isHere`: takes part in the conversation already; `former`: the name they had in service, where they show it. */
export type Person = { id: string; name: string; kana: string; isHere: boolean; former?: string }
export type FindPeople = (typed: string, signal: AbortSignal) => Promise<Person[]>

/** Asks an address of ours for people, `typed` as `?q=`. Trouble on the way means nobody is suggested. */
export const peopleAt = (address: string): FindPeople => async (typed, signal) => {
  const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal, headers: { Accept: 'application/json' } })
  return answer.ok ? ((await answer.json()) as { people: Person[] }).people : []
}

/** Half and full width @, not inside an address like name@example.com; no space is needed before it, as Japanese has none. */
const typedName = /(?:^|[^A-Za-z0-9._%+-])([@＠])([^\s@＠]{0,20})$/u

/** The name being typed just before the cursor. */
export function nameBeforeCursor({ $position }: { $position: ResolvedPos }): { range: Range; query: string; text: string } | null {
  const before = $position.nodeBefore?.isText ? ($position.nodeBefore.text ?? '') : ''
  const found = matchName(before)
  return found && { range: { from: $position.pos - found.text.length, to: $position.pos }, ...found }
}

/** The `@…` at the end of a text, or null. */
export function matchName(before: string): { query: string; text: string } | null {
  const found = typedName.exec(before)
  if (!found) return null
  const query = found[2] ?? ''
  return { query, text: `${found[1] ?? ''}${query}` }
}
