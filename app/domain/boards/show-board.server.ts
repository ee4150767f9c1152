import type { Ctx } from '../../core/ctx.ts'
import { isId } from '../../core/ids.ts'
import { decodeCursor, type Page, toPage } from '../../core/paging.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { accessBoard, type BoardAccess, placeOf, reader } from './access.server.ts'
import { toAuthor } from './authors.server.ts'
import { canStartTopic } from './policy.ts'
import type { TopicRow } from './views.ts'

const TOPICS_A_PAGE = 30
/** Topics that 事務局 keeps on top; more would push everything else off the screen. */
const MOST_PINNED = 10

export type BoardPage = {
  board: { id: string; slug: string; name: string; description: string; isArchived: boolean }
  pinned: TopicRow[]
  topics: Page<TopicRow>
  can: { start: boolean }
}

type Row = {
  id: string
  title: string
  isPinned: boolean
  isClosed: boolean
  lastNo: number
  lastPostAt: Date
  keptNo: number | null
  authorId: string | null
  officialAs: string | null
  authorName: string | null
  authorStatus: string | null
  lastAuthorId: string | null
  lastOfficialAs: string | null
  lastName: string | null
  lastStatus: string | null
}

const rows = (ctx: Ctx, memberId: string, chosen: Prisma.Sql) => ctx.db.$queryRaw<Row[]>`
  select t.id, t.title, t.pinned_at is not null as "isPinned", t.closed_at is not null as "isClosed", t.last_no as "lastNo", t.last_post_at as "lastPostAt", r.last_no as "keptNo",
    t.author_id as "authorId", t.official_as as "officialAs", a.display_name as "authorName", a.status::text as "authorStatus",
    t.last_author_id as "lastAuthorId", t.last_official_as as "lastOfficialAs", l.display_name as "lastName", l.status::text as "lastStatus"
  from topic t left join member a on a.id = t.author_id left join member l on l.id = t.last_author_id
    left join topic_read r on r.topic_id = t.id and r.member_id = ${memberId}::uuid
  where ${chosen}`

const toRow = (row: Row, board: BoardAccess): TopicRow => ({
  id: row.id, title: row.title, isPinned: row.isPinned, isClosed: row.isClosed, posts: row.lastNo, lastPostAt: row.lastPostAt.toISOString(),
  unread: row.lastNo - Math.min(row.lastNo, placeOf({ ...row, readBefore: board.readBefore })),
  author: toAuthor({ authorId: row.authorId, officialAs: row.officialAs, displayName: row.authorName, status: row.authorStatus }),
  lastAuthor: toAuthor({ authorId: row.lastAuthorId, officialAs: row.lastOfficialAs, displayName: row.lastName, status: row.lastStatus }),
})

/** A board's topics, the last written first, 30 a page by key; the pinned ones stand above the first page. A cursor that is not ours shows the first page. */
export async function showBoard(ctx: Ctx, slug: string, cursor: string | null): Promise<BoardPage> {
  const board = await accessBoard(ctx, slug)
  const memberId = reader(ctx).id
  const after = keyOf(cursor)
  const shown = Prisma.sql`t.board_id = ${board.id}::uuid and t.hidden_at is null`
  const beyond = after === null ? Prisma.empty : Prisma.sql`and (t.last_post_at, t.id) < (${after.at}, ${after.id}::uuid)`
  const [pinned, found] = await Promise.all([
    after === null ? rows(ctx, memberId, Prisma.sql`${shown} and t.pinned_at is not null order by t.pinned_at desc limit ${MOST_PINNED}`) : [],
    rows(ctx, memberId, Prisma.sql`${shown} and t.pinned_at is null ${beyond} order by t.last_post_at desc, t.id desc limit ${TOPICS_A_PAGE + 1}`),
  ])
  const page = toPage(found, TOPICS_A_PAGE, (row) => [row.lastPostAt.toISOString(), row.id])
  return {
    board: { id: board.id, slug: board.slug, name: board.name, description: board.description, isArchived: board.isArchived },
    pinned: pinned.map((row) => toRow(row, board)),
    topics: { items: page.items.map((row) => toRow(row, board)), next: page.next },
    can: { start: canStartTopic(ctx.actor, board) },
  }
}

function keyOf(cursor: string | null): { at: Date; id: string } | null {
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const date = new Date(String(at))
  return at === undefined || !isId(id) || Number.isNaN(date.getTime()) ? null : { at: date, id }
}
