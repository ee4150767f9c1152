import type { Ctx } from '../../core/ctx.ts'
import { accessRoom } from './access.server.ts'

/** The room behind the six digits of a projector, however they were typed; null when this actor may enter none of that code. */
export async function findRoomByCode(ctx: Ctx, typed: string): Promise<{ eventId: string } | null> {
  const joinCode = typed.normalize('NFKC').replace(/\D/g, '')
  if (joinCode.length !== 6) return null
  const room = await ctx.db.room.findUnique({ where: { joinCode }, select: { eventId: true } })
  if (!room) return null
  return accessRoom(ctx, room.eventId).then(({ id }) => ({ eventId: id }), () => null)
}
