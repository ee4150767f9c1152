import { boardJobs } from '../app/domain/boards/jobs.ts'
import { assignmentNotice, topicNotices } from '../app/domain/boards/index.server.ts'
import { notifyAll } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const boardHandlers: Handlers<'topic.tell' | 'topic.assigned'> = {
  'topic.tell': async (ctx, posts) => {
    const { notices, next } = await topicNotices(ctx, posts)
    await ctx.tx(async (tx) => {
      await notifyAll(tx, notices)
      if (next !== null) tx.enqueue(boardJobs, 'topic.tell', { ...posts, after: next })
    })
  },
  'topic.assigned': async (ctx, assignment) => {
    const notice = await assignmentNotice(ctx, assignment)
    if (notice !== null) await ctx.tx(async (tx) => void (await notifyAll(tx, [notice])))
  },
}
