/** Every job of the product by name: what crosses from the process that wants it to the worker that does it. Browser-safe. */
import type { z } from 'zod'
import type { JobDefinitions } from '../core/ctx.ts'
import { archiveJobs } from '../domain/archive/jobs.ts'
import { boardJobs } from '../domain/boards/jobs.ts'
import { bookmarkJobs } from '../domain/bookmarks/jobs.ts'
import { custodyJobs } from '../domain/custody/jobs.ts'
import { eventJobs } from '../domain/events/jobs.ts'
import { liveJobs } from '../domain/live/jobs.ts'
import { mentorJobs } from '../domain/mentors/jobs.ts'
import { moderationJobs } from '../domain/moderation/jobs.ts'
import { notificationJobs } from '../domain/notifications/jobs.ts'
import { proposalJobs } from '../domain/proposals/jobs.ts'
import { voiceJobs } from '../domain/voices/jobs.ts'

export const jobs = {
  ...archiveJobs,
  ...boardJobs,
  ...bookmarkJobs,
  ...custodyJobs,
  ...eventJobs,
  ...liveJobs,
  ...mentorJobs,
  ...moderationJobs,
  ...notificationJobs,
  ...proposalJobs,
  ...voiceJobs,
} as const satisfies JobDefinitions

export type JobName = keyof typeof jobs
export type JobPayload<N extends JobName> = z.output<(typeof jobs)[N]['payload']>
