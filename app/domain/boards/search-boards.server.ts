import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { type Page, decodeTimeCursor, toPage } from '../../core/paging.ts'
import { afterRank, found, holds, rank, rankKey, someOf } from '../../core/search/match.server.ts'
import type { Query } from '../../core/search/query.ts'
import { markAll, type Segment, snippet } from '../../core/search/snippet.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { reader } from './access.server.ts'
import { toAuthor } from './authors.server.ts'
import { tagKey } from './tags.server.ts'
import type { Author } from './views.ts'

export type BoardsFilter = {
  /** Slug of a board; archived ones are searched as well. */
  board: string | null
  tag: string | null
  /** Those who may be shown as the author; null: everybody, nobody named too. */
  authors: string[] | null
  from: Date | null
  /** Before this time. */
  until: Date | null
}
export type TopicFilter = BoardsFilter & { isUnanswered: boolean; isOpen: boolean | null }

type Place = { topicId: string; board: { slug: string; name: string }; author: Author; at: string }
export type PostHit = Place & { no: number; title: Segment[]; text: Segment[] }
export type TopicHit = Place & { title: Segment[]; text: Segment[]; posts: number; isClosed: boolean }

type Row = { id: string; topicId: string; no: number; title: string; slug: string; board: string; text: string; at: Date; authorId: string | null; officialAs: string | null; displayName: string | null; status: string | null }

const place = (r: Row): Place => ({ topicId: r.topicId, board: { slug: r.slug, name: r.board }, author: toAuthor(r), at: r.at.toISOString() })
/** The condition, when there is something to ask for. */
const and = (is: boolean, condition: Prisma.Sql): Prisma.Sql => (is ? Prisma.sql`and ${condition}` : Prisma.empty)

/** What a reader may find, and wants to: over `t` (topic) and `b` (board). */
const inTopics = (f: BoardsFilter): Prisma.Sql => Prisma.sql`t.hidden_at is null
  ${and(f.board !== null, Prisma.sql`b.slug = ${f.board}`)}
  ${and(f.tag !== null, Prisma.sql`t.tag_ids <> '{}' and t.tag_ids @> array(select g.id from tag g where g.key = ${tagKey(f.tag ?? '')})
    and exists (select 1 from tag g where g.key = ${tagKey(f.tag ?? '')})`)}`

/** Who stands under a text may be asked for; who wrote an office's word may not. */
const by = (f: BoardsFilter, row: Prisma.Sql): Prisma.Sql => and(f.authors !== null, Prisma.sql`${row}.author_id = any(${f.authors ?? []}::uuid[]) and ${row}.official_as is null`)

/** Over `p` (post). */
const ofPosts = (f: BoardsFilter, beyond: { at: Date; id: string } | null): Prisma.Sql => Prisma.sql`p.hidden_at is null and p.moved_id is null
  ${and(f.from !== null, Prisma.sql`p.created_at >= ${f.from}`)} ${and(f.until !== null, Prisma.sql`p.created_at < ${f.until}`)}
  ${and(beyond !== null, Prisma.sql`(p.created_at, p.id) < (${beyond?.at}, ${beyond?.id}::uuid)`)} ${by(f, Prisma.sql`p`)}`

/** Newest posts that are looked at one by one before the index is asked; more of them when a filter leaves few over. */
const NEWEST = 3_000
const NEWEST_FILTERED = 15_000

/**
 * Posts that hold what is looked for, newest first, paged by key.
 *
 * A word that many posts hold is in the newest ones more often than a page shows, so they are looked at first: the index would bring
 * every post that holds it, to be sorted. A word that the newest hold less often is rare enough for the index. Posts of named
 * authors are few and come by their author.
 */
export async function searchPosts(ctx: Ctx, query: Query, filter: BoardsFilter, cursor: string | null, take: number): Promise<Page<PostHit>> {
  reader(ctx)
  const beyond = decodeTimeCursor(cursor)
  const where = ofPosts(filter, beyond)
  const window = filter.authors !== null ? null : filter.board !== null || filter.tag !== null ? NEWEST_FILTERED : NEWEST
  const newest = await postRows(ctx, filter, take, Prisma.sql`
    select p.id, p.topic_id, p.created_at from (select p.id, p.topic_id, p.created_at, p.norm from post p where ${where} order by p.created_at desc, p.id desc ${window === null ? Prisma.empty : Prisma.sql`limit ${fixed(window)}`}) p where ${holds(Prisma.sql`p.norm`, query)}`)
  const rows = newest.length > take || window === null ? newest : await ctx.tx(async (tx) => {
    // A bitmap that does not fit forgets which posts it meant and has them taken apart again, all those beside them too.
    await tx.db.$executeRaw`set local work_mem = '64MB'`
    return postRows(tx, filter, take, Prisma.sql`select p.id, p.topic_id, p.created_at from post p where ${where} and ${found(Prisma.sql`p.norm`, query)}`)
  })
  const page = toPage(rows, take, (r) => [r.at.toISOString(), r.id])
  return { items: page.items.map((r) => ({ ...place(r), no: r.no, title: markAll(r.title, query), text: snippet(r.text, query) })), next: page.next }
}

