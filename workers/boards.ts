import { boardJobs } from '../app/domain/boards/jobs.ts'
import { answerByWord, assignmentNotice, followQuotes, movedPostNotices, redactQuotes, topicNotices } from '../app/domain/boards/index.server.ts'
import { moveTopicNotices, notifyAll } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const boardHandlers: Handlers<'topic.tell' | 'posts.moved' | 'quotes.follow' | 'quotes.redact' | 'topic.assigned'> = {
  // Looked at and told in one transaction: a topic is not merged away in between.
  'topic.tell': (ctx, posts) =>
    ctx.tx(async (tx) => {
      const { notices, next } = await topicNotices(tx, posts)
      await notifyAll(tx, notices)
      if (posts.after === undefined) await answerByWord(tx, posts)
      if (next !== null) tx.enqueue(boardJobs, 'topic.tell', { ...posts, after: next })
    }),
  'posts.moved': (ctx, move) =>
    ctx.tx(async (tx) => {
      await moveTopicNotices(tx, move.from)
      await notifyAll(tx, await movedPostNotices(tx, move))
    }),
  'quotes.follow': async (ctx, { postId, after }) => {
    const next = await followQuotes(ctx, { postId, after })
    if (next !== null) await ctx.tx(async (tx) => tx.enqueue(boardJobs, 'quotes.follow', { postId, after: next }))
  },
  'quotes.redact': redactQuotes,
  'topic.assigned': async (ctx, assignment) => {
    const notice = await assignmentNotice(ctx, assignment)
    if (notice !== null) await ctx.tx(async (tx) => void (await notifyAll(tx, [notice])))
  },
}
