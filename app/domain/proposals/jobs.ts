import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

/** Told by workers/proposals.ts. */
export const proposalJobs = {
  /** A step of a proposal, or a word about it. */
  'proposal.tell': { queue: 'main', payload: z.strictObject({ noteId: z.uuid() }), attempts: 8, timeoutMs: 60_000 },
  /** An event was made known. `after`: members with lower ids have been told. */
  'event.announce': { queue: 'main', payload: z.strictObject({ eventId: z.uuid(), after: z.uuid().optional() }), attempts: 8 },
  /** An event moved or was cancelled; `sequence` is its own after the change. `after`: members with lower ids have been told. */
  'event.changed': {
    queue: 'main', attempts: 8, timeoutMs: 60_000,
    payload: z.strictObject({ eventId: z.uuid(), change: z.enum(['changed', 'cancelled']), sequence: z.int().min(0), note: z.string(), after: z.uuid().optional() }),
  },
} as const satisfies JobDefinitions
