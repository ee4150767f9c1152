import { Link, useLocation } from '@remix-run/react'
import { useT } from '~/i18n/index.tsx'
import { Count } from '../ui/count.tsx'
import { Icon } from '../ui/icon.tsx'
import { isAt, places } from './places.ts'
import { useUnread } from './unread.tsx'

/** `page` on the place itself, `true` on what lies below it. */
const currentOf = (to: string, pathname: string) => (!isAt(to, pathname) ? undefined : pathname === to ? 'page' : 'true')

/** The menu in the header (wide screens). */
export function MainNav() {
  const t = useT()
  const { pathname } = useLocation()
  return (
    <nav className="nav" aria-label={t('nav.main')}>
      <ul>
        {places.map(({ to, text }) => <li key={to}><Link to={to} prefetch="intent" aria-current={currentOf(to, pathname)}>{t(text)}</Link></li>)}
      </ul>
    </nav>
  )
}

/** The same under the thumb (phones and tablets). The boards carry their unread count. */
export function TabBar() {
  const t = useT()
  const { pathname } = useLocation()
  const { boards } = useUnread()
  return (
    <nav className="tabbar" aria-label={t('nav.bottom')}>
      <ul>
        {places.map(({ to, short, icon }) => (
          <li key={to}>
            <Link to={to} aria-current={currentOf(to, pathname)}>
              <Icon name={icon} />
              {t(short)}
              {to === '/boards' && <Count n={boards} label={t('common.unread', { count: boards })} />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
