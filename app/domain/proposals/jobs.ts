import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

/** Told by workers/proposals.ts. */
export const proposalJobs = {
  /** A step of a proposal, or a word about it. */
  'proposal.tell': { queue: 'main', payload: z.strictObject({ noteId: z.uuid() }), attempts: 8, timeoutMs: 60_000 },
  /** An event was made known. `after`: members with lower ids have been told. */
  'event.announce': { queue: 'main', payload: z.strictObject({ eventId: z.uuid(), after: z.uuid().optional() }), attempts: 8 },
} as const satisfies JobDefinitions
