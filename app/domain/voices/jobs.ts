import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'
import { voiceSteps } from './policy.ts'

/** Told by workers/voices.ts. */
export const voiceJobs = {
  /** A voice came to a step. `after`: members with lower ids have been told. */
  'voice.tell': { queue: 'main', payload: z.strictObject({ voiceId: z.uuid(), step: z.enum(voiceSteps), after: z.uuid().optional() }), attempts: 8, timeoutMs: 60_000 },
} as const satisfies JobDefinitions
