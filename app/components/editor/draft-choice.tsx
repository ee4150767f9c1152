import type { ReactNode } from 'react'
import { formatDate } from '~/core/dates.ts'
import { useT } from '~/i18n/index.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { type ServerDraft, typedIn } from './draft-sync.ts'

/** Two texts for one place: the one in the box, and one that was begun elsewhere. The writer picks. */
export default function DraftChoice({ other, onUse, onKeep }: { other: ServerDraft; onUse: () => void; onKeep: () => void }): ReactNode {
  const t = useT()
  const time = formatDate(other.at, 'dayTime', t.lng)
  return (
    <Banner tone={other.isFresh ? 'info' : 'caution'}>
      <p className="strong" role="status">{t(other.isFresh ? 'editor.draft_changed_elsewhere' : 'editor.draft_elsewhere')}</p>
      <p className="small muted">{time}</p>
      <blockquote className="pre-line draft-other" lang="ja">{typedIn(other.text, other.fields)}</blockquote>
      <div className="row"><Button size="s" variant="outline" onClick={onUse}>{t(other.isFresh ? 'editor.draft_load_other' : 'editor.draft_use_other')}</Button><Button size="s" variant="outline" onClick={onKeep}>{t(other.isFresh ? 'editor.draft_go_on' : 'editor.draft_keep_mine')}</Button></div>
    </Banner>
  )
}
