/** What the pages and rooms of boards show. Types only: safe for the browser. */
import type { z } from 'zod'
import type { Level } from '../attention/policy.ts'
import type { PollFacts, PollTally } from '../polls/views.ts'
import type { authorView, postView, reactionCounts, topicFacts } from './events.ts'
import type { reactionKinds } from './policy.ts'

/** Who a text stands under: a member, an office's own word, nobody named, or somebody who has left. */
export type Author = z.output<typeof authorView>
/** One post as every reader of its topic sees it. */
export type PostView = z.output<typeof postView>

/** What everybody sees of a topic beside its posts. */
export type TopicFacts = z.output<typeof topicFacts>

export type ReactionKind = (typeof reactionKinds)[number]
/** How many members reacted in which way; kinds without any are left out. */
export type ReactionCounts = z.output<typeof reactionCounts>
/** By number of the post; a post without any is left out, or holds nothing when its last one was taken back. */
export type ReactionsByPost = Record<number, ReactionCounts>

/** Polls by number of the post, and what they have come to; left out where there are none. */
export type PollsByPost = { polls?: Record<number, PollFacts>; tallies?: Record<number, PollTally> }

/**
 * What everybody in a topic's room shares. `tail` holds the newest posts, at most 20, so that it stays small however long a topic
 * is; older posts come with the page that shows them. `hidden` says which of those have been hidden, `withdrawn` which of these by
 * their authors, and `changed` holds the posts, at most 20, that were edited or shown again last.
 * `moved` are those of the hidden that only keep a number; `merged` is set when the topic has become part of another.
 * `reactions` holds those of the tail and, after an event, of whatever post it was about.
 */
export type TopicState = { lastNo: number; isClosed: boolean; facts: TopicFacts; merged?: { into: string; title: string }; moved?: number[]; hidden: number[]; withdrawn: number[]; changed: PostView[]; tail: PostView[]; reactions: ReactionsByPost } & PollsByPost

/** How much of a topic its reader hears: the level that holds, what they chose by hand, and whether this visit has raised it. */
export type TopicAttention = { level: Level; chosen: Level | null; hasRisen: boolean }

/** A topic as lists show it. `unread` is the number of posts the reader has not seen. */
export type TopicRow = {
  id: string
  title: string
  isPinned: boolean
  isClosed: boolean
  /** Muted by the reader: nothing of it counts as unread. */
  isMuted: boolean
  /** Followed by the reader: lists say how many posts are new. */
  isTracked: boolean
  /** A post of it was marked as the answer. */
  isAnswered: boolean
  asks: boolean
  tags: string[]
  board: { slug: string; name: string }
  posts: number
  unread: number
  author: Author
  lastAuthor: Author
  lastPostAt: string
}

/** A board as the list of boards shows it. */
export type BoardRow = {
  slug: string
  name: string
  description: string
  topics: number
  /** Topics with something unread, at most 100. */
  unread: number
  last: { id: string; title: string; isUnread: boolean; author: Author; at: string } | null
}
