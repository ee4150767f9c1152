import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

export const bookmarkJobs = {
  /** The reminder of a bookmark for this time is due. */
  'bookmark.remind': { queue: 'main', payload: z.strictObject({ bookmarkId: z.uuid(), at: z.iso.datetime() }), attempts: 8 },
} as const satisfies JobDefinitions
