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

/** What the votes have come to. `counts` a choice, null for whom they are not shown to. */
export const pollTally = z.strictObject({ voters: z.int().min(0), counts: z.array(z.int().min(0)).nullable(), isClosed: z.boolean() })
