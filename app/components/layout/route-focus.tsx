import { useLocation, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useAnnounce } from './announcer.tsx'

/**
 * After going to another page within the app: the focus goes to the main part and the page's name is said, as a full load
 * would do. Not when the address names a place on the page, or when the new page has put the focus somewhere itself.
 */
export function RouteFocus({ title }: { title: string | null }) {
  const { pathname, hash } = useLocation()
  const announce = useAnnounce()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    if (title !== null) announce(title)
    const main = document.getElementById('main')
    if (hash === '' && main !== null && !main.contains(document.activeElement)) main.focus({ preventScroll: true })
  }, [pathname, hash, title, announce])
  return null
}

/** A thin line on top while a page is on its way; the sheet shows it only when that takes noticeably long. */
export function NavigationLine() {
  const { state } = useNavigation()
  return state === 'idle' ? null : <div className="nav-line" aria-hidden="true" />
}
