/** Who does which job. A job of the contract without a handler does not compile. */
import type { JobName, JobPayload } from '../app/contract/jobs.ts'
import type { Ctx } from '../app/core/ctx.ts'
import { archiveHandlers } from './archive.ts'
import { boardHandlers } from './boards.ts'
import { bookmarkHandlers } from './bookmarks.ts'
import { custodyHandlers } from './custody.ts'
import { eventHandlers } from './events.ts'
import { liveHandlers } from './live.ts'
import { mentorHandlers } from './mentors.ts'
import { moderationHandlers } from './moderation.ts'
import { notificationHandlers } from './notifications.ts'
import { proposalHandlers } from './proposals.ts'
import type { Tools } from './runtime.ts'
import { voiceHandlers } from './voices.ts'

export type Handlers<N extends JobName = JobName> = { readonly [K in N]: (ctx: Ctx, payload: JobPayload<K>, tools: Tools) => Promise<void> }

export const handlers: Handlers = {
  ...archiveHandlers,
  ...boardHandlers,
  ...bookmarkHandlers,
  ...custodyHandlers,
  ...eventHandlers,
  ...liveHandlers,
  ...mentorHandlers,
  ...moderationHandlers,
  ...notificationHandlers,
  ...proposalHandlers,
  ...voiceHandlers,
}
