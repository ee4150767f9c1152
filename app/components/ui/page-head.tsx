import type { ReactNode } from 'react'
import { useT } from '~/i18n/index.tsx'
import { Link } from './link.tsx'

/** The head of a page: its h1, one sentence, its one action. */
export function PageHead({ title, lead, action }: { title: ReactNode; lead?: ReactNode; action?: ReactNode }) {
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </div>
      {action}
    </div>
  )
}

/** The head of a section; give the section `aria-labelledby={id}`. `to` adds 「すべて見る」. */
export function SectionHead({ id, title, to, more }: { id: string; title: ReactNode; to?: string | undefined; more?: string | undefined }) {
  const t = useT()
  return (
    <div className="sec-head">
      <h2 id={id}>{title}</h2>
      {to !== undefined && <Link to={to} aria-describedby={id}>{more ?? t('common.see_all')}</Link>}
    </div>
  )
}
