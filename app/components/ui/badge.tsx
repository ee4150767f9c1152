import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon, type IconName } from './icon.tsx'

export type BadgeTone = 'accent' | 'success' | 'caution' | 'danger' | 'live' | 'livesoft' | 'line'

/** A state in one or two words. `live` is only for what is happening now. */
export function Badge({ tone, icon, children }: { tone?: BadgeTone | undefined; icon?: IconName | undefined; children: ReactNode }) {
  return (
    <span className={cx('badge', tone && `b-${tone}`)}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </span>
  )
}
