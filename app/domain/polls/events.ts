import { z } from 'zod'
import { pollKinds, pollShows } from './policy.ts'

/** What a poll asks; it changes only before the first vote. */
export const pollFacts = z.strictObject({
  id: z.uuid(),
  question: z.string(),
  kind: z.enum(pollKinds),
  choices: z.array(z.string()),
  most: z.int().min(1),
  shows: z.enum(pollShows),
  closesAt: z.iso.datetime().nullable(),
})

/** Hidden ones are for hosts alone. A word is known in small letters by `key`. */
const isHidden = z.literal(true).optional()
export const pollWord = z.strictObject({ key: z.string(), word: z.string(), count: z.int().min(1), isHidden })
export const pollAnswer = z.strictObject({ id: z.uuid(), text: z.string(), isHidden })

/** What the votes have come to. `counts` a choice, null for whom they are not shown to; so are `words` and `answers`, absent then. */
export const pollTally = z.strictObject({
  voters: z.int().min(0),
  counts: z.array(z.int().min(0)).nullable(),
  isClosed: z.boolean(),
  /** Of a cloud: the most frequent ones. */
  words: z.array(pollWord).optional(),
  /** In words: the last ones, in the order they came first. */
  answers: z.array(pollAnswer).optional(),
})

/** A poll of a room. `openedAt` null: a draft, for hosts alone. */
export const roomPoll = z.strictObject({
  ...pollFacts.shape,
  openedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  /** The same question asked before, whose second round this is. */
  firstId: z.uuid().nullable(),
  tally: pollTally,
})

/** What polls do to a room's stream: for attendees, and beside that for hosts. */
export const pollRoomEvents = {
  /** A poll as it is now: begun, closed, shown or not, something in it hidden. */
  'poll.changed': z.strictObject({ poll: roomPoll }),
  /** Of answers in words, those that are new or changed. */
  'polls.counted': z.strictObject({ polls: z.array(z.strictObject({ id: z.uuid(), tally: pollTally })) }),
}
export const pollStaffEvents = { 'poll.dropped': z.strictObject({ id: z.uuid() }) }
