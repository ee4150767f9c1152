import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Mark } from './mark.tsx'

type Props = {
  title: string
  /** What will be here, or what can be done. */
  text?: ReactNode
  /** One action. */
  action?: ReactNode
  art?: 'thread' | 'lost' | IconName | undefined
  /** Level of the heading; 1 when it is the whole page. */
  level?: 1 | 2 | 3 | undefined
}

function Art({ art }: { art: NonNullable<Props['art']> }) {
  if (art === 'thread') {
    return (
      <svg viewBox="0 0 140 80" aria-hidden="true">
        <circle className="ink-soft" cx="30" cy="34" r="13" />
        <circle className="ink-soft dashed" cx="110" cy="34" r="13" />
        <path className="thread" d="M43 40c14 26 40 30 54 4" strokeWidth="2.5" strokeLinecap="round" strokeDasharray="1 7" />
      </svg>
    )
  }
  if (art === 'lost') return <p className="big404 num" aria-hidden="true">4<Mark className="m404" />4</p>
  return <span className="land-ic"><Icon name={art} /></span>
}

/** Nothing here, or nothing found: says what will be here, then one action. */
export function Empty({ title, text, action, art = 'thread', level = 2 }: Props) {
  const Heading = `h${level}` as const
  return (
    <div className="empty">
      <Art art={art} />
      <Heading className="h-m">{title}</Heading>
      {text !== undefined && <p className="muted">{text}</p>}
      {action}
    </div>
  )
}
