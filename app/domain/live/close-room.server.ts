import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { lockRoomToRun } from './access.server.ts'
import { liveJobs } from './jobs.ts'
import { closeRoomPolls } from './room-polls.server.ts'
import type { RoomInput } from './schema.ts'
import { finishAnswering } from './start-answering.server.ts'
import { tellEverybody } from './tell.server.ts'

/** 終了する: no question and no vote comes in any more; what was being answered counts as answered, and open polls are closed. */
export async function closeRoom(ctx: Ctx, { eventId, commandId }: RoomInput): Promise<null> {
  return once(ctx, 'live:close', commandId, async (tx) => {
    const room = await lockRoomToRun(tx, eventId)
    if (room.status === 'closed') return null
    if (room.status === 'waiting') throw conflict('live.room_not_open')
    await finishAnswering(tx, eventId)
    await closeRoomPolls(tx, eventId)
    const at = tx.now()
    await tx.db.room.update({ where: { eventId }, data: { status: 'closed', closedAt: at }, select: { eventId: true } })
    tellEverybody(tx, eventId, 'room.closed', { at: at.toISOString() })
    tx.enqueue(liveJobs, 'room.closed', { eventId })
    tx.audit({ action: 'room.closed', subject: 'event', subjectId: eventId })
    return null
  })
}
