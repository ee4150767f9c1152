import type { HTMLAttributes, ReactNode } from 'react'
import { cx } from './cx.ts'

type Props = HTMLAttributes<HTMLElement> & {
  as?: 'div' | 'article' | 'section' | 'aside' | 'li' | undefined
  tone?: 'accent' | 'sunk' | 'live' | undefined
  /** The whole card is one link: put exactly one `<Link className="cover">` inside. */
  link?: boolean | undefined
  children: ReactNode
}

export function Card({ as: As = 'div', tone, link, className, children, ...rest }: Props) {
  return <As className={cx('card', tone && `card-${tone}`, link && 'link-card', className)} {...rest}>{children}</As>
}
