import { useT } from '~/i18n/index.tsx'
import { cx } from './cx.ts'
import { Count } from './count.tsx'
import { Link } from './link.tsx'

export type NavItem = { to: string; label: string; current: boolean; /** Unread or waiting; not shown at 0. */ count?: number | undefined }
type Props = { label: string; items: NavItem[] }

function Items({ items, className }: { items: NavItem[]; className?: string }) {
  const t = useT()
  return items.map((item) => (
    <Link key={item.to} to={item.to} className={className} aria-current={item.current ? 'page' : undefined} preventScrollReset>
      {item.label}
      {item.count !== undefined && <Count n={item.count} label={t('common.unread', { count: item.count })} />}
    </Link>
  ))
}

/** Views of the same list. Links, so that they have addresses and work without JavaScript. */
export const SegmentedNav = ({ label, items }: Props) => <nav className="seg" aria-label={label}><Items items={items} /></nav>

/** Filters of a list; on phones they scroll sideways. */
export const ChipsNav = ({ label, items, scroll = true }: Props & { scroll?: boolean }) => (
  <nav className={cx('chips', scroll && 'chips-scroll')} aria-label={label}><Items items={items} className="chip" /></nav>
)
