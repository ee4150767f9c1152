import type { EventPage } from '~/domain/events/index.server.ts'
import { useT } from '~/i18n/index.tsx'
import { Who } from '../ui/who.tsx'

/** Who comes and chose to be seen, for those who come too. */
export function ParticipantList({ people }: { people: NonNullable<EventPage['participants']> }) {
  const t = useT()
  if (people.items.length + people.more === 0) return null
  return (
    <section aria-labelledby="s-people">
      <div className="sec-head"><h2 id="s-people" className="h-m">{t('roster.people')}</h2><span className="small muted">{t('roster.people_note')}</span></div>
      {people.items.length > 0 && <ul className="people">{people.items.map((m) => <li key={m.id}><Who size="s" seed={m.id} name={m.name} shown={<span lang="ja">{t('common.san', { name: m.name })}</span>} /></li>)}</ul>}
      {people.more > 0 && <p className="small muted">{t(people.items.length > 0 ? 'roster.people_more' : 'roster.people_only', { count: people.more })}</p>}
    </section>
  )
}
