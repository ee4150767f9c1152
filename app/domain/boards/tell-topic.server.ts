import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { mentionsIn } from '../../core/richtext/mentions.ts'
import { placeOf } from './access.server.ts'
import { boardJobs } from './jobs.ts'
import { UNDO_GRACE_MS, UNDO_MS } from './policy.ts'

/**
 * For the schedule: asks for the new posts of up to `limit` topics to be told, each post once. A topic gathers what was written since the
 * last time, so a lively talk costs one job a tick, and a reply nothing but a number in a row it writes anyway. A post that its author
 * can still undo waits for the next time: nobody is told of what was undone.
 */
export function claimTopicsToTell(ctx: Ctx, limit = 500): Promise<number> {
  const settled = new Date(ctx.now().getTime() - UNDO_MS - UNDO_GRACE_MS)
  return ctx.tx(async (tx) => {
    const topics = await tx.db.$queryRaw<{ topicId: string; from: number; to: number }[]>`
      with due as (
        select t.id, t.tell_from, p.no from topic t
          cross join lateral (select no from post where topic_id = t.id and no >= t.tell_from and created_at <= ${settled} order by no desc limit 1) p
        where t.tell_from is not null limit ${limit} for update of t skip locked
      )
      update topic t set tell_from = case when due.no < t.last_no then due.no + 1 end from due where t.id = due.id returning t.id as "topicId", due.tell_from as "from", due.no as "to"`
    for (const topic of topics) tx.enqueue(boardJobs, 'topic.tell', topic)
    return topics.length
  })
}

export type TopicNotice = { memberId: string; kind: 'topic_replied' | 'topic_replied_many' | 'mentioned'; params: Record<string, string>; href: string; dedupeKey: string }
type Post = { no: number; authorId: string | null; name: string; html: string }
/** A longer stretch is told by its newest posts. */
const MOST_POSTS = 200

/**
 * Whom to tell of new posts, and what: everybody who is mentioned, and the one who began the topic, unless they wrote it or have read it
 * already. Until they read on, the beginner is told once of a topic, however many reply.
 * Hidden posts and posts under no name are told to nobody.
 */
export async function topicNotices(ctx: Ctx, { topicId, from, to }: z.output<(typeof boardJobs)['topic.tell']['payload']>): Promise<TopicNotice[]> {
  const [topic] = await ctx.db.$queryRaw<{ title: string; lastNo: number; lastPostAt: Date; authorId: string | null; keptNo: number | null; readBefore: Date | null }[]>`
    select t.title, t.last_no as "lastNo", t.last_post_at as "lastPostAt", m.id as "authorId", m.read_before as "readBefore", r.last_no as "keptNo"
    from topic t left join member m on m.id = t.author_id and m.status = 'active' left join topic_read r on r.topic_id = t.id and r.member_id = m.id
    where t.id = ${topicId}::uuid and t.hidden_at is null`
  if (!topic) return []
  const posts = await ctx.db.$queryRaw<Post[]>`
    select p.no, p.author_id as "authorId", coalesce(p.official_as, m.display_name) as name, p.html
    from post p left join member m on m.id = p.author_id and m.status = 'active'
    where p.topic_id = ${topicId}::uuid and p.no between ${Math.max(from, to - MOST_POSTS)} and ${to} and p.hidden_at is null and coalesce(p.official_as, m.display_name) is not null order by p.no`
  const { title } = topic
  const at = (no: number) => `/topics/${topicId}?from=${no}#post-${no}`
  const mentions = posts.flatMap((post) => mentionsIn([post.html]).filter((id) => id !== post.authorId).map((memberId): TopicNotice => ({ memberId, kind: 'mentioned', params: { name: post.name, title }, href: at(post.no), dedupeKey: `mentioned:${topicId}:${post.no}` })))
  const { authorId, readBefore } = topic
  if (authorId === null || readBefore === null) return mentions
  const place = placeOf({ ...topic, readBefore })
  const fresh = posts.filter((post) => post.authorId !== authorId && post.no > place && !mentions.some((m) => m.memberId === authorId && m.href === at(post.no)))
  const [first, last] = [fresh[0], fresh.at(-1)]
  if (!first || !last) return mentions
  const others = new Set(fresh.map((post) => post.name)).size - 1
  const words: Pick<TopicNotice, 'kind' | 'params'> = others === 0 ? { kind: 'topic_replied', params: { name: last.name, title } } : { kind: 'topic_replied_many', params: { name: last.name, others: String(others), title } }
  return [...mentions, { memberId: authorId, ...words, href: at(first.no), dedupeKey: `replied:${topicId}:${place}` }]
}
