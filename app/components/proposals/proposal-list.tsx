import { Link } from '@remix-run/react'
import { formatDate } from '~/core/dates.ts'
import type { ProposalRow } from '~/domain/proposals/index.server.ts'
import type { ProposalState } from '~/domain/proposals/policy.ts'
import { useLng, useT } from '~/i18n/index.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'

const tones: Record<ProposalState, BadgeTone> = { proposed: 'caution', changes_asked: 'danger', approved: 'success', declined: 'line', withdrawn: 'line' }

export function StateBadge({ state }: { state: ProposalState }) {
  const t = useT()
  return <Badge tone={tones[state]}>{t(`proposals.state.${state}`)}</Badge>
}

/** Proposals in a list; for the desk with who proposed them. */
export function ProposalList({ items, withProposer = false }: { items: ProposalRow[]; withProposer?: boolean }) {
  const t = useT()
  const lng = useLng()
  return (
    <ul className="list">
      {items.map((p) => (
        <li key={p.id} className="stack g-4">
          <p className="row row-between">
            <Link to={`/events/${p.id}/proposal`} className="strong" lang="ja">{p.title}</Link>
            <span className="row">{withProposer && !p.mayDecide && <Badge tone="line">{t('proposals.desk_own')}</Badge>}<StateBadge state={p.state} /></span>
          </p>
          <p className="small muted">
            {t(`events.kind.${p.kind}`)}・{formatDate(p.startsAt, 'dateTime', lng)}{withProposer && <>・<span lang="ja">{t('common.san', { name: p.proposer.name })}</span></>}・{t('proposals.sent_at', { time: formatDate(p.sentAt, 'dayTime', lng) })}
          </p>
        </li>
      ))}
    </ul>
  )
}
