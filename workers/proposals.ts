import { announcement, proposalNotices } from '../app/domain/proposals/index.server.ts'
import { proposalJobs } from '../app/domain/proposals/jobs.ts'
import { notifyAll, tellMember } from '../app/domain/notifications/index.server.ts'
import type { Handlers } from './registry.ts'

export const proposalHandlers: Handlers<'proposal.tell' | 'event.announce'> = {
  'proposal.tell': async (ctx, { noteId }) => {
    for (const notice of await proposalNotices(ctx, noteId)) await tellMember(ctx, notice)
  },
  'event.announce': async (ctx, stretch) => {
    const { notices, next } = await announcement(ctx, stretch)
    await ctx.tx(async (tx) => {
      await notifyAll(tx, notices)
      if (next !== null) tx.enqueue(proposalJobs, 'event.announce', { ...stretch, after: next })
    })
  },
}
