import type { MouseEvent } from 'react'
import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'
import { preferenceCookie, type Theme, themeCookie } from './theme.ts'

/** Shows the chosen theme at once and remembers it; without JavaScript the form does the same through the server. */
function choose(event: MouseEvent<HTMLButtonElement>): void {
  event.preventDefault()
  const theme = event.currentTarget.value as Theme
  document.documentElement.dataset['theme'] = theme
  document.cookie = preferenceCookie(themeCookie, theme, location.protocol === 'https:')
  // The other button takes this one's place (see .to-dark and .to-light); the focus goes with it.
  const other = event.currentTarget.parentElement?.querySelector<HTMLButtonElement>(`button[value="${theme === 'dark' ? 'light' : 'dark'}"]`)
  other?.focus()
}

/** Light or dark. The sheet shows the one button that changes something: it knows the device's wish, the server does not. `here`: the page it leads back to. */
export function ThemeToggle({ here }: { here: string }) {
  const t = useT()
  return (
    <form className="theme-toggle" method="post" action="/preferences">
      <input type="hidden" name="returnTo" value={here} />
      <button className="tool to-dark" name="theme" value="dark" aria-label={t('common.theme_dark')} title={t('common.theme_dark')} onClick={choose}><Icon name="moon" /></button>
      <button className="tool to-light" name="theme" value="light" aria-label={t('common.theme_light')} title={t('common.theme_light')} onClick={choose}><Icon name="sun" /></button>
    </form>
  )
}
