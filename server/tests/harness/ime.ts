import type { Locator, Page } from 'playwright-core'

/**
 * Where the key that ends a composition stands: Chrome reports it while composing, before the text is committed; Safari commits
 * first, so that the key arrives with `isComposing` false and only its code 229 tells (WebKit bug 165004).
 */
export /** In the protocol's bits. */
const CTRL = 2

export type CompositionOrder = 'chrome' | 'safari'
export const compositionOrders: CompositionOrder[] = ['chrome', 'safari']

type Composition = { kana: string; kanji: string; order: CompositionOrder; /** Ctrl is held with the Enter that confirms. */ isCtrlHeld?: boolean }

/** Types `kana` with an input method, turns it into `kanji` and confirms with Enter, through the DevTools protocol. */
export async function ime(page: Page, field: Locator, { kana, kanji, order, isCtrlHeld = false }: Composition): Promise<void> {
  await field.focus()
  const devtools = await page.context().newCDPSession(page)
  const compose = (text: string) => devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  const enter = () => devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229, modifiers: isCtrlHeld ? CTRL : 0 })
  const commit = () => devtools.send('Input.insertText', { text: kanji })
  await compose(kana)
  await compose(kanji)
  for (const act of order === 'chrome' ? [enter, commit] : [commit, enter]) await act()
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 })
  await devtools.detach()
}
