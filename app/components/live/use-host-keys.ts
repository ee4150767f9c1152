import { useEffect } from 'react'
import { isImeKey } from '../form/ime.ts'
import { areKeysOff } from '../keyboard/shortcut.ts'

/** The console's own keys, in the order people are told. Going through the questions is j and k, as everywhere. */
export const hostKeys = ['a', 's', 'd', 'e', 'x', 'u'] as const

const WRITES = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]'
const isShown = (element: Element): boolean => element.getClientRects().length > 0

/**
 * A key presses the control that says `data-host-key="a"`: that of the question one is at, else the first on the page, so that
 * 「公開する」 and 「回答済みにする」 need no way. Never while somebody writes or converts, and not for who switched keys off.
 */
export function useHostKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (event.defaultPrevented || isImeKey(event) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return
      const key = hostKeys.find((k) => k === event.key.toLowerCase())
      if (key === undefined || target?.closest(WRITES) || areKeysOff(document.cookie)) return
      const item = document.activeElement?.closest('[data-item]')
      const controls = [...(item ?? document).querySelectorAll<HTMLElement>(`[data-host-key="${key}"]`)]
      const control = controls.find(isShown)
      if (!control) return
      event.preventDefault()
      control.click()
      control.closest('details')?.querySelector('select')?.focus()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
