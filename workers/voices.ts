import { voiceNotices } from '../app/domain/voices/index.server.ts'
import { voiceJobs } from '../app/domain/voices/jobs.ts'
import { notifyAll } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const voiceHandlers: Handlers<'voice.tell'> = {
  'voice.tell': async (ctx, stretch) => {
    const { notices, next } = await voiceNotices(ctx, stretch)
    await ctx.tx(async (tx) => {
      await notifyAll(tx, notices)
      if (next !== null) tx.enqueue(voiceJobs, 'voice.tell', { ...stretch, after: next })
    })
  },
}
