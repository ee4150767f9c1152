import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import type { RoomSource } from '../../core/rooms.ts'
import { accessTopic, topicStream } from './access.server.ts'
import { factsSql } from './facts.server.ts'
import { POSTS_A_PAGE } from './fold.ts'
import { canReply } from './policy.ts'
import { changedPosts, postsFrom } from './posts.server.ts'
import type { TopicFacts, TopicState } from './views.ts'

/** The room of a topic: new posts, hidden posts, closing. */
export const topicRoom: RoomSource<TopicState> = {
  async open(ctx, id) {
    const topic = await accessTopic(ctx, id)
    return { stream: topicStream(topic.id), can: { reply: canReply(ctx.actor, topic) } }
  },
  async snapshot(ctx: Ctx, id: string) {
    const [topic] = await ctx.db.$queryRaw<{ lastNo: number; isClosed: boolean; facts: TopicFacts; moved: number[]; hidden: number[]; withdrawn: number[] }[]>`
      select t.last_no as "lastNo", t.closed_at is not null as "isClosed", ${factsSql} as facts, t.moved_nos as moved, t.hidden_nos as hidden, array(select no from post where topic_id = ${id}::uuid and withdrawn_at is not null order by withdrawn_at, no) as withdrawn
      from topic t join board b on b.id = t.board_id where t.id = ${id}::uuid and t.hidden_at is null`
    if (!topic) throw notFound()
    const { posts: tail, reactions, polls, tallies } = await postsFrom(ctx, id, Math.max(1, topic.lastNo - POSTS_A_PAGE + 1), null)
    return { ...topic, changed: await changedPosts(ctx, id), tail, reactions, ...(polls && { polls, tallies }) }
  },
}
