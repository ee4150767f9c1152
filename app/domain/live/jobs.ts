import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

/** Done by workers/live.ts. */
export const liveJobs = {
  /** A question was answered or will not be: its asker is told. */
  'question.tell': { queue: 'main', payload: z.strictObject({ questionId: z.uuid() }), attempts: 8 },
} as const satisfies JobDefinitions
