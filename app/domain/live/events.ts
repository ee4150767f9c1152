import { z } from 'zod'
import { dismissReasons } from './policy.ts'

/** What happens in a live room, by name. `event:<id>:all` hears only what every attendee may know; `event:<id>:staff` hears all of it. */

const at = z.iso.datetime()
const asker = z.strictObject({ id: z.uuid(), name: z.string() })

/** A question as a room shows it. Null asker: asked anonymously. */
export const questionSchema = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  asker: asker.nullable(),
  status: z.enum(['pending', 'approved', 'answering', 'answered_live', 'dismissed']),
  votes: z.number().int().nonnegative(),
  askedAt: at,
  answeringAt: at.nullable(),
  answeredAt: at.nullable(),
  reason: z.enum(dismissReasons).nullable(),
})

/** Every attendee hears these. */
export const roomEvents = {
  'room.opened': z.strictObject({ at }),
  'room.closed': z.strictObject({ at }),
  'asking.switched': z.strictObject({ isOpen: z.boolean() }),
  'moderation.switched': z.strictObject({ isModerated: z.boolean() }),
  'question.published': z.strictObject({ question: questionSchema }),
  /** It is no longer shown; why is between its author and the hosts. */
  'question.withdrawn': z.strictObject({ id: z.uuid() }),
  'question.answering': z.strictObject({ id: z.uuid(), at }),
  'question.answered': z.strictObject({ id: z.uuid(), at }),
  'question.reopened': z.strictObject({ id: z.uuid() }),
  'votes.counted': z.strictObject({ counts: z.array(z.strictObject({ id: z.uuid(), votes: z.number().int().nonnegative() })) }),
}

/** Hosts and the office hear these too. */
export const staffEvents = {
  ...roomEvents,
  'question.submitted': z.strictObject({ question: questionSchema }),
  'question.dismissed': z.strictObject({ id: z.uuid(), reason: z.enum(dismissReasons) }),
}

const ownStatus = z.enum(['pending', 'shown', 'dismissed'])
/** The author alone hears these, in `user:<id>`. */
export const askerEvents = {
  'question.submitted': z.strictObject({ eventId: z.uuid(), question: z.strictObject({ id: z.uuid(), text: z.string(), askedAt: at, status: ownStatus, reason: z.enum(dismissReasons).nullable() }) }),
  'question.decided': z.strictObject({ eventId: z.uuid(), id: z.uuid(), status: ownStatus, reason: z.enum(dismissReasons).nullable() }),
}