/**
 * The first of these posts. Found first and ordered then: asked for both at once, the database would walk from the newest post to
 * the oldest. The comment in front keeps a long read away from the connections that short ones share (core/read-lanes.server.ts).
 */
const postRows = (ctx: Ctx, filter: BoardsFilter, take: number, posts: Prisma.Sql) => ctx.db.$queryRaw<Row[]>`/* long */
  with p as materialized (${posts}), shown as (
    select p.id, t.title, b.slug, b.name from p join topic t on t.id = p.topic_id join board b on b.id = t.board_id
    where ${inTopics(filter)} order by p.created_at desc, p.id desc limit ${fixed(take + 1)})
  select p.id, p.topic_id as "topicId", p.no, s.title, s.slug, s.name as board, p.text, p.created_at as at, p.author_id as "authorId", p.official_as as "officialAs", a.display_name as "displayName", a.status::text as status
  from shown s join post p on p.id = s.id left join member a on a.id = p.author_id order by p.created_at desc, p.id desc`

/**
 * Topics by their titles: first those called exactly so, then those that begin with it, then the others, the last written first.
 * Paged by key.
 */
export async function searchTopics(ctx: Ctx, query: Query, filter: TopicFilter, cursor: string | null, take: number): Promise<Page<TopicHit>> {
  reader(ctx)
  const rows = await ctx.db.$queryRaw<(Row & { rank: number; posts: number; isClosed: boolean })[]>`/* long */
    with t as materialized (select t.id, t.last_post_at as at, ${rank(Prisma.sql`t.norm`, query)} as rank from topic t join board b on b.id = t.board_id where ${inTopics(filter)} and ${found(Prisma.sql`t.norm`, query)}
      ${and(filter.from !== null, Prisma.sql`t.last_post_at >= ${filter.from}`)} ${and(filter.until !== null, Prisma.sql`t.created_at < ${filter.until}`)} ${by(filter, Prisma.sql`t`)}
      ${and(filter.isUnanswered, Prisma.sql`t.answer_id is null and t.closed_at is null and t.official_as is null and (t.asks or t.last_no = 1)`)}
      ${and(filter.isOpen !== null, Prisma.sql`(t.closed_at is null and b.archived_at is null) = ${filter.isOpen ?? true}`)}),
    shown as (select t.* from t where ${afterRank(Prisma.sql`t`, cursor)} order by t.rank, t.at desc, t.id desc limit ${fixed(take + 1)})
    select s.id, s.rank, t.id as "topicId", 1 as no, t.title, b.slug, b.name as board, coalesce(p.text, '') as text, t.last_post_at as at, t.last_no as posts, t.closed_at is not null as "isClosed",
      t.author_id as "authorId", t.official_as as "officialAs", a.display_name as "displayName", a.status::text as status
    from shown s join topic t on t.id = s.id join board b on b.id = t.board_id left join member a on a.id = t.author_id left join post p on p.topic_id = t.id and p.no = 1 and p.hidden_at is null
    order by s.rank, s.at desc, s.id desc`
  const page = toPage(rows, take, rankKey)
  return { items: page.items.map((r) => ({ ...place(r), title: markAll(r.title, query), text: snippet(r.text, query), posts: r.posts, isClosed: r.isClosed })), next: page.next }
}

/** Titles that share the most with what was typed, for when nothing holds all of it. */
export async function similarTopics(ctx: Ctx, query: Query, take: number): Promise<{ id: string; title: string }[]> {
  reader(ctx)
  const some = someOf(query)
  return some === '' ? [] : ctx.db.$queryRaw<{ id: string; title: string }[]>`/* long */
    with t as materialized (select t.id, t.title, t.last_post_at, ts_rank(search_bigrams(t.norm), ${some}::tsquery) as rank from topic t where t.hidden_at is null and search_bigrams(t.norm) @@ ${some}::tsquery)
    select id, title from t order by rank desc, last_post_at desc, id desc limit ${fixed(take)}`
}
