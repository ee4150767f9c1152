import { Mention } from '@tiptap/extension-mention'
import { isImeKey } from '../form/ime.ts'
import { type FindPeople, nameBeforeCursor, type Person } from './people.ts'

/** The list of people on show: which of them is chosen, and what takes one over into the text. */
export type OpenList = { people: Person[]; chosen: number; pick: (person: Person) => void }
/** A pause in typing before people are asked for. */
const PAUSE_MS = 120

/**
 * The editor's mention node with its suggestions, outside of React: the editor calls it, the list subscribes to it. While a
 * conversion of the input method runs, no key belongs to the list.
 */
export function createMentions(find: FindPeople) {
  let open: OpenList | null = null
  const listeners = new Set<() => void>()
  const show = (next: OpenList | null) => {
    const shown = next === null || next.people.length === 0 ? null : next
    if (shown === open) return
    open = shown
    for (const listener of listeners) listener()
  }

  /** Whether the list takes the key. */
  function onKey(event: KeyboardEvent, isComposing: boolean): boolean {
    if (open === null || isComposing || isImeKey(event) || event.ctrlKey || event.metaKey || event.altKey) return false
    const { people, chosen } = open
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      show({ ...open, chosen: (chosen + (event.key === 'ArrowDown' ? 1 : people.length - 1)) % people.length })
      return true
    }
    const person = people[chosen]
    if ((event.key !== 'Enter' && event.key !== 'Tab') || event.shiftKey || person === undefined) return false
    open.pick(person)
    return true
  }

  const node = Mention.configure({
    HTMLAttributes: { class: 'mention' },
    suggestion: {
      findSuggestionMatch: nameBeforeCursor,
      debounce: PAUSE_MS,
      items: ({ query, signal }) => find(query, signal ?? new AbortController().signal).catch(() => []),
      render: () => ({
        onStart: () => show(null),
        onUpdate: ({ items, loading, command }) => {
          if (!loading) show({ people: items as Person[], chosen: 0, pick: ({ id, name }) => command({ id, label: name }) })
        },
        onExit: () => show(null),
        onKeyDown: ({ event, view }) => onKey(event, view.composing),
      }),
    },
  })

  return {
    node,
    get: () => open,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => show(null),
  }
}
