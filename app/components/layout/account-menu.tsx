import { useEffect, useRef } from 'react'
import { useT } from '~/i18n/index.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import type { SignedIn } from './viewer.ts'

/** Closes an open `<details>` by Escape, by a press elsewhere, and when the page changes. */
function useClosingDetails(key: string) {
  const ref = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    ref.current?.removeAttribute('open')
  }, [key])
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !ref.current?.contains(event.target)) ref.current?.removeAttribute('open')
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !ref.current?.open) return
      ref.current.open = false
      ref.current.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  return ref
}

/** Name, the other language, the desk for staff, signing out. A `<details>`, so that it opens without JavaScript. `here`: the page; `visit`: a new one for each visit to a page. */
export function AccountMenu({ viewer, here, visit }: { viewer: SignedIn; here: string; visit: string }) {
  const t = useT()
  const ref = useClosingDetails(visit)
  return (
    <details className="menu" ref={ref}>
      <summary className="tool" aria-label={t('nav.account', { name: viewer.name })}><Avatar seed={viewer.avatarSeed} name={viewer.name} size="s" /></summary>
      <div className="menu-pop">
        <p className="menu-who">{t('common.san', { name: viewer.name })}</p>
        {viewer.can.desk && <Link className="menu-item" to="/desk"><Icon name="briefcase" />{t('nav.desk')}</Link>}
        {viewer.kind === 'member' && <Link className="menu-item" to="/bookmarks"><Icon name="mark" />{t('nav.bookmarks')}</Link>}
        <Link className="menu-item" to="/preferences"><Icon name="gear" />{t('nav.preferences')}</Link>
        <LanguageSwitch here={here} className="menu-item" before={<Icon name="globe" />} />
        <form method="post" action="/logout">
          <button className="menu-item"><Icon name="out" />{t('nav.logout')}</button>
        </form>
      </div>
    </details>
  )
}
