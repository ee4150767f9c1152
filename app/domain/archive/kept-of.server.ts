import type { Ctx } from '../../core/ctx.ts'
import { isId } from '../../core/ids.ts'

/** The topic that keeps what was said in an event's room, and whether that is closed: it can be opened once more. Null as long as there is none. Whether the event may be known is asked before. */
export async function keptOf(ctx: Ctx, eventId: string): Promise<{ topicId: string; isClosed: boolean } | null> {
  if (!isId(eventId)) return null
  const [kept] = await ctx.db.$queryRaw<{ topicId: string; isClosed: boolean }[]>`
    select a.topic_id as "topicId", r.status = 'closed' as "isClosed" from room_archive a join room r on r.event_id = a.event_id where a.event_id = ${eventId}::uuid`
  return kept ?? null
}
