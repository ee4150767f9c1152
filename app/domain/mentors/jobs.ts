import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

const payload = z.strictObject({ requestId: z.uuid() })

/** Told to the people concerned by workers/mentors.ts. */
export const mentorJobs = {
  'mentor.asked': { queue: 'main', payload, attempts: 8 },
  'mentor.answered': { queue: 'main', payload, attempts: 8 },
} as const satisfies JobDefinitions
