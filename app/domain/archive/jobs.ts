import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

/** Done by workers/archive.ts. */
export const archiveJobs = {
  /** A question became a topic: its asker is told. */
  'question.moved': { queue: 'main', payload: z.strictObject({ questionId: z.uuid() }), attempts: 8 },
  /** A question that was left over was answered, or waits again: the record says so. */
  'record.follow': { queue: 'main', payload: z.strictObject({ eventId: z.uuid() }), attempts: 8 },
} as const satisfies JobDefinitions
