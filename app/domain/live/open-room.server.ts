import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { lockRoomToRun } from './access.server.ts'
import type { RoomInput } from './schema.ts'
import { tellEverybody } from './tell.server.ts'

/** 開始する: from now on people can ask and vote. A room that was closed by mistake opens again with everything in it. */
export async function openRoom(ctx: Ctx, { eventId, commandId }: RoomInput): Promise<null> {
  return once(ctx, 'live:open', commandId, async (tx) => {
    const room = await lockRoomToRun(tx, eventId)
    if (room.status === 'open') return null
    const at = tx.now()
    await tx.db.room.update({ where: { eventId }, data: { status: 'open', openedAt: at, closedAt: null }, select: { eventId: true } })
    tellEverybody(tx, eventId, 'room.opened', { at: at.toISOString() })
    tx.audit({ action: 'room.opened', subject: 'event', subjectId: eventId })
    return null
  })
}
