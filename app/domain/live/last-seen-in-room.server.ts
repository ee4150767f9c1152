import type { Ctx } from '../../core/ctx.ts'

/** When a member was last seen in the room of an event while it was open; null: never. */
export async function lastSeenInRoom(ctx: Ctx, eventId: string, memberId: string): Promise<Date | null> {
  const row = await ctx.db.presence.findUnique({ where: { eventId_memberId: { eventId, memberId } }, select: { lastAt: true } })
  return row?.lastAt ?? null
}
