import type { VoiceRow } from '~/domain/voices/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { Badge } from '../ui/badge.tsx'
import { Link } from '../ui/link.tsx'
import { TimeText } from '../ui/time-text.tsx'
import { StepBadge, Stages } from './step-badge.tsx'

/** Voices in a list. `at`: where their pages are. */
export function VoiceList({ items, at = '/voices' }: { items: VoiceRow[]; at?: string }) {
  const t = useT()
  return (
    <ul className="list vlist">
      {items.map((v) => (
        <li key={v.no} className="link-card vitem" data-item="">
          <div className="row"><StepBadge step={v.step} />{v.isMine && <Badge tone="livesoft">{t('voices.yours')}</Badge>}<span className="small muted push num">{t('voices.count', { count: v.voices })}</span></div>
          <h3 lang="ja"><Link className="cover" to={`${at}/${v.no}`} prefetch="intent">{v.title}</Link></h3>
          <p lang="ja">{v.line}</p>
          <div className="row"><Stages step={v.step} /><span className="small muted"><span lang="ja">{v.department}</span>・<TimeText at={v.at} style="date" /></span></div>
        </li>
      ))}
    </ul>
  )
}
