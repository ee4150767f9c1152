import type { EventMaterials } from '~/domain/proposals/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { MaterialLink } from '../proposals/material-list.tsx'

/** Materials at hand while one listens. */
export function RoomMaterials({ materials: { items, count } }: { materials: EventMaterials }) {
  const t = useT()
  if (count === 0) return null
  return (
    <section className="room-materials" id="materials" aria-labelledby="rm-h">
      <h2 className="h-s" id="rm-h">{t('materials.title')} <span className="small muted num">{t('common.items', { count })}</span></h2>
      {items === null ? <p className="small muted">{t('materials.for_going', { count })}</p> : <ul>{items.map((m) => <li key={m.id}><MaterialLink material={m} /></li>)}</ul>}
    </section>
  )
}
