import { z } from 'zod'
import { pollRoomEvents, pollStaffEvents } from '../polls/events.ts'
import { dismissReasons, questionStatuses, stageViews } from './policy.ts'

/** What happens in a live room, by name. `event:<id>:all` hears only what every attendee may know; `event:<id>:staff` hears all of it. */

const at = z.iso.datetime()
const id = z.uuid()
const person = z.strictObject({ id, name: z.string() })

/** Who asked: without an id it is another name. */
const asker = z.strictObject({ id: id.nullable(), name: z.string() })

/** A question as a room shows it. Null asker: asked anonymously. What most questions have not is absent. */
export const questionSchema = z.strictObject({
  id,
  text: z.string(),
  /** As its author wrote it, where a host has changed the words; known to hosts alone. */
  original: z.string().optional(),
  asker: asker.nullable(),
  status: z.enum(questionStatuses),
  votes: z.number().int().nonnegative(),
  askedAt: at,
  answeringAt: at.nullable(),
  answeredAt: at.nullable(),
  reason: z.enum(dismissReasons).nullable(),
  /** What its author alone was told with the reason, and why they asked to look once more; known to hosts alone. */
  note: z.string().optional(),
  appeal: z.string().optional(),
  labels: z.array(id).optional(),
  /** The answer in writing; attendees have it while the question counts as answered. */
  answer: z.strictObject({ text: z.string(), by: z.string(), at }).optional(),
  /** The question it was put together with, and those that were put together with it. */
  mergedInto: id.optional(),
  merged: z.array(id).optional(),
  /** It has words that a host looks at first; known to hosts alone. */
  isRude: z.literal(true).optional(),
  /** How many members reported it, while that waits for a decision; known to hosts alone. */
  reports: z.number().int().positive().optional(),
})

export const labelSchema = z.strictObject({ id, name: z.string(), isPublic: z.boolean() })
export const streamSchema = z.strictObject({ kind: z.enum(['youtube', 'vimeo', 'link']), name: z.string(), href: z.string() })
export const messageSchema = z.strictObject({ id, text: z.string(), from: person, at, read: z.strictObject({ by: z.string(), at }).nullable() })

/** Every attendee hears these. */
export const roomEvents = {
  'room.opened': z.strictObject({ at }),
  'room.closed': z.strictObject({ at }),
  'asking.switched': z.strictObject({ isOpen: z.boolean() }),
  'moderation.switched': z.strictObject({ isModerated: z.boolean() }),
  'modes.switched': z.strictObject({ allowsPseudonym: z.boolean(), allowsAnonymous: z.boolean() }),
  /** There is nobody to seal names for, or there is again. */
  'custodians.changed': z.strictObject({ areLacking: z.boolean() }),
  /** What the projector shows, and which poll of several that are open. */
  'stage.shown': z.strictObject({ view: z.enum(stageViews), pollId: id.nullable() }),
  /** Where picture and sound come from. */
  'stream.changed': z.strictObject({ stream: streamSchema.nullable() }),
  /** Where the room can be seen again, and where in it the room was opened. */
  'recording.changed': z.strictObject({ recording: z.strictObject({ stream: streamSchema, offset: z.number().int() }).nullable() }),
  'question.published': z.strictObject({ question: questionSchema }),
  /** Anything else about a question that is shown: words, labels, answer, what was put together with it, back to waiting. */
  'question.changed': z.strictObject({ question: questionSchema }),
  /** It is no longer shown; why is between its author and the hosts. */
  'question.withdrawn': z.strictObject({ id }),
  'question.answering': z.strictObject({ id, at }),
  'question.answered': z.strictObject({ id, at }),
  'votes.counted': z.strictObject({ counts: z.array(z.strictObject({ id, votes: z.number().int().nonnegative() })) }),
  /** All labels there are for this audience. */
  'labels.changed': z.strictObject({ labels: z.array(labelSchema) }),
  ...pollRoomEvents,
}

/** Hosts and the office hear these too. */
export const staffEvents = {
  ...roomEvents,
  'question.submitted': z.strictObject({ question: questionSchema }),
  'question.dismissed': z.strictObject({ id, reason: z.enum(dismissReasons), note: z.string().optional() }),
  'lead.changed': z.strictObject({ lead: person.nullable() }),
  'stage.said': z.strictObject({ message: messageSchema }),
  'stage.read': z.strictObject({ id, by: z.string(), at }),
  ...pollStaffEvents,
}

/** `shown` is whatever everybody sees; what it is there, the room says. */
const own = {
  text: z.string(),
  status: z.enum(['pending', 'shown', 'dismissed', 'merged', 'withdrawn']),
  reason: z.enum(dismissReasons).nullable(),
  /** What a host told them alone, and what they wrote to have it looked at once more. */
  note: z.string().optional(),
  appeal: z.string().optional(),
  /** As the author wrote it, where a host has changed the words. */
  original: z.string().optional(),
  /** The question it was put together with. */
  into: id.optional(),
}
/** The author alone hears these, in `user:<id>`. */
export const askerEvents = {
  'question.submitted': z.strictObject({ eventId: id, question: z.strictObject({ id, askedAt: at, ...own }) }),
  'question.decided': z.strictObject({ eventId: id, id, ...own }),
}
