import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

export const notificationJobs = {
  /** One row of the mail ledger. An outage of some hours at the mail server is waited out. */
  'mail.send': { queue: 'mail', payload: z.strictObject({ mailId: z.uuid() }), attempts: 20 },
  /** The next batch of members of one digest period. */
  'digest.batch': { queue: 'main', payload: z.strictObject({ period: z.string().regex(/^\d{4}-W\d{2}$/) }), attempts: 8, timeoutMs: 60_000 },
} as const satisfies JobDefinitions
