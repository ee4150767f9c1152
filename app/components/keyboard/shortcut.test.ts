import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areKeysOff, shortcutOf, shortcuts } from './shortcut.ts'

const press = (key: string, more: object = {}) => ({ key, keyCode: 0, isComposing: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, defaultPrevented: false, ...more })
/** An element inside something of this kind. */
const inside = (kind: string) => ({ closest: (selector: string) => (selector.includes(kind) ? {} : null) })
const page = { closest: () => null }

test('each key means what the list says', () => {
  for (const [shortcut, keys] of shortcuts) {
    const [first = '', second] = keys.split(' ')
    if (shortcut === 'leave') expect(shortcutOf(press('Escape'), inside('#reply textarea'), false)).toBe('leave')
    else if (second === undefined) expect(shortcutOf(press(first), page, false)).toBe(shortcut)
    else expect([shortcutOf(press(first), page, false), shortcutOf(press(second), page, true)]).toEqual(['g', shortcut])
  }
})

test('b and n lead away after g only', () => {
  expect(shortcutOf(press('b'), page, false)).toBe('bookmark')
  expect(shortcutOf(press('n'), page, false)).toBeNull()
})

test('never while somebody writes, converts, holds a modifier, or is in a menu or dialog, nor for what others have taken', () => {
  const keys = fc.constantFrom('j', 'k', 'l', 'r', 'q', 'b', '/', '?', 'g', 'h', 'n')
  const kinds = fc.constantFrom('input', 'textarea', 'select', '[contenteditable]', '[role="textbox"]', '[role="combobox"]', '[role="dialog"]', '[role="menu"]')
  fc.assert(fc.property(keys, kinds, fc.boolean(), (key, kind, g) => shortcutOf(press(key), inside(kind), g) === null))
  const held = fc.constantFrom({ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { keyCode: 229 }, { defaultPrevented: true })
  fc.assert(fc.property(keys, held, fc.boolean(), (key, more, g) => shortcutOf(press(key, more), page, g) === null))
})

test('shift belongs to the question mark alone; a held key moves and does nothing else; Caps Lock is no modifier', () => {
  expect(shortcutOf(press('J', { shiftKey: true }), page, false)).toBeNull()
  expect(shortcutOf(press('?', { shiftKey: true }), page, false)).toBe('help')
  expect(shortcutOf(press('j', { repeat: true }), page, false)).toBe('next')
  expect(shortcutOf(press('r', { repeat: true }), page, false)).toBeNull()
  expect(shortcutOf(press('R'), page, false)).toBe('reply')
})

test('Escape is left alone outside the composer', () => {
  expect(shortcutOf(press('Escape'), page, false)).toBeNull()
})

test('switched off by a cookie', () => {
  expect([areKeysOff(null), areKeysOff('keys=on'), areKeysOff('theme=dark; keys=off')]).toEqual([false, false, true])
})
