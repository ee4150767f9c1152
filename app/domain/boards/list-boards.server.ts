import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { reader } from './access.server.ts'
import { type AuthorRow, toAuthor } from './authors.server.ts'
import { unreadByBoard } from './count-unread.server.ts'
import type { BoardRow } from './views.ts'

/** Boards are made by hand, one a theme; more than this is not a list anybody reads. */
const MOST_BOARDS = 100

type Row = AuthorRow & {
  id: string
  slug: string
  name: string
  description: string
  topics: number
  topicId: string | null
  title: string
  lastPostAt: Date
  isUnread: boolean
}

/** All boards that are open, in their order, each with what was written there last. Two queries, whatever their number. */
export async function listBoards(ctx: Ctx): Promise<BoardRow[]> {
  const { id: memberId } = reader(ctx)
  const [rows, unread] = await Promise.all([
    ctx.db.$queryRaw<Row[]>`
      select b.id, b.slug, b.name, b.description, b.topic_count as topics, t.id as "topicId", t.title, t.last_post_at as "lastPostAt",
        t.last_author_id as "authorId", t.last_official_as as "officialAs", a.display_name as "displayName", a.status::text as status,
        t.last_no > coalesce(r.last_no, 0) and t.last_post_at >= m.read_before as "isUnread"
      from board b join member m on m.id = ${memberId}::uuid
        left join lateral (
          select id, title, last_no, last_post_at, last_author_id, last_official_as from topic
          where board_id = b.id and hidden_at is null order by last_post_at desc, id desc limit 1
        ) t on true
        left join member a on a.id = t.last_author_id
        left join lateral (select last_no from topic_read where topic_id = t.id and member_id = m.id offset 0) r on true
      where b.archived_at is null order by b.position, b.id limit ${fixed(MOST_BOARDS)}`,
    unreadByBoard(ctx),
  ])
  return rows.map((row) => ({
    slug: row.slug, name: row.name, description: row.description, topics: row.topics, unread: unread.get(row.id) ?? 0,
    last: row.topicId === null ? null : { id: row.topicId, title: row.title, isUnread: row.isUnread, author: toAuthor(row), at: row.lastPostAt.toISOString() },
  }))
}

/** The boards a new topic can be put into, in their order. */
export async function boardChoices(ctx: Ctx): Promise<{ slug: string; name: string; description: string }[]> {
  reader(ctx)
  return ctx.db.board.findMany({ where: { archivedAt: null }, select: { slug: true, name: true, description: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }], take: MOST_BOARDS })
}

/** Every board there is to search in, those that are closed too. */
export async function searchableBoards(ctx: Ctx): Promise<{ slug: string; name: string; isArchived: boolean }[]> {
  reader(ctx)
  const rows = await ctx.db.board.findMany({ select: { slug: true, name: true, archivedAt: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }], take: 2 * MOST_BOARDS })
  return rows.map(({ archivedAt, ...b }) => ({ ...b, isArchived: archivedAt !== null }))
}
