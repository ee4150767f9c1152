import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { isId } from '../../core/ids.ts'
import type { RoomView } from '../../core/rooms.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { levelOf } from '../attention/policy.ts'
import { findTopic, reader, type TopicAccess } from './access.server.ts'
import { unreadBoards } from './count-unread.server.ts'
import { factsSql } from './facts.server.ts'
import { pageStart } from './fold.ts'
import { placeAfter } from './mark-read.server.ts'
import { unreadOf } from './places.ts'
import { canDescribeTopic, canModerate, canReply, STALE_MS, UNDO_MS } from './policy.ts'
import { postsFrom } from './posts.server.ts'
import type { PostView, ReactionKind, TopicAttention, TopicFacts, TopicState } from './views.ts'

export type TopicPage = {
  topic: { id: string; title: string; isArchived: boolean; board: { slug: string; name: string } }
  /** Number of the first post of this page. */
  from: number
  posts: PostView[]
  /** The first post the reader has not seen, and how many there are; null when they have seen everything. */
  unread: { from: number; count: number } | null
  /** Unread topics after this page was read, when that number has changed. */
  unreadBoards: number | null
  people: Participants
  /** How the reader reacted to posts of this page, by number. */
  mine: Record<number, ReactionKind[]>
  /** Numbers of the posts of this page that the reader has bookmarked. */
  kept: number[]
  attention: TopicAttention
  /** Notices of this topic wait in the inbox, and posts up to this number have been shown now. */
  shownNotices: number | null
  /** What the reader chose in polls of this page, by number of the post. */
  picks?: Record<number, number[]>
  room: RoomView<TopicState>
  /** Where readers are asked to confirm: how many have, and whether this one has. */
  confirmed?: { count: number; isMine: boolean }
  /** In slow mode: when the reader may write again. */
  slowUntil?: string
  /** Nobody has written for long. */
  isStale?: true
  can: { moderate: boolean; describe: boolean }
  /** The reader's own reply on this page that can still be undone. */
  undoNo?: number
  /** The beginning of a post the reader asked to quote, for the composer. */
  quote?: string
  /** The reader has begun a reply; its text is asked for by the composer. */
  hasDraft?: true
}

/** What the page shows beside what every reader must know of a topic. */
const more = (ctx: Ctx) => Prisma.sql`, ${factsSql} as facts, t.moved_nos as moved, t.confirmed, t.last_post_at < ${new Date(ctx.now().getTime() - STALE_MS)} as "isStale",
  case when t.confirm_from is not null then exists (select 1 from topic_confirmation c where c.topic_id = t.id and c.member_id = m.id) end as "hasConfirmed",
  case when t.slow_until > ${ctx.now()} then r.posted_at + make_interval(secs => t.slow_seconds) end as "slowUntil",
  exists (select 1 from draft d where d.member_id = m.id and d.place = 'topic:' || t.id) as "hasDraft"`
type More = { moved: number[]; facts: TopicFacts; confirmed: number; isStale: boolean; hasConfirmed: boolean | null; slowUntil: Date | null; hasDraft: boolean }

export type Participants = { people: { id: string; name: string }[]; count: number }

const SHOWN_PEOPLE = 5
const MOST_PEOPLE = 100

/** Who writes here under their name: the most active five, and how many there are (at most 100). */
async function participantsOf(ctx: Ctx, topicId: string): Promise<Participants> {
  const rows = await ctx.db.$queryRaw<{ id: string; name: string; count: number }[]>`
    with taking_part as (select member_id, posts from topic_read where topic_id = ${topicId}::uuid and posts > 0 order by posts desc limit ${fixed(MOST_PEOPLE)})
    select m.id, m.display_name as name, (select count(*)::int from taking_part) as count
    from (select * from taking_part limit ${fixed(SHOWN_PEOPLE)}) p join member m on m.id = p.member_id and m.status <> 'left'`
  return { people: rows.map(({ id, name }) => ({ id, name })), count: rows[0]?.count ?? 0 }
}

/** Where a topic opens: at the page of the first unread post, or where the reader has come to. */
function startOf(topic: TopicAccess, from: number | null): number {
  if (from !== null) return Math.max(1, Math.min(from, topic.lastNo))
  if (topic.readNo < topic.lastNo) return pageStart(topic.readNo + 1)
  return topic.isPlaceKept ? pageStart(topic.lastNo) : 1
}

function undoable(posts: PostView[], me: string, now: Date): { undoNo?: number } {
  const last = posts.findLast((p) => p.author.kind === 'member' && p.author.id === me)
  return last !== undefined && last.no > 1 && now.getTime() - Date.parse(last.at) < UNDO_MS ? { undoNo: last.no } : {}
}

/**
 * A page of a topic: 20 posts from number `from`, or from the reader's place when it is null. What the page holds counts as read,
 * unless `isGlance` (a browser that loads ahead of the reader).
 *
 * `room` is the state at least as new as `seq`, without the tail: the page's own posts stand for it, and what comes later is folded in.
 */
export async function showTopic(ctx: Ctx, id: string, from: number | null, isGlance = false): Promise<TopicPage> {
  const { id: me } = reader(ctx)
  // Asked together, so that both leave in one packet; who may not read the topic gets neither.
  const [topic, people] = await Promise.all([findTopic<More>(ctx, id, more(ctx)), isId(id) ? participantsOf(ctx, id) : { people: [], count: 0 }])
  const start = startOf(topic, from)
  const { posts, reactions, mine, kept, picks, ...polls } = await postsFrom(ctx, topic.id, start, me)
  const lastShown = posts.at(-1)?.no ?? 0
  const lastNo = Math.max(topic.lastNo, lastShown)
  const { place, attention, hasRisen } = isGlance ? { place: topic.readNo, attention: topic.attention, hasRisen: false } : await placeAfter(ctx, { ...topic, lastNo }, start, lastShown, { isPage: true })
  return {
    topic: { id: topic.id, title: topic.title, isArchived: topic.isArchived, board: { slug: topic.boardSlug, name: topic.boardName } },
    from: start,
    posts,
    unread: topic.readNo < lastNo ? { from: topic.readNo + 1, count: unreadOf(lastNo, topic.readNo, topic.ahead) } : null,
    unreadBoards: place > topic.readNo && place === lastNo ? await unreadBoards(ctx, { anew: true }) : null,
    people,
    mine,
    kept,
    ...(picks && { picks }),
    attention: { level: levelOf(attention), chosen: attention.topic, hasRisen },
    shownNotices: topic.hasNotices && !isGlance ? lastShown : null,
    room: { state: { lastNo, isClosed: topic.isClosed, facts: topic.facts, ...(topic.moved.length > 0 && { moved: topic.moved }), hidden: topic.hiddenNos, withdrawn: [], changed: [], tail: [], reactions, ...polls }, seq: topic.seq, mine: undefined, mineSeq: 0, can: { reply: canReply(ctx.actor, topic) } },
    ...(topic.facts.confirm && { confirmed: { count: topic.confirmed, isMine: topic.hasConfirmed === true } }),
    ...(topic.slowUntil !== null && topic.slowUntil > ctx.now() && { slowUntil: topic.slowUntil.toISOString() }),
    ...(topic.isStale && { isStale: true as const }),
    can: { moderate: canModerate(ctx.actor), describe: canDescribeTopic(ctx.actor, topic) },
    ...(topic.hasDraft && { hasDraft: true as const }),
    ...undoable(posts, me, ctx.now()),
  }
}
