import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'

/** More than are on at once on any page. */
const MOST = 50

/** What is being answered at this moment in the open rooms of these events, by event. For members; the events come from `liveNow`. */
export async function answeringNow(ctx: Ctx, eventIds: string[]): Promise<Map<string, string>> {
  if (!isMember(ctx.actor) || eventIds.length === 0) return new Map()
  const rows = await ctx.db.$queryRaw<{ eventId: string; text: string }[]>`
    select q.event_id as "eventId", q.text from question q join room on room.event_id = q.event_id and room.status = 'open'
    where q.event_id = any(${eventIds}::uuid[]) and q.status = 'answering' limit ${fixed(MOST)}`
  return new Map(rows.map((r) => [r.eventId, r.text]))
}
