import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'

/** What is being answered at this moment in the open rooms of these events, by event. For members; the events come from `liveNow`. */
export async function answeringNow(ctx: Ctx, eventIds: string[]): Promise<Map<string, string>> {
  if (!isMember(ctx.actor) || eventIds.length === 0) return new Map()
  const rows = await ctx.db.question.findMany({
    where: { eventId: { in: eventIds }, status: 'answering', room: { status: 'open' } }, select: { eventId: true, text: true }, take: eventIds.length,
  })
  return new Map(rows.map((r) => [r.eventId, r.text]))
}
