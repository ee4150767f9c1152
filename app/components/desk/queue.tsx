import { Link } from '@remix-run/react'
import { Icon } from '../ui/icon.tsx'

type Props = { n: number; title: string; text: string; to: string; tone?: 'caution' | 'danger' }

/** One of the things that wait for the office: how many, since when, and where to go. */
export function Queue({ n, title, text, to, tone }: Props) {
  return (
    <li className="link-card">
      <p className={`qn num${n > 0 && tone ? ` k-${tone}` : ''}`}>{n}</p>
      <div className="min0"><h3><Link className="cover" to={to}>{title}</Link></h3><p className="small muted">{text}</p></div>
      <Icon name="right" />
    </li>
  )
}
