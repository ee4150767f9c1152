import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { visibleEvents } from './search-events.server.ts'

/** What the lists of events can be narrowed to: who hosts events, mentors told apart, and the themes events are about. */
export type ListChoices = { hosts: { handle: string; name: string; isMentor: boolean }[]; themes: string[] }

const MOST = 100

/** The hosts and themes of the latest events that the reader may know of. */
export async function listChoices(ctx: Ctx): Promise<ListChoices> {
  if (!isMember(ctx.actor)) throw forbidden()
  const rows = await ctx.db.$queryRaw<{ what: 'host' | 'theme'; value: string; name: string; isMentor: boolean }[]>`
    with e as (select e.host_id, e.themes from event e where e.status <> 'draft' and ${visibleEvents(ctx.actor)} order by e.starts_at desc limit 1000)
    (select 'host' as what, m.handle as value, m.display_name as name, exists (select 1 from mentor t where t.member_id = m.id) as "isMentor"
      from member m where m.id in (select host_id from e) and m.status = 'active' order by m.kana, m.id limit ${fixed(MOST)})
    union all
    (select distinct 'theme', theme, theme, false from e, unnest(e.themes) theme order by 2 limit ${fixed(MOST)})`
  return {
    hosts: rows.filter((r) => r.what === 'host').map(({ value, name, isMentor }) => ({ handle: value, name, isMentor })),
    themes: rows.filter((r) => r.what === 'theme').map((r) => r.value),
  }
}
