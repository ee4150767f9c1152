import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon, type IconName } from './icon.tsx'

export type BannerTone = 'info' | 'caution' | 'danger' | 'success' | 'live'
const icons: Record<BannerTone, IconName> = { info: 'info', caution: 'warn', danger: 'warn', success: 'check', live: 'mic' }

/** A message in the page. `role="status"` when it appears after an action, `alert` only when something went wrong. */
export function Banner({ tone = 'info', icon, role, children }: { tone?: BannerTone | undefined; icon?: IconName | undefined; role?: 'status' | 'alert' | undefined; children: ReactNode }) {
  return (
    <div className={cx('banner', tone !== 'info' && `banner-${tone}`)} role={role}>
      <Icon name={icon ?? icons[tone]} />
      <div className="min0">{children}</div>
    </div>
  )
}
