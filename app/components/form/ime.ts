/**
 * Enter and the Japanese input method. The key that confirms a conversion must never send anything. Chrome and Firefox mark
 * it with `isComposing`; Safari ends the composition before the key arrives (WebKit bug 165004) and only keyCode 229 tells.
 */
export type KeyPress = { key: string; keyCode: number; isComposing: boolean; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }

/** `mod`: Ctrl or ⌘ with Enter sends, Enter is a new line (long texts). `enter`: Enter sends, Shift+Enter is a new line (one-line boxes). */
export type SendKey = 'mod' | 'enter'

/** Whether a key press belongs to the input method. */
export const isImeKey = (event: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean => event.isComposing || event.keyCode === 229

/** Whether a key press means "send". */
export function sendsOnEnter(event: KeyPress, mode: SendKey): boolean {
  if (event.key !== 'Enter' || isImeKey(event) || event.altKey) return false
  const mod = event.ctrlKey || event.metaKey
  return mod ? !event.shiftKey : mode === 'enter' && !event.shiftKey
}

type ReactKeyPress = { nativeEvent: KeyPress; currentTarget: { form: HTMLFormElement | null }; preventDefault(): void; defaultPrevented: boolean }

/** An `onKeyDown` for a text box inside a form: presses the form's first submit button, so that what stops a second press stops this too. */
export function onEnterSubmit(mode: SendKey): (event: ReactKeyPress) => void {
  return (event) => {
    if (event.defaultPrevented || !sendsOnEnter(event.nativeEvent, mode)) return
    event.preventDefault()
    const { form } = event.currentTarget
    if (form === null) return
    const button = [...form.elements].find((e): e is HTMLButtonElement => 'type' in e && e.type === 'submit')
    if (button === undefined) form.requestSubmit()
    else button.click()
  }
}

/** An `onKeyDown` for a one-line box of a form: the Enter that confirms a conversion does not send. */
export function holdIme(event: { key: string; nativeEvent: KeyboardEvent; preventDefault(): void }): void {
  if (event.key === 'Enter' && isImeKey(event.nativeEvent)) event.preventDefault()
}
