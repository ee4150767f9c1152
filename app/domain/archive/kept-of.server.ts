import type { Ctx } from '../../core/ctx.ts'

/** The topic that keeps what was said in an event's room; null as long as there is none. Whether the event may be known is asked before. */
export async function keptOf(ctx: Ctx, eventId: string): Promise<{ topicId: string } | null> {
  return ctx.db.roomArchive.findUnique({ where: { eventId }, select: { topicId: true } })
}
