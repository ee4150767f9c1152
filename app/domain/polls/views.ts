/** Polls as pages and rooms show them. Types only: safe for the browser. */
import type { z } from 'zod'
import type { pollFacts, pollTally } from './events.ts'

export type PollFacts = z.output<typeof pollFacts>
export type PollTally = z.output<typeof pollTally>
