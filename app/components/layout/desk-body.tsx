import { Link, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { type LabelKey, useT } from '~/i18n/index.tsx'
import { Count } from '../ui/count.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { deskPages } from './desk-nav.ts'

type Entry = { to: string; text: LabelKey; icon: IconName; queue?: string }

/** Side menu and main part of the desk, for its layout route. `counts`: how many wait, by the `queue` of desk-nav.ts. */
export function DeskBody({ counts = {}, children }: { counts?: Record<string, number>; children: ReactNode }) {
  const t = useT()
  const { pathname } = useLocation()
  const entries: readonly Entry[] = deskPages
  return (
    <div className="desk-body">
      <nav className="desk-nav" aria-label={t('nav.desk')}>
        <ul>
          {entries.map(({ to, text, icon, queue }) => {
            const waiting = queue === undefined ? 0 : (counts[queue] ?? 0)
            return (
              <li key={to}>
                <Link to={to} aria-current={pathname === to ? 'page' : undefined}>
                  <Icon name={icon} />
                  <span className="min0">{t(text)}</span>
                  <Count n={waiting} label={t('common.items', { count: waiting })} />
                </Link>
              </li>
            )
          })}
        </ul>
      </nav>
      <main id="main" tabIndex={-1}>{children}</main>
    </div>
  )
}
