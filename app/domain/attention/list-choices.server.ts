import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { type AttentionKind, EVERY_EVENT, type Level } from './policy.ts'

const PER_PAGE = 30

export type ChosenLevel = { kind: AttentionKind; targetId: string; level: Level; at: string; title: string; href: string }

/** Everything the actor chose by hand and can still be reached, the last choice first, 30 a page by key. */
export async function listChoices(ctx: Ctx, cursor: string | null): Promise<Page<ChosenLevel>> {
  if (!isMember(ctx.actor)) throw notFound()
  const key = decodeTimeCursor(cursor)
  const beyond = key === null ? Prisma.empty : Prisma.sql`and (a.at, a.target_id) < (${key.at}, ${key.id}::uuid)`
  const rows = await ctx.db.$queryRaw<{ kind: AttentionKind; targetId: string; level: Level; at: Date; title: string; href: string }[]>`
    select a.kind, a.target_id as "targetId", a.level, a.at, coalesce(t.title, b.name, g.name, e.title, case when a.target_id = ${EVERY_EVENT}::uuid then '' end) as title,
      case a.kind when 'topic' then '/topics/' || a.target_id when 'board' then '/boards/' || b.slug when 'tag' then '/boards?tag=' || g.name else '/events/' || a.target_id end as href
    from attention a
      left join topic t on a.kind = 'topic' and t.id = a.target_id and t.hidden_at is null
      left join board b on a.kind = 'board' and b.id = a.target_id
      left join tag g on a.kind = 'tag' and g.id = a.target_id
      left join event e on a.kind = 'event' and e.id = a.target_id and e.status <> 'draft'
    where a.member_id = ${ctx.actor.id}::uuid and (coalesce(t.title, b.name, g.name, e.title) is not null or a.target_id = ${EVERY_EVENT}::uuid) ${beyond}
    order by a.at desc, a.target_id desc limit ${fixed(PER_PAGE + 1)}`
  const everyEvent = tFor(ctx.actor.lng)('attention.every_event')
  const page = toPage(rows, PER_PAGE, (r) => [r.at.toISOString(), r.targetId])
  return { items: page.items.map((r) => ({ ...r, at: r.at.toISOString(), ...(r.targetId === EVERY_EVENT && { targetId: 'all', title: everyEvent, href: '/events' }) })), next: page.next }
}
