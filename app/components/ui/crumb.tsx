import { useT } from '~/i18n/index.tsx'
import { Kept } from '../layout/still.tsx'
import { Link } from './link.tsx'

/** The way up: the places above this page, the nearest last. */
export function Crumb({ items }: { items: { to: string; label: string }[] }) {
  const t = useT()
  return (
    <Kept as="nav" name="crumb" made={items} className="crumb" aria-label={t('common.here')}>
      {() => <ol>{items.map((item) => <li key={item.to}><Link to={item.to}>{item.label}</Link></li>)}</ol>}
    </Kept>
  )
}
