import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

/** Done by workers/moderation.ts. */
export const moderationJobs = {
  /** A report was decided: who reported is told. */
  'report.decided': { queue: 'main', payload: z.strictObject({ reportId: z.uuid() }), attempts: 8 },
} as const satisfies JobDefinitions
