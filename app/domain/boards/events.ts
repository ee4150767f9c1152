import { z } from 'zod'
import { pollFacts, pollTally } from '../polls/events.ts'
import { reactionKinds } from './policy.ts'

export const authorView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('member'), id: z.uuid(), name: z.string(), line: z.string(), former: z.string().optional() }),
  z.strictObject({ kind: z.literal('office'), name: z.string() }),
  z.strictObject({ kind: z.literal('anonymous') }),
  z.strictObject({ kind: z.literal('left') }),
])

const no = z.int().min(1)
export const postView = z.strictObject({
  no,
  author: authorView,
  at: z.iso.datetime(),
  isEdited: z.boolean(),
  /** A hidden post keeps its number and loses its author and text. */
  isHidden: z.boolean(),
  /** It only keeps the number of a post that was split out. */
  isMoved: z.literal(true).optional(),
  html: z.string(),
  /** Hidden by its own author, who took it back. */
  isWithdrawn: z.literal(true).optional(),
  /** Grows whenever the post changes; absent for a post that never did. */
  version: z.int().min(2).optional(),
})

/** On the writer's own stream `user:<id>`: a draft at a place was written on, anywhere; `version` 0: it is gone. */
export const draftEvents = {
  'draft.changed': z.strictObject({ place: z.string(), version: z.int().min(0) }),
}

export const reactionCounts = z.partialRecord(z.enum(reactionKinds), z.int().positive())

/** What everybody sees of a topic beside its posts; what it has not is left out. */
export const topicFacts = z.strictObject({
  board: z.strictObject({ slug: z.string(), name: z.string() }),
  isPinned: z.literal(true).optional(),
  asks: z.literal(true).optional(),
  tags: z.array(z.string()).optional(),
  /** Number of the post that answers it. */
  answer: no.optional(),
  /** One member writes once in so many seconds, until then. */
  slow: z.strictObject({ seconds: z.int(), until: z.iso.datetime() }).optional(),
  /** Who sees to it, and by which day in Japan. */
  assigned: z.strictObject({ id: z.uuid(), name: z.string(), due: z.string().optional() }).optional(),
  /** Its readers are asked to confirm that they have read it. */
  confirm: z.literal(true).optional(),
})

/** What happens in a topic, for the stream `topic:<id>`. */
export const topicEvents = {
  'post.added': z.strictObject({ post: postView, poll: pollFacts.optional() }),
  'post.edited': z.strictObject({ post: postView }),
  'post.hidden': z.strictObject({ no, by: z.literal('author').optional() }),
  /** Hidden before, and for all to read again. */
  'post.shown': z.strictObject({ post: postView }),
  'reactions.counted': z.strictObject({ posts: z.array(z.strictObject({ no, counts: reactionCounts })) }),
  /** All its posts went to the end of another topic; what is written here lands there. The last thing that is heard of it. */
  'topic.merged': z.strictObject({ into: z.uuid(), title: z.string() }),
  'topic.facts': z.strictObject({ facts: topicFacts }),
  'polls.counted': z.strictObject({ polls: z.array(z.strictObject({ no, tally: pollTally })) }),
  /** It asks something else now; nobody had voted. */
  'poll.changed': z.strictObject({ no, poll: pollFacts }),
  'topic.closed': z.strictObject({}),
  'topic.reopened': z.strictObject({}),
}
