import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'

/** 配慮事項 and answers are kept this long after the end of their event. */
export const KEEP_NEEDS_MS = 30 * 86_400_000

/** Deletes what registrants told the hosts of events that are over for 30 days; `limit` events at once. Answers how many there were. */
export async function eraseNeeds(ctx: Ctx, limit = 50): Promise<number> {
  const now = ctx.now()
  return ctx.tx(async (tx) => {
    const events = await tx.db.$queryRaw<{ id: string }[]>`
      update event set needs_erased_at = ${now} where id in (
        select id from event where needs_erased_at is null and ends_at <= ${new Date(now.getTime() - KEEP_NEEDS_MS)} order by ends_at limit ${fixed(limit)} for no key update skip locked)
      returning id`
    if (events.length > 0) await tx.db.registration.updateMany({ where: { eventId: { in: events.map((e) => e.id) }, OR: [{ support: { not: '' } }, { answers: { not: {} } }] }, data: { support: '', answers: {} } })
    return events.length
  })
}
