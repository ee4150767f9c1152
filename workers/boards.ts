import { topicNotices } from '../app/domain/boards/index.server.ts'
import { notifyAll } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const boardHandlers: Handlers<'topic.tell'> = {
  'topic.tell': async (ctx, posts) => {
    const notices = await topicNotices(ctx, posts)
    await ctx.tx(async (tx) => void (await notifyAll(tx, notices)))
  },
}
