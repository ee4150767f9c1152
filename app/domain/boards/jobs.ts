import { z } from 'zod'
import type { JobDefinitions } from '../../core/ctx.ts'

/** Told to the people concerned by workers/boards.ts. */
export const boardJobs = {
  /** Posts `from` to `to` of a topic, which nobody has been told of yet; `after`: members up to this one have been. */
  'topic.tell': { queue: 'main', payload: z.strictObject({ topicId: z.uuid(), from: z.int().positive(), to: z.int().positive(), after: z.uuid().optional() }), attempts: 8 },
  /** `by` merged or split: posts of one topic stand in another now. */
  'posts.moved': { queue: 'main', payload: z.strictObject({ from: z.uuid(), to: z.uuid(), by: z.uuid() }), attempts: 8 },
  /** Somebody was asked to see to a topic. `at`: when, so that being asked again is told again. */
  'topic.assigned': { queue: 'main', payload: z.strictObject({ topicId: z.uuid(), memberId: z.uuid(), at: z.iso.datetime() }), attempts: 8 },
  /** A post was marked as a topic's answer, or is it no more, or says something else now: what the topic came from follows. Done by workers/archive.ts. */
  'topic.answered': { queue: 'main', payload: z.strictObject({ topicId: z.uuid() }), attempts: 8 },
  /** A post is no longer shown, or is again: what quotes it, after this one, is told anew. */
  'quotes.follow': { queue: 'main', payload: z.strictObject({ postId: z.uuid(), after: z.uuid().optional() }), attempts: 8 },
  /** Words were taken out of this post's history: one part of where they were quoted, after this key. */
  'quotes.redact': { queue: 'main', payload: z.strictObject({ postId: z.uuid(), part: z.enum(['scheduled', 'posts', 'versions', 'drafts']), after: z.string().optional(), hasChanged: z.boolean().optional() }), attempts: 8 },
} as const satisfies JobDefinitions
