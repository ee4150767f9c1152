import type { z } from 'zod'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { sourcesIn, withoutQuoted } from '../../core/richtext/fill-quotes.ts'
import { mentionsIn } from '../../core/richtext/mentions.ts'
import { hasReadOn, isTold, type Level, levelOf } from '../attention/policy.ts'
import { placeOf } from './access.server.ts'
import { boardJobs } from './jobs.ts'
import { UNDO_GRACE_MS, UNDO_MS } from './policy.ts'

type Stretch = z.output<(typeof boardJobs)['topic.tell']['payload']>

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
        where t.tell_from is not null limit ${fixed(limit)} for update of t skip locked
      )
      update topic t set tell_from = case when due.no < t.last_no then due.no + 1 end from due where t.id = due.id returning t.id as "topicId", due.tell_from as "from", due.no as "to"`
    for (const topic of topics) tx.enqueue(boardJobs, 'topic.tell', topic)
    return topics.length
  })
}

export type TopicNotice = {
  memberId: string
  kind: 'topic_replied' | 'topic_started' | 'quoted' | 'mentioned'
  params: Record<string, string>
  href: string
  dedupeKey: string
  /** The topic, the first and last post it tells of, and whose they are, the latest first: notices with one key become one while unread. */
  fold: { topicId: string; no: number; upTo: number; who: string[] }
}
export type TopicNotices = { notices: TopicNotice[]; /** There may be more members to tell, after this one. */ next: string | null }

type Topic = { id: string; title: string; boardId: string; tagIds: string[]; lastNo: number; lastPostAt: Date }
type Post = { no: number; authorId: string | null; name: string; html: string }
type Listener = { memberId: string; topic: Level | null; board: Level | null; tag: Level | null; wrote: boolean; pages: number; seconds: number; keptNo: number | null; /** Null: not here any more. */ readBefore: Date | null }

/** A longer stretch is told by its newest posts. */
const MOST_POSTS = 200
/** Members thought about in one job. */
const BATCH = 500

/** What a member chose for a topic and for what it belongs to, as columns. */
const levelsOf = (memberId: Prisma.Sql, topic: Topic): Prisma.Sql => Prisma.sql`
      (select level from attention where member_id = ${memberId} and kind = 'topic' and target_id = ${topic.id}::uuid) as topic,
      (select level from attention where member_id = ${memberId} and kind = 'board' and target_id = ${topic.boardId}::uuid) as board,
      (select max(level) from attention where member_id = ${memberId} and kind = 'tag' and target_id = any(${topic.tagIds}::uuid[])) as tag`

/**
 * Everybody who may have to be told of posts in a topic, by id, with what decides about it: who wrote in it, and who chose to watch it or what
 * it belongs to. Each branch is a stretch of an index, so that a batch costs the same however many watch.
 */
function listeners(ctx: Ctx, topic: Topic, isNew: boolean, after: string | undefined): Promise<Listener[]> {
  const from = after ?? '00000000-0000-0000-0000-000000000000'
  return ctx.db.$queryRaw<Listener[]>`
    with near as (
      (select member_id from topic_read where topic_id = ${topic.id}::uuid and posts > 0 and member_id > ${from}::uuid order by member_id limit ${fixed(BATCH)})
      union
      (select member_id from attention where kind = 'topic' and target_id = ${topic.id}::uuid and member_id > ${from}::uuid and level = 'watching' order by member_id limit ${fixed(BATCH)})
      union
      (select member_id from attention where kind = 'board' and target_id = ${topic.boardId}::uuid and member_id > ${from}::uuid and (level = 'watching' or ${isNew} and level = 'watching_first') order by member_id limit ${fixed(BATCH)})
      union
      (select distinct member_id from attention where kind = 'tag' and target_id = any(${topic.tagIds}::uuid[]) and member_id > ${from}::uuid and (level = 'watching' or ${isNew} and level = 'watching_first') order by member_id limit ${fixed(BATCH)})
    ), batch as (select member_id from near order by member_id limit ${fixed(BATCH)})
    select b.member_id as "memberId", coalesce(r.posts, 0) > 0 as wrote, coalesce(r.pages, 0) as pages, coalesce(r.seconds, 0) as seconds, r.last_no as "keptNo", m.read_before as "readBefore",
      ${levelsOf(Prisma.sql`b.member_id`, topic)}
    from batch b left join member m on m.id = b.member_id and m.status = 'active' left join topic_read r on r.topic_id = ${topic.id}::uuid and r.member_id = b.member_id
    order by b.member_id`
}

/**
 * Whom to tell of new posts, and what, a batch of members at a time: everybody who is mentioned or quoted, and those whose level asks for it (policy.ts
 * of attention), unless they wrote it or have read it already. Until they read on, replies to a topic are one notice, however many reply, and so are mentions in it.
 * Hidden posts and posts under no name are told to nobody.
 */
export async function topicNotices(ctx: Ctx, asked: Stretch): Promise<TopicNotices> {
  const there = await findTopic(ctx, asked.topicId)
  const { topicId, from, to } = there === undefined ? await standing(ctx, asked) : asked
  const topic = there ?? (await findTopic(ctx, topicId))
  if (!topic) return { notices: [], next: null }
  const { after } = asked
  const posts = await ctx.db.$queryRaw<Post[]>`
    select p.no, p.author_id as "authorId", coalesce(p.official_as, m.display_name) as name, p.html
    from post p left join member m on m.id = p.author_id and m.status = 'active'
    where p.topic_id = ${topicId}::uuid and p.no between ${Math.max(from, to - MOST_POSTS)} and ${to} and p.hidden_at is null and coalesce(p.official_as, m.display_name) is not null order by p.no`
  if (posts.length === 0) return { notices: [], next: null }
  const called = new Map(posts.map((post) => [post.no, mentionsIn([withoutQuoted(post.html)]).filter((id) => id !== post.authorId)]))
  const mentions = after !== undefined ? [] : await mentionNotices(ctx, topic, posts, called)
  const quoted = await quotedIn(ctx, topic, posts)
  const quotes = after !== undefined ? [] : [...quoted.values()].flatMap((who) => quoteNotice(who, topic, who.posts.filter((post) => !called.get(post.no)?.includes(who.memberId))) ?? [])
  const near = await listeners(ctx, topic, from === 1, after)
  const others = near.flatMap((who) => {
    const ofQuotes = quoted.get(who.memberId)?.posts ?? []
    return noticeFor(who, topic, posts.filter((post) => !called.get(post.no)?.includes(who.memberId) && !ofQuotes.includes(post))) ?? []
  })
  return { notices: [...mentions, ...quotes, ...others], next: near.length === BATCH ? (near.at(-1)?.memberId ?? null) : null }
}

/** Everybody who is called in these posts, also who has the topic open and so has read them; silence is broken by that alone. What they have not read is one line. */
async function mentionNotices(ctx: Ctx, topic: Topic, posts: Post[], called: Map<number, string[]>): Promise<TopicNotice[]> {
  const ids = [...new Set([...called.values()].flat())]
  if (ids.length === 0) return []
  const people = await ctx.db.$queryRaw<{ memberId: string; keptNo: number | null; readBefore: Date }[]>`
    select m.id as "memberId", r.last_no as "keptNo", m.read_before as "readBefore"
    from member m left join topic_read r on r.topic_id = ${topic.id}::uuid and r.member_id = m.id where m.id = any(${ids}::uuid[]) and m.status = 'active' order by m.id`
  return people.flatMap(({ memberId, ...read }) => {
    const place = placeOf({ ...topic, ...read })
    const calls = posts.filter((post) => called.get(post.no)?.includes(memberId))
    const [fresh, known] = [calls.filter(({ no }) => no > place), calls.filter(({ no }) => no <= place)]
    return [
      ...known.map((post) => notice(topic, 'mentioned', memberId, [post], `mentioned:${topic.id}:at:${post.no}`)),
      ...(fresh.length === 0 ? [] : [notice(topic, 'mentioned', memberId, fresh, `mentioned:${topic.id}:${place}`)]),
    ]
  })
}

type Quoted = Listener & { posts: Post[] }

/** Who is quoted in these posts, each with the posts that quote them. A quote is a reply to whom it quotes, from whatever topic; an office's word has nobody to tell. */
async function quotedIn(ctx: Ctx, topic: Topic, posts: Post[]): Promise<Map<string, Quoted>> {
  const sources = new Map(posts.map((post) => [post, sourcesIn([post.html])]))
  const ids = [...new Set([...sources.values()].flat())]
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.$queryRaw<(Listener & { postId: string })[]>`
    select p.id as "postId", m.id as "memberId", coalesce(r.posts, 0) > 0 as wrote, coalesce(r.pages, 0) as pages, coalesce(r.seconds, 0) as seconds, r.last_no as "keptNo", m.read_before as "readBefore",
      ${levelsOf(Prisma.sql`m.id`, topic)}
    from post p join member m on m.id = p.author_id and m.status = 'active' left join topic_read r on r.topic_id = ${topic.id}::uuid and r.member_id = m.id
    where p.id = any(${ids}::uuid[]) and p.official_as is null and p.hidden_at is null`
  const found = new Map<string, Quoted>()
  for (const { postId, ...who } of rows) {
    const of = found.get(who.memberId) ?? { ...who, posts: [] }
    for (const [post, quotes] of sources) if (post.authorId !== who.memberId && quotes.includes(postId) && !of.posts.includes(post)) of.posts.push(post)
    found.set(who.memberId, of)
  }
  return found
}

const levelOfMember = (who: Listener): Level => levelOf({ topic: who.topic, tag: who.tag, event: null, board: who.board, wrote: who.wrote, hasRead: hasReadOn(who) })

/** Where a member has come to, as far as a topic's row and theirs say. */
const placeIn = (topic: Topic, who: Listener): number => placeOf({ ...topic, readBefore: who.readBefore ?? new Date(0), keptNo: who.keptNo })

function quoteNotice(who: Quoted, topic: Topic, posts: Post[]): TopicNotice | null {
  const place = placeIn(topic, who)
  const fresh = isTold(levelOfMember(who), 'reply_to_me') ? posts.filter((post) => post.no > place).sort((a, b) => a.no - b.no) : []
  return fresh.length === 0 ? null : notice(topic, 'quoted', who.memberId, fresh, `quoted:${topic.id}:${place}`)
}

/** Within a transaction the topic is not merged away until the notices are written; who replies does not wait. */
async function findTopic(ctx: Ctx, id: string): Promise<Topic | undefined> {
  const [topic] = await ctx.db.$queryRaw<Topic[]>`
    select id, title, board_id as "boardId", tag_ids as "tagIds", last_no as "lastNo", last_post_at as "lastPostAt" from topic where id = ${id}::uuid and hidden_at is null for key share`
  return topic
}

/** Where the posts of a stretch stand now, when their topic has become part of another. */
async function standing(ctx: Ctx, asked: Stretch): Promise<Stretch> {
  const [moved] = await ctx.db.$queryRaw<Pick<Stretch, 'topicId' | 'from' | 'to'>[]>`
    select p.topic_id as "topicId", min(p.no) as "from", max(p.no) as "to"
    from topic t join post_move v on v.topic_id = t.id and v.no between ${asked.from} and ${asked.to} join post p on p.id = v.post_id and p.topic_id = t.merged_into_id
    where t.id = ${asked.topicId}::uuid group by p.topic_id`
  return moved ?? asked
}

/** What one member is told of these posts, or null. */
function noticeFor(who: Listener, topic: Topic, posts: Post[]): TopicNotice | null {
  if (who.readBefore === null) return null
  const place = placeIn(topic, who)
  const level = levelOfMember(who)
  const fresh = posts.filter((post) => post.authorId !== who.memberId && post.no > place && isTold(level, post.no === 1 ? 'new_topic' : 'reply'))
  if (fresh.length === 0) return null
  const isNew = fresh[0]?.no === 1
  return notice(topic, isNew ? 'topic_started' : 'topic_replied', who.memberId, fresh, isNew ? `started:${topic.id}` : repliedKey(topic.id, place))
}

export const postHref = (topicId: string, no: number): string => (no === 1 ? `/topics/${topicId}` : `/topics/${topicId}?from=${no}#post-${no}`)
/** Replies after the post a member has come to are one notice of theirs. */
export const repliedKey = (topicId: string, place: number): string => `replied:${topicId}:${place}`

function notice(topic: Topic, kind: TopicNotice['kind'], memberId: string, posts: Post[], dedupeKey: string): TopicNotice {
  const [no, upTo] = [posts[0]?.no ?? 1, posts.at(-1)?.no ?? 1]
  // A new topic is told by who began it; replies by who wrote last.
  const who = kind === 'topic_started' ? posts.slice(0, 1).map((p) => p.name) : [...new Set(posts.map((p) => p.name).reverse())]
  return { memberId, kind, params: { name: who[0] ?? '', title: topic.title }, href: postHref(topic.id, no), dedupeKey, fold: { topicId: topic.id, no, upTo, who } }
}
