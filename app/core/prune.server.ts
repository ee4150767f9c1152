/** Forgetting what has served its time, in bounded bites: a delete of a million rows would hold up everybody. */
import { fixed } from './fixed.server.ts'
import type { Ctx } from './ctx.ts'
import { KEEP_EVENTS_MS } from './streams.server.ts'

const BITE = 2_000
/** A command's first answer is given to retries for this long; a browser gives up far earlier. */
const KEEP_COMMANDS_MS = 7 * 86_400_000

/** Events older than a replay may reach back. Answers how many are gone; the rest goes the next time. */
export const pruneEvents = (ctx: Ctx): Promise<number> => ctx.db.$executeRaw`
  delete from live_event where (stream, seq) in (select stream, seq from live_event where at < ${new Date(ctx.now().getTime() - KEEP_EVENTS_MS)} order by at limit ${fixed(BITE)} for update skip locked)`

/** Answers of commands that nobody will retry any more. */
export const pruneCommands = (ctx: Ctx): Promise<number> => ctx.db.$executeRaw`
  delete from command where (member_id, command_id) in (select member_id, command_id from command where at < ${new Date(ctx.now().getTime() - KEEP_COMMANDS_MS)} order by at limit ${fixed(BITE)} for update skip locked)`
