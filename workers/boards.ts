import { boardJobs } from '../app/domain/boards/jobs.ts'
import { topicNotices } from '../app/domain/boards/index.server.ts'
import { notifyAll } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const boardHandlers: Handlers<'topic.tell'> = {
  'topic.tell': async (ctx, posts) => {
    const { notices, next } = await topicNotices(ctx, posts)
    await ctx.tx(async (tx) => {
      await notifyAll(tx, notices)
      if (next !== null) tx.enqueue(boardJobs, 'topic.tell', { ...posts, after: next })
    })
  },
}
