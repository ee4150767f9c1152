import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { Link } from './link.tsx'

/** A link that leads on, with an arrow. */
export const MoreLink = ({ to, children }: { to: string; children: ReactNode }) => <Link className="more" to={to}>{children}<Icon name="right" /></Link>
