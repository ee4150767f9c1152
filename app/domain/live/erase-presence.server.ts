import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { PRESENCE_KEPT_MS } from '../events/policy.ts'

/** Deletes who was connected when, of events that are over for 30 days; `limit` rows at once. Answers how many there were. */
export const erasePresence = (ctx: Ctx, limit = 1_000): Promise<number> => ctx.tx((tx) => tx.db.$executeRaw`
  delete from presence where (event_id, member_id) in (
    select p.event_id, p.member_id from presence p join event e on e.id = p.event_id where e.ends_at <= ${new Date(ctx.now().getTime() - PRESENCE_KEPT_MS)} and p.last_at <= ${new Date(ctx.now().getTime() - PRESENCE_KEPT_MS)} limit ${fixed(limit)} for update of p skip locked)`)
