import type { Ctx } from '../../core/ctx.ts'
import { isMember } from '../../core/actor.ts'
import { fixed } from '../../core/fixed.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { effectiveLevelSql, levelJoins } from '../attention/index.server.ts'

/** Unread topics are looked for among this many that were written last: the cost stays the same however much there is. */
const WINDOW = 400
/** Counts end here and are shown as 99+. */
export const MOST_UNREAD = 100

/**
 * Number of topics with posts the member has not seen, for each board that has any (board id → number). One query over an index;
 * archived boards, hidden topics and what the member muted do not count. The places in the topics of the window are looked up together
 * and by themselves (offset 0): joined to the topics, every place of somebody who has read for years might be read.
 */
async function count(ctx: Ctx): Promise<Map<string, number>> {
  if (!isMember(ctx.actor)) return new Map()
  const rows = await ctx.db.$queryRaw<{ boardId: string; n: number }[]>`
    with latest as materialized (
      select id, board_id, tag_ids, last_no from topic
      where last_post_at >= (select read_before from member where id = ${ctx.actor.id}::uuid) and hidden_at is null
      order by last_post_at desc, id desc limit ${fixed(WINDOW)}
    )
    select t.board_id as "boardId", count(*)::int as n
    from latest t
    join board b on b.id = t.board_id and b.archived_at is null
    left join (select * from topic_read where member_id = ${ctx.actor.id}::uuid and topic_id = any(array(select id from latest)) offset 0) r on r.topic_id = t.id
    ${levelJoins(Prisma.sql`${ctx.actor.id}::uuid`)}
    where (r.last_no is null or r.last_no < t.last_no) and ${effectiveLevelSql} <> 'muted'
    group by t.board_id`
  return new Map(rows.map((r) => [r.boardId, Math.min(r.n, MOST_UNREAD)]))
}

/** Counts under way, by the request they are for. */
const underWay = new WeakMap<Ctx, Promise<Map<string, number>>>()

/** The count of `count`. A page and the frame around it ask in the same moment and get one answer; who has just read something asks `anew`. */
export async function unreadByBoard(ctx: Ctx, { anew = false } = {}): Promise<Map<string, number>> {
  const known = anew ? undefined : underWay.get(ctx)
  if (known !== undefined) return known
  const counting = count(ctx)
  underWay.set(ctx, counting)
  return counting.finally(() => {
    if (underWay.get(ctx) === counting) underWay.delete(ctx)
  })
}

/** Number of unread topics in all boards together, at most 100 (shown as 99+). 0 for anybody who is not a member. */
export async function unreadBoards(ctx: Ctx, when: { anew?: boolean } = {}): Promise<number> {
  let n = 0
  for (const unread of (await unreadByBoard(ctx, when)).values()) n += unread
  return Math.min(n, MOST_UNREAD)
}
