/** What happens because time passes: every 30 seconds, once however many workers there are, each line claims what is due by ctx.now(). */
import { system } from '../app/core/actor.ts'
import type { Ctx } from '../app/core/ctx.ts'
import { pruneCommands, pruneEvents } from '../app/core/prune.server.ts'
import { endExpiredSessions } from '../app/domain/accounts/index.server.ts'
import { claimTopicsToTell, closeDuePolls, publishDue } from '../app/domain/boards/index.server.ts'
import { claimDueBookmarks } from '../app/domain/bookmarks/index.server.ts'
import { claimDueReminders, eraseNeeds, passSeatsOn } from '../app/domain/events/index.server.ts'
import { dropLooseFiles } from '../app/domain/files/index.server.ts'
import { claimAhead, endOldRehearsals, erasePresence, tellCustodians } from '../app/domain/live/index.server.ts'
import { listLostMails, pruneMail, startDigestRun } from '../app/domain/notifications/index.server.ts'
import { pruneDeadJobs } from '../app/domain/operations/index.server.ts'
import type { Deps } from '../server/deps.ts'
import { describeError } from './tries.ts'

export const TICK_MS = 30_000

/** What happens, in words, and the door that does it. */
export type Due = Readonly<Record<string, (ctx: Ctx) => Promise<unknown>>>

/** Each bears being called again at once, and by two workers together; each does a bounded amount and leaves the rest to the next time. */
export const due: Due = {
  'start the digest of this period': startDigestRun,
  'claim the reminders of events': claimDueReminders,
  'pass seats on that were offered or are free': passSeatsOn,
  'delete what registrants needed, 30 days after': eraseNeeds,
  'delete how long people were in a room, 30 days after': erasePresence,
  'tell hosts what was asked ahead': claimAhead,
  'tell rooms whether names can be sealed, for custodians who left the office': tellCustodians,
  'let topics appear whose time has come': publishDue,
  'claim the reminders of bookmarks': claimDueBookmarks,
  'tell whom new posts concern': claimTopicsToTell,
  'list mails whose worker never came back': listLostMails,
  'forget what streams no longer replay': pruneEvents,
  'forget old commands': pruneCommands,
  'end expired sessions': endExpiredSessions,
  'forget old mails': pruneMail,
  'close polls whose time has come': closeDuePolls,
  'end rehearsals that nobody ended': endOldRehearsals,
  'remove files that belong to nothing': dropLooseFiles,
  'forget old dead jobs': pruneDeadJobs,
}

/** One that fails does not keep the others from their work. */
export async function tick(part: Pick<Deps, 'ctx' | 'log'>, work: Due = due): Promise<void> {
  const ctx = part.ctx(system)
  for (const [what, run] of Object.entries(work)) {
    try {
      await run(ctx)
    } catch (error) {
      part.log.error({ what, error: describeError(error), requestId: ctx.requestId }, 'schedule')
    }
  }
}
