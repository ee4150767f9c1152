import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { type Page, toPage } from '../../core/paging.ts'
import { afterRank, found, rank, rankKey } from '../../core/search/match.server.ts'
import type { Query } from '../../core/search/query.ts'
import { markAll, type Segment, snippet } from '../../core/search/snippet.ts'
import { Prisma } from '../../../prisma/generated/client.ts'

export type NewsHit = { slug: string; title: Segment[]; text: Segment[]; department: string; at: string }

/** What is published and holds what is looked for: titles that begin with it first, then the newest. Paged by key. */
export async function searchNews(ctx: Ctx, query: Query, find: { from: Date | null; until: Date | null }, cursor: string | null, take: number): Promise<Page<NewsHit>> {
  if (!isMember(ctx.actor)) throw notFound()
  const rows = await ctx.db.$queryRaw<{ id: string; rank: number; at: Date; slug: string; title: string; summary: string; body: string; department: string }[]>`
    with n as materialized (select n.*, ${rank(Prisma.sql`n.norm`, query)} as rank, n.published_at as at from news n where n.published_at <= ${ctx.now()} and ${found(Prisma.sql`n.norm`, query)}
      ${find.from === null ? Prisma.empty : Prisma.sql`and n.published_at >= ${find.from}`} ${find.until === null ? Prisma.empty : Prisma.sql`and n.published_at < ${find.until}`})
    select n.id, n.rank, n.at, n.slug, n.title, n.department, n.summary, regexp_replace(n.body, '<[^>]*>', ' ', 'g') as body
    from n where ${afterRank(Prisma.sql`n`, cursor)} order by n.rank, n.at desc, n.id desc limit ${fixed(take + 1)}`
  const page = toPage(rows, take, rankKey)
  return { items: page.items.map((r) => ({ slug: r.slug, title: markAll(r.title, query), text: snippet(r.body.trim().startsWith(r.summary) ? r.body.trim() : `${r.summary}\n${r.body}`, query), department: r.department, at: r.at.toISOString() })), next: page.next }
}
