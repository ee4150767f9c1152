import type { Ctx } from '../../core/ctx.ts'
import { accessRoom } from './access.server.ts'
import { type Tally, tallyOfCounts } from './fold.ts'

/** What became of all that was asked in a room, as numbers, for everybody who may come in: also of what nobody but hosts can read. */
export async function readTally(ctx: Ctx, eventId: string): Promise<Tally> {
  const { id } = await accessRoom(ctx, eventId)
  const rows = await ctx.db.question.groupBy({ by: ['status'], where: { eventId: id }, _count: true })
  return tallyOfCounts(new Map(rows.map((row) => [row.status, row._count])))
}
