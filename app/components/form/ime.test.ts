import { describe, expect, test, vi } from 'vitest'
import { isImeKey, type KeyPress, onEnterSubmit, sendsOnEnter } from './ime.ts'

const press = (more: Partial<KeyPress> = {}): KeyPress => ({ key: 'Enter', keyCode: 13, isComposing: false, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more })

describe('the Enter that confirms 育児 never sends', () => {
  test.each([
    ['Chrome: during the composition', { isComposing: true, keyCode: 229 }],
    ['Firefox: isComposing with the real key code', { isComposing: true }],
    ['Safari: after compositionend, only 229 tells', { keyCode: 229 }],
    ['even with Ctrl', { keyCode: 229, ctrlKey: true }],
  ])('%s', (_, more) => {
    expect(isImeKey(press(more))).toBe(true)
    expect(sendsOnEnter(press(more), 'enter')).toBe(false)
    expect(sendsOnEnter(press(more), 'mod')).toBe(false)
  })
})

test.each([
  ['Enter in a one-line box sends', 'enter', {}, true],
  ['Shift+Enter there is a new line', 'enter', { shiftKey: true }, false],
  ['Enter in a long text is a new line', 'mod', {}, false],
  ['Ctrl+Enter sends a long text', 'mod', { ctrlKey: true }, true],
  ['⌘+Enter sends a long text', 'mod', { metaKey: true }, true],
  ['Ctrl+Enter sends in both', 'enter', { ctrlKey: true }, true],
  ['Ctrl+Shift+Enter is left to others', 'mod', { ctrlKey: true, shiftKey: true }, false],
  ['Alt+Enter is left to others', 'enter', { altKey: true }, false],
  ['another key never sends', 'mod', { key: 'a', ctrlKey: true }, false],
] as const)('%s', (_, mode, more, sends) => {
  expect(sendsOnEnter(press(more), mode)).toBe(sends)
})

test('the submit button is pressed once, and not when something else took the key', () => {
  const button = { type: 'submit', click: vi.fn() }
  const form = { elements: [{ type: 'textarea' }, button, { type: 'submit', click: vi.fn() }], requestSubmit: vi.fn() }
  const event = (more: Partial<KeyPress>, defaultPrevented = false) => ({ nativeEvent: press(more), currentTarget: { form: form as unknown as HTMLFormElement }, preventDefault: vi.fn(), defaultPrevented })
  const sent = event({ ctrlKey: true })
  onEnterSubmit('mod')(sent)
  expect(button.click).toHaveBeenCalledTimes(1)
  expect(sent.preventDefault).toHaveBeenCalled()
  const composing = event({ ctrlKey: true, keyCode: 229 })
  onEnterSubmit('mod')(composing)
  expect(composing.preventDefault).not.toHaveBeenCalled()
  onEnterSubmit('mod')(event({ ctrlKey: true }, true))
  expect(button.click).toHaveBeenCalledTimes(1)
  expect(form.requestSubmit).not.toHaveBeenCalled()
  form.elements = []
  onEnterSubmit('mod')(event({ ctrlKey: true }))
  expect(form.requestSubmit).toHaveBeenCalledTimes(1)
})
