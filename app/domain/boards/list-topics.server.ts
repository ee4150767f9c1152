import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { isId } from '../../core/ids.ts'
import { decodeCursor, decodeTimeCursor, encodeCursor, type Page, toPage } from '../../core/paging.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { effectiveLevelSql } from '../attention/index.server.ts'
import { reader } from './access.server.ts'
import type { TopicListName } from './policy.ts'
import { topicRows, toTopicRow } from './topic-rows.server.ts'
import type { TopicRow } from './views.ts'

const TOPICS_A_PAGE = 30
/** A page of unread topics looks through this many, then leads on from there. */
const WINDOW = 400
/** Attention older than this is none. */
const HOT_MS = 7 * 86_400_000

/** What a list is taken from: a board or all that are open, everything or what carries a tag. */
export type TopicsFrom = { boardId: string | null; tagId: string | null; cursor: string | null; isWithoutPinned?: boolean }

/** `heard` leaves out what the reader muted; it stands for the joins of `topicRows`. */
type Scope = { memberId: string; from: Prisma.Sql; heard: Prisma.Sql; cursor: string | null }

/**
 * One of the lists of topics, 30 a page by key. A cursor that is not ours shows the first page.
 * `new`: the last written first. `unread`: of those, what the reader has not seen. `hot`: by the attention of the last days.
 * `unanswered`: open, not the organisation's own word, without an accepted answer, and either asking for one or without any reply.
 */
export async function listTopics(ctx: Ctx, list: TopicListName, { boardId, tagId, cursor, isWithoutPinned = false }: TopicsFrom): Promise<Page<TopicRow>> {
  const memberId = reader(ctx).id
  const board = boardId === null ? Prisma.sql`b.archived_at is null` : Prisma.sql`t.board_id = ${boardId}::uuid`
  const tag = tagId === null ? Prisma.empty : Prisma.sql`and t.tag_ids <> '{}' and t.tag_ids @> array[${tagId}::uuid]`
  return lists[list](ctx, { memberId, from: Prisma.sql`${board} and t.hidden_at is null ${isWithoutPinned ? Prisma.sql`and t.pinned_at is null` : Prisma.empty} ${tag}`, heard: boardId !== null && list === 'new' ? Prisma.empty : Prisma.sql`and ${effectiveLevelSql} <> 'muted'`, cursor })
}

const byTime = Prisma.sql`order by t.last_post_at desc, t.id desc limit ${fixed(TOPICS_A_PAGE + 1)}`

/** Rows below the cursor, in the order of the last post. */
function before(cursor: string | null): Prisma.Sql {
  const key = decodeTimeCursor(cursor)
  return key === null ? Prisma.empty : Prisma.sql`and (t.last_post_at, t.id) < (${key.at}, ${key.id}::uuid)`
}

const pageByTime = (rows: Awaited<ReturnType<typeof topicRows>>): Page<TopicRow> => {
  const { items, next } = toPage(rows, TOPICS_A_PAGE, (row) => [row.lastPostAt.toISOString(), row.id])
  return { items: items.map(toTopicRow), next }
}

const lists: Record<TopicListName, (ctx: Ctx, scope: Scope) => Promise<Page<TopicRow>>> = {
  new: async (ctx, { memberId, from, heard, cursor }) => pageByTime(await topicRows(ctx, memberId, Prisma.sql`${from} ${heard} ${before(cursor)} ${byTime}`)),

  async unread(ctx, { memberId, from, heard, cursor }) {
    const window = Prisma.sql`select t.* from topic t join board b on b.id = t.board_id where ${from} ${before(cursor)}
      and t.last_post_at >= (select read_before from member where id = ${memberId}::uuid) order by t.last_post_at desc, t.id desc limit ${fixed(WINDOW)}`
    const rows = await topicRows(ctx, memberId, Prisma.sql`(r.last_no is null or r.last_no < t.last_no) ${heard} ${byTime}`, Prisma.sql`(${window})`)
    const page = pageByTime(rows)
    return page.next === null ? { ...page, next: await endOf(ctx, window) } : page
  },

  async hot(ctx, { memberId, from, heard, cursor }) {
    const [heat, id] = decodeCursor(cursor, 2) ?? []
    const below = typeof heat === 'number' && isId(id) ? Prisma.sql`and (t.heat, t.id) < (${heat}::float8, ${id}::uuid)` : Prisma.empty
    const rows = await topicRows(ctx, memberId, Prisma.sql`${from} and t.heat >= ${(ctx.now().getTime() - HOT_MS) / 1000}::float8 ${heard} ${below} order by t.heat desc, t.id desc limit ${fixed(TOPICS_A_PAGE + 1)}`)
    const page = toPage(rows, TOPICS_A_PAGE, (row) => [row.heat, row.id])
    return { items: page.items.map(toTopicRow), next: page.next }
  },

  unanswered: async (ctx, { memberId, from, heard, cursor }) =>
    pageByTime(await topicRows(ctx, memberId, Prisma.sql`${from} and t.answer_id is null and t.closed_at is null and t.official_as is null and (t.asks or t.last_no = 1) ${heard} ${before(cursor)} ${byTime}`)),
}

/** Where a window of topics ends, as a cursor; null when there is nothing beyond it. */
async function endOf(ctx: Ctx, window: Prisma.Sql): Promise<string | null> {
  const [end] = await ctx.db.$queryRaw<{ id: string; at: Date }[]>`
    select id, last_post_at as at from (select *, count(*) over () as n from (${window}) t) w where n = ${fixed(WINDOW)} order by last_post_at, id limit 1`
  return end === undefined ? null : encodeCursor([end.at.toISOString(), end.id])
}
