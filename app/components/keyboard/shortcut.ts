/**
 * Which single keys mean something. They never do while somebody writes or converts, with a modifier held, or inside a menu or
 * dialog, and not at all for who switched them off (WCAG 2.1.4).
 */
import { readCookie } from '~/i18n/detect.ts'
import { isImeKey } from '../form/ime.ts'

/** `leave`: out of the composer, back to the post that was being answered. */
export type Shortcut = 'next' | 'previous' | 'react' | 'reply' | 'quote' | 'bookmark' | 'search' | 'help' | 'home' | 'boards' | 'inbox' | 'leave'

/** After `g`, so that no single letter leads away from what is being read. */
const places: Record<string, Shortcut> = { h: 'home', b: 'boards', n: 'inbox' }
const keys: Record<string, Shortcut> = { j: 'next', k: 'previous', l: 'react', r: 'reply', q: 'quote', b: 'bookmark', '/': 'search', '?': 'help' }

/** Every shortcut with the keys it is pressed with, in the order people are told. */
export const shortcuts = [
  ['next', 'j'], ['previous', 'k'], ['react', 'l'], ['reply', 'r'], ['quote', 'q'], ['bookmark', 'b'], ['leave', 'Esc'], ['search', '/'], ['home', 'g h'], ['boards', 'g b'], ['inbox', 'g n'], ['help', '?'],
] as const satisfies [Shortcut, string][]

export const keysCookie = 'keys'
export const areKeysOff = (cookie: string | null | undefined): boolean => readCookie(cookie, keysCookie) === 'off'

type Press = Pick<KeyboardEvent, 'key' | 'keyCode' | 'isComposing' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'defaultPrevented'>
/** What has the focus: an element, as far as it matters here. */
type Target = { closest(selector: string): unknown } | null

const WRITES = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"], [role="listbox"]'
const HAS_ITS_OWN_KEYS = '[role="dialog"], [role="menu"], [role="tablist"], [role="grid"]'
/** An open list of people takes Escape for itself. */
const IN_COMPOSER = '#reply textarea, #reply [role="textbox"]:not([aria-activedescendant])'

/** What a key press means, or null; `isAfterG` when `g` was pressed just before. `g` itself is `'g'`. */
export function shortcutOf(event: Press, target: Target, isAfterG: boolean): Shortcut | 'g' | null {
  if (event.defaultPrevented || isImeKey(event) || event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.key === 'Escape') return target?.closest(IN_COMPOSER) && !event.shiftKey ? 'leave' : null
  if (target?.closest(WRITES) || target?.closest(HAS_ITS_OWN_KEYS)) return null
  if (event.key.length !== 1 || (event.shiftKey && event.key !== '?')) return null
  const key = event.key.toLowerCase()
  if (event.repeat && key !== 'j' && key !== 'k') return null
  if (isAfterG && Object.hasOwn(places, key)) return places[key] ?? null
  if (key === 'g') return 'g'
  return Object.hasOwn(keys, key) ? (keys[key] ?? null) : null
}
