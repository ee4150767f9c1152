import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { decodeCursor, type Page, toPage } from '../../core/paging.ts'
import { found } from '../../core/search/match.server.ts'
import { isEmptyQuery, parseQuery, type Query } from '../../core/search/query.ts'
import { markAll, type Segment } from '../../core/search/snippet.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { isShown, toCard } from './card.ts'

export type PersonHit = { id: string; handle: string; name: string; marked: Segment[]; former: Segment[]; text: Segment[] }

/** Ids of members with a word in their name, its reading or the former name they show. */
const byName = (one: Query): Prisma.Sql => Prisma.sql`select n.id from member n where ${found(Prisma.sql`n.norm`, one)} union select f.member_id from profile f where f.former_norm is not null and ${found(Prisma.sql`f.former_norm`, one)}`

/** The same for what they let every member see: the profile's folded columns hold nothing else. */
const byProfile = (one: Query): Prisma.Sql => Prisma.sql`${byName(one)} union select f.member_id from profile f where ${found(Prisma.sql`f.norm`, one)}`

/** Whether the member `m` has every word of the query, and none that it must not have. */
function matches({ all, none }: Query, ids: (one: Query) => Prisma.Sql): Prisma.Sql {
  const has = (terms: Query['all'], how: string) => Prisma.join(terms.map((term) => Prisma.sql`m.id in (${ids({ all: [term], none: [] })})`), how)
  return none.length === 0 ? has(all, ' and ') : Prisma.sql`${has(all, ' and ')} and not (${has(none, ' or ')})`
}

/** Members who are here, by name, reading and profile, in the order of their reading. Paged by key. */
export async function searchPeople(ctx: Ctx, query: Query, cursor: string | null, take: number): Promise<Page<PersonHit>> {
  if (!isMember(ctx.actor)) throw notFound()
  const [kana, id] = decodeCursor(cursor, 2) ?? []
  const rows = await ctx.db.$queryRaw<{ id: string; kana: string; handle: string; displayName: string; department: string | null; jobType: string | null; headline: string | null; bio: string | null; visibility: unknown; formerShown: string | null }[]>`
    select m.id, m.kana, m.handle, m.display_name as "displayName", f.department, f.job_type as "jobType", f.headline, f.bio, f.visibility, f.former_shown as "formerShown"
    from member m left join profile f on f.member_id = m.id
    where m.status = 'active' and ${matches(query, byProfile)}
      ${typeof kana === 'string' && typeof id === 'string' ? Prisma.sql`and (m.kana, m.id::text) > (${kana}, ${id})` : Prisma.empty}
    order by m.kana, m.id::text limit ${fixed(take + 1)}`
  const page = toPage(rows, take, (r) => [r.kana, r.id])
  return {
    items: page.items.map((r) => {
      const card = toCard({ ...r, profile: { jobType: r.jobType ?? '', headline: r.headline ?? '', visibility: r.visibility, formerShown: r.formerShown } })
      const more = [isShown(r.visibility, 'department') ? r.department : '', isShown(r.visibility, 'bio') ? r.bio : '']
      return { id: r.id, handle: r.handle, name: card.name, marked: markAll(card.name, query), former: card.former === undefined ? [] : markAll(card.former, query), text: markAll([card.line, ...more].filter(Boolean).join('・'), query) }
    }),
    next: page.next,
  }
}

const MOST_AUTHORS = 50

/** Whom somebody may mean as an author: the member with this handle, else everybody whose name, shown former name or reading says so. */
export async function findAuthors(ctx: Ctx, typed: string): Promise<string[]> {
  if (!isMember(ctx.actor)) throw notFound()
  const exact = await ctx.db.member.findFirst({ where: { handle: typed, status: 'active' }, select: { id: true } })
  const query = parseQuery(typed)
  if (exact !== null || isEmptyQuery(query)) return exact === null ? [] : [exact.id]
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    select m.id from member m where m.status in ('active', 'suspended') and ${matches(query, byName)}
    order by m.kana, m.id limit ${fixed(MOST_AUTHORS)}`
  return rows.map((r) => r.id)
}
