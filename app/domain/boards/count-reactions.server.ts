import type { Ctx } from '../../core/ctx.ts'
import { topicStream } from './access.server.ts'
import { topicEvents } from './events.ts'
import type { ReactionCounts } from './views.ts'

/** A post's counts are told at most four times a second, however many processes count. */
const EVERY_MS = 240
const POSTS_AT_ONCE = 200

/**
 * Tells the topics what reactions to their posts have come to since the last time. A mark is locked by whoever reacts, so that what is read
 * after it was taken off is never older than the reaction; posts that somebody is reacting to just now wait for the next turn.
 */
export async function countReactions(ctx: Ctx): Promise<void> {
  const [marked] = await ctx.db.$queryRaw<{ isAny: boolean }[]>`select exists (select 1 from reaction_mark) as "isAny"`
  if (!marked?.isAny) return
  await ctx.tx(async (tx) => {
    const now = tx.now()
    const due = await tx.db.$queryRaw<{ id: string }[]>`
      delete from reaction_mark where post_id in (
        select post_id from reaction_mark where at <= ${new Date(now.getTime() - EVERY_MS)} or at > ${now} order by at limit ${POSTS_AT_ONCE} for update skip locked
      ) returning post_id as id`
    if (due.length === 0) return
    const posts = await tx.db.$queryRaw<{ topicId: string; no: number; counts: ReactionCounts | null }[]>`
      select topic_id as "topicId", no, reactions as counts from post where id = any(${due.map((d) => d.id)}::uuid[]) and hidden_at is null order by topic_id, no`
    const byTopic = new Map<string, { no: number; counts: ReactionCounts }[]>()
    for (const { topicId, no, counts } of posts) byTopic.set(topicId, [...(byTopic.get(topicId) ?? []), { no, counts: counts ?? {} }])
    for (const [topicId, counted] of byTopic) tx.emit(topicStream(topicId), topicEvents, 'reactions.counted', { posts: counted })
  })
}
