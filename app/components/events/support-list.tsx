import { Badge } from '~/components/ui/badge.tsx'
import { Who } from '~/components/ui/who.tsx'
import type { EventPage } from '~/domain/events/index.server.ts'
import { useT } from '~/i18n/index.tsx'

/** 配慮事項 of those who come, for the host and the office. */
export function SupportList({ needs }: { needs: NonNullable<EventPage['support']> }) {
  const t = useT()
  return (
    <section aria-labelledby="s-needs">
      <div className="sec-head"><h2 id="s-needs" className="h-m">{t('events.needs')}</h2><span className="small muted">{t('events.needs_note')}</span></div>
      {needs.items.length === 0 ? <p className="muted">{t('events.needs_none')}</p> : (
        <ul className="list">
          {needs.items.map(({ member, isGoing, text }) => (
            <li key={member.id} className="stack g-8">
              <div className="row row-between"><Who size="s" seed={member.id} name={member.name} shown={<span lang="ja">{t('common.san', { name: member.name })}</span>} />{!isGoing && <Badge tone="caution">{t('events.needs_waiting')}</Badge>}</div>
              <p className="pre-line">{text}</p>
            </li>
          ))}
        </ul>
      )}
      {needs.more > 0 && <p className="small muted">{t('events.needs_more', { count: needs.more })}</p>}
    </section>
  )
}
