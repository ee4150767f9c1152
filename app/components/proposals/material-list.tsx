import type { EventMaterials } from '~/domain/proposals/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { Icon } from '../ui/icon.tsx'

type Material = NonNullable<EventMaterials['items']>[number]

/** A file by its name, with what it is and how large. */
export function MaterialLink({ material: { id, name, bytes, alt } }: { material: Material }) {
  const t = useT()
  const size = bytes < 1_000_000 ? t('materials.kb', { size: Math.max(1, Math.round(bytes / 1_000)) }) : t('materials.mb', { size: (bytes / 1_000_000).toFixed(1) })
  return (
    <span className="min0"><a href={`/files/${id}`} download><Icon name="dl" /> <span lang="ja">{name}</span></a> <span className="small muted">{size}{alt !== '' && <>・<span lang="ja">{alt}</span></>}</span></span>
  )
}

/** What stands beside an event, or that there is something for those who take part. */
export function MaterialList({ materials: { items, count, isForGoing } }: { materials: EventMaterials }) {
  const t = useT()
  if (count === 0) return null
  return (
    <section aria-labelledby="s-materials">
      <h2 id="s-materials" className="h-m">{t('materials.title')}</h2>
      {items === null ? <p className="muted">{t('materials.for_going', { count })}</p> : <ul className="stack g-12">{items.map((m) => <li key={m.id}><MaterialLink material={m} /></li>)}</ul>}
      {items !== null && isForGoing && <p className="small muted">{t('materials.going_only')}</p>}
    </section>
  )
}
