import type { Ctx } from '../../core/ctx.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { effectiveLevelSql, levelJoins } from '../attention/index.server.ts'
import { reader } from './access.server.ts'

export type NewTopic = { id: string; title: string; board: string }

/**
 * Topics that others began after `since` and that the reader has not opened, newest first: at most `take` of them, and how many there are
 * (counted up to 100). For the digest; the reader is `ctx.actor`.
 */
export async function newTopics(ctx: Ctx, since: Date, take: number): Promise<{ count: number; topics: NewTopic[] }> {
  const { id: memberId } = reader(ctx)
  const rows = await ctx.db.$queryRaw<NewTopic[]>`
    select t.id, t.title, b.name as board
    from topic t join board b on b.id = t.board_id and b.archived_at is null
    left join topic_read r on r.topic_id = t.id and r.member_id = ${memberId}::uuid
    ${levelJoins(Prisma.sql`${memberId}::uuid`)}
    where t.last_post_at > ${since} and t.created_at > ${since} and t.hidden_at is null and t.author_id is distinct from ${memberId}::uuid and r.topic_id is null and ${effectiveLevelSql} <> 'muted'
    order by t.last_post_at desc, t.id desc limit 100`
  return { count: rows.length, topics: rows.slice(0, take) }
}
