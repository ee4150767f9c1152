import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

/** Done by workers/live.ts. */
export const liveJobs = {
  /** A question was answered or will not be: its asker is told. */
  'question.tell': { queue: 'main', payload: z.strictObject({ questionId: z.uuid() }), attempts: 8 },
  /** A room was closed: what it leaves behind is kept. Done by workers/archive.ts. */
  'room.closed': { queue: 'main', payload: z.strictObject({ eventId: z.uuid() }), attempts: 8, timeoutMs: 120_000 },
  /** Something was asked ahead of an event: who runs it is told. */
  'questions.ahead': { queue: 'main', payload: z.strictObject({ eventId: z.uuid() }), attempts: 8 },
} as const satisfies JobDefinitions
