/** The only ways to a board or a topic: found and allowed in one step. What a reader may not see is not found. */
import type { Account } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { levelJoins } from '../attention/index.server.ts'
import { type AttentionFacts, hasReadOn, type Level } from '../attention/policy.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { canReadBoards } from './policy.ts'

/** The reader, or `not_found`: boards tell nobody else that they exist. */
export function reader(ctx: Ctx): Account {
  if (ctx.actor.kind !== 'account' || !canReadBoards(ctx.actor)) throw notFound()
  return ctx.actor
}

export const topicStream = (id: string): string => `topic:${id}`

export type TopicAccess = {
  id: string
  title: string
  lastNo: number
  isClosed: boolean
  hiddenNos: number[]
  /** The reader began it, under their own name. */
  isAuthor: boolean
  boardId: string
  boardSlug: string
  boardName: string
  isArchived: boolean
  /** Number of the last event of its stream. Read before the posts are: what is read later may be newer, never older. */
  seq: number
  /** The reader has seen everything up to this post. */
  readNo: number
  /** What they know beyond that: see places.ts. */
  ahead: number[]
  /** Whether their place is kept in a row already. */
  isPlaceKept: boolean
  /** What decides how much of it the reader wants to hear. */
  attention: AttentionFacts
  /** Their inbox tells of it, and they have not read that yet. */
  hasNotices: boolean
}

type LevelRow = { levelTopic: Level | null; levelTag: Level | null; levelBoard: Level | null; wrote: boolean; pages: number; seconds: number }
const attentionOf = (row: LevelRow): AttentionFacts => ({ topic: row.levelTopic, tag: row.levelTag, event: null, board: row.levelBoard, wrote: row.wrote, hasRead: hasReadOn(row) })
type Found = Omit<TopicAccess, 'readNo' | 'isPlaceKept' | 'ahead' | 'attention'> & LevelRow & { ahead: number[] | null; lastPostAt: Date; readBefore: Date; keptNo: number | null }

/** A topic that the actor may read, with their place in it. */
export const accessTopic = (ctx: Ctx, id: string): Promise<TopicAccess> => findTopic(ctx, id, Prisma.empty)

/** The same with `more` columns over `t` (topic), `b` (board), `m` (the reader) and `r` (their place). */
export async function findTopic<More = unknown>(ctx: Ctx, id: string, more: Prisma.Sql): Promise<TopicAccess & More> {
  const { id: memberId } = reader(ctx)
  if (!isId(id)) throw notFound()
  const [row] = await ctx.db.$queryRaw<(Found & More)[]>`
    select t.id, t.title, t.last_no as "lastNo", t.last_post_at as "lastPostAt", t.closed_at is not null as "isClosed", t.hidden_nos as "hiddenNos",
      (t.author_id = m.id and t.official_as is null) is true as "isAuthor",
      b.id as "boardId", b.slug as "boardSlug", b.name as "boardName", b.archived_at is not null as "isArchived",
      coalesce(s.seq, 0)::float8 as seq, m.read_before as "readBefore", r.last_no as "keptNo", r.ahead,
      lt.level as "levelTopic", lg.level as "levelTag", lb.level as "levelBoard", coalesce(r.posts, 0) > 0 as wrote, coalesce(r.pages, 0) as pages, coalesce(r.seconds, 0) as seconds,
      exists (select 1 from notification n where n.member_id = m.id and n.topic_id = t.id and n.read_at is null) as "hasNotices" ${more}
    from topic t join board b on b.id = t.board_id join member m on m.id = ${memberId}::uuid
      left join stream s on s.name = ${topicStream(id.toLowerCase())}
      left join topic_read r on r.topic_id = t.id and r.member_id = m.id
      ${levelJoins(Prisma.sql`m.id`)}
    where t.id = ${id}::uuid and t.hidden_at is null`
  if (!row) throw notFound()
  const { lastPostAt, readBefore, keptNo, ahead, levelTopic, levelTag, levelBoard, wrote, pages, seconds, ...topic } = row
  return { ...topic, attention: attentionOf({ levelTopic, levelTag, levelBoard, wrote, pages, seconds }), ahead: ahead ?? [], readNo: placeOf({ lastNo: row.lastNo, lastPostAt, readBefore, keptNo }), isPlaceKept: keptNo !== null } as TopicAccess & More
}

/** Up to where somebody has read: everything in a topic that was last written before their `readBefore`, else what their row says. */
export const placeOf = (t: { lastNo: number; lastPostAt: Date; readBefore: Date; keptNo: number | null }): number =>
  t.lastPostAt < t.readBefore ? t.lastNo : (t.keptNo ?? 0)

export type BoardAccess = { id: string; slug: string; name: string; description: string; isArchived: boolean; readBefore: Date }

/** A board that the actor may read. */
export async function accessBoard(ctx: Ctx, slug: string): Promise<BoardAccess> {
  const { id: memberId } = reader(ctx)
  const [row] = await ctx.db.$queryRaw<BoardAccess[]>`
    select b.id, b.slug, b.name, b.description, b.archived_at is not null as "isArchived", m.read_before as "readBefore"
    from board b join member m on m.id = ${memberId}::uuid where b.slug = ${slug}`
  if (!row) throw notFound()
  return row
}
