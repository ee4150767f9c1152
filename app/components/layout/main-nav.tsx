import { useLocation } from '@remix-run/react'
import { useT } from '~/i18n/index.tsx'
import { Count } from '../ui/count.tsx'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { isAt, places } from './places.ts'
import { Kept } from './still.tsx'
import { useUnread } from './unread.tsx'

/** `page` on the place itself, `true` on what lies below it. */
const currentOf = (to: string, pathname: string) => (!isAt(to, pathname) ? undefined : pathname === to ? 'page' : 'true')

/** The menu in the header (wide screens). */
export function MainNav() {
  const t = useT()
  const { pathname } = useLocation()
  const current = places.map(({ to }) => currentOf(to, pathname))
  return (
    <Kept as="nav" name="nav" made={current} className="nav" aria-label={t('nav.main')}>
      {() => <ul>{places.map(({ to, text }, i) => <li key={to}><Link to={to} prefetch="intent" aria-current={current[i]}>{t(text)}</Link></li>)}</ul>}
    </Kept>
  )
}

/** The same under the thumb (phones and tablets). The boards carry their unread count. */
export function TabBar() {
  const t = useT()
  const { pathname } = useLocation()
  const { boards } = useUnread()
  const current = places.map(({ to }) => currentOf(to, pathname))
  return (
    <Kept as="nav" name="tabbar" made={[current, boards]} className="tabbar" aria-label={t('nav.bottom')}>
      {() => (
        <ul>
          {places.map(({ to, short, icon }, i) => (
            <li key={to}>
              <Link to={to} aria-current={current[i]}>
                <Icon name={icon} />
                {t(short)}
                {to === '/boards' && <Count n={boards} label={t('common.unread', { count: boards })} />}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Kept>
  )
}
