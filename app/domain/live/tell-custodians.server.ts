import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { hasCustodians } from '../custody/index.server.ts'
import { tellEverybody } from './tell.server.ts'

/**
 * Tells the rooms that let people ask without a name when there is nobody any more to seal names for, or somebody again; each room hears
 * what is so once, however often this is done. Asking itself does not wait for it: without custodians it is refused from the first moment.
 */
export const tellCustodians = (ctx: Ctx, limit = 200): Promise<number> => ctx.tx(async (tx) => {
  const areLacking = !(await hasCustodians(tx, true))
  const rooms = await tx.db.$queryRaw<{ eventId: string }[]>`
    update room set lacks_custodians = ${areLacking} where event_id in (
      select event_id from room where status <> 'closed' and allows_anonymous and lacks_custodians <> ${areLacking} limit ${fixed(limit)} for no key update skip locked
    ) returning event_id as "eventId"`
  for (const { eventId } of rooms) tellEverybody(tx, eventId, 'custodians.changed', { areLacking })
  return rooms.length
})
