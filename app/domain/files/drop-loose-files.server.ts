import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'

/** A draft may hold an image as long as this before it is sent. */
const KEEP_MS = 24 * 3_600_000
const BITE = 500

/** For the schedule: removes files that belong to nothing and are older than a day. Answers how many; the rest goes the next time. */
export const dropLooseFiles = (ctx: Ctx): Promise<number> => ctx.db.$executeRaw`
  delete from file where id in (
    select id from file where subject is null and created_at < ${new Date(ctx.now().getTime() - KEEP_MS)} order by created_at limit ${fixed(BITE)} for update skip locked
  )`
