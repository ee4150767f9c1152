import type { Ctx } from '../app/core/ctx.ts'
import { changeLetters, type Letter } from '../app/domain/events/index.server.ts'
import { announcement, changeNotice, changeNotices, proposalNotices } from '../app/domain/proposals/index.server.ts'
import { proposalJobs } from '../app/domain/proposals/jobs.ts'
import { formMail, type NewMail, notifyAll, queueMails, tellMember } from '../app/domain/notifications/index.server.ts'
import { readOrganisation } from '../app/domain/organisation/index.server.ts'
import type { Handlers } from './registry.ts'

export const proposalHandlers: Handlers<'proposal.tell' | 'event.announce' | 'event.changed'> = {
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
  'event.changed': async (ctx, change) => {
    const { letters, next } = await changeLetters(ctx, change)
    const following = change.after === undefined ? await changeNotices(ctx, change) : []
    const mails = await mailsOf(ctx, letters)
    await ctx.tx(async (tx) => {
      await queueMails(tx, mails)
      await notifyAll(tx, [...following, ...letters.map((l) => changeNotice(l.memberId, l.event.title, change))])
      if (next !== null) tx.enqueue(proposalJobs, 'event.changed', { ...change, after: next })
    })
  },
}

async function mailsOf(ctx: Ctx, letters: Letter[]): Promise<NewMail[]> {
  const organisation = await readOrganisation(ctx.db)
  return letters.map(({ memberId, kind, dedupeKey, subject, attachments, ...words }) => ({ memberId, kind, dedupeKey, subject, attachments, ...formMail(ctx, words, organisation) }))
}
