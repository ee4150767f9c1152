import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

const openingId = z.uuid()

/** Done by workers/custody.ts. */
export const custodyJobs = {
  /** A key was made or given up: rooms hear whether names can be sealed. */
  'custodians.changed': { queue: 'main', payload: z.strictObject({}), attempts: 8 },
  /** An opening was asked for or decided: the other custodian is told. */
  'seal.tell': { queue: 'main', payload: z.strictObject({ openingId }), attempts: 8 },
  /** A seal was opened: whoever asked the question is told. `hidden`: who that is, for who has the place's secret. */
  'seal.opened': { queue: 'main', payload: z.strictObject({ openingId, hidden: z.string() }), attempts: 20 },
  /** The time for confirming an opening is over. */
  'seal.expire': { queue: 'main', payload: z.strictObject({ openingId }), attempts: 8 },
} as const satisfies JobDefinitions
