import type { Ctx } from '../../core/ctx.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { effectiveLevelSql, levelJoins } from '../attention/index.server.ts'
import { isTracked, type Level } from '../attention/policy.ts'
import { placeOf } from './access.server.ts'
import { toAuthor } from './authors.server.ts'
import { unreadOf } from './places.ts'
import type { TopicRow } from './views.ts'

type Row = {
  id: string
  title: string
  isPinned: boolean
  isClosed: boolean
  isAnswered: boolean
  asks: boolean
  tags: string[]
  boardSlug: string
  boardName: string
  lastNo: number
  lastPostAt: Date
  heat: number
  readBefore: Date
  keptNo: number | null
  ahead: number[] | null
  level: Level
  authorId: string | null
  officialAs: string | null
  authorName: string | null
  authorStatus: string | null
  lastAuthorId: string | null
  lastOfficialAs: string | null
  lastName: string | null
  lastStatus: string | null
}

/**
 * Topics as lists show them, in one statement. `chosen` is SQL over `t` (topic), `b` (board), `m` (the reader) and `r` (their place), with
 * order and limit; `among` is where the topics are taken from. Places are looked up a topic at a time (offset 0): joined at once, every place of somebody who has read for years would be read.
 */
export const topicRows = (ctx: Ctx, memberId: string, chosen: Prisma.Sql, among = Prisma.sql`topic`) => ctx.db.$queryRaw<Row[]>`
  select t.id, t.title, t.pinned_at is not null as "isPinned", t.closed_at is not null as "isClosed", t.answer_id is not null as "isAnswered", t.asks, t.heat,
    array(select g.name from unnest(t.tag_ids) with ordinality u (id, n) join tag g on g.id = u.id order by u.n) as tags,
    b.slug as "boardSlug", b.name as "boardName", t.last_no as "lastNo", t.last_post_at as "lastPostAt", m.read_before as "readBefore", r.last_no as "keptNo", r.ahead, ${effectiveLevelSql}::text as level,
    t.author_id as "authorId", t.official_as as "officialAs", a.display_name as "authorName", a.status::text as "authorStatus",
    t.last_author_id as "lastAuthorId", t.last_official_as as "lastOfficialAs", l.display_name as "lastName", l.status::text as "lastStatus"
  from ${among} t join board b on b.id = t.board_id join member m on m.id = ${memberId}::uuid
    left join member a on a.id = t.author_id left join member l on l.id = t.last_author_id
    left join lateral (select * from topic_read where topic_id = t.id and member_id = m.id offset 0) r on true
    ${levelJoins(Prisma.sql`m.id`)}
  where ${chosen}`

export const toTopicRow = (row: Row): TopicRow => ({
  id: row.id, title: row.title, isPinned: row.isPinned, isClosed: row.isClosed, isAnswered: row.isAnswered, asks: row.asks, tags: row.tags, board: { slug: row.boardSlug, name: row.boardName },
  posts: row.lastNo, lastPostAt: row.lastPostAt.toISOString(), isMuted: row.level === 'muted', isTracked: isTracked(row.level), unread: row.level === 'muted' ? 0 : unreadOf(row.lastNo, placeOf(row), row.ahead ?? []),
  author: toAuthor({ authorId: row.authorId, officialAs: row.officialAs, displayName: row.authorName, status: row.authorStatus }),
  lastAuthor: toAuthor({ authorId: row.lastAuthorId, officialAs: row.lastOfficialAs, displayName: row.lastName, status: row.lastStatus }),
})
