import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { lockRoomToRun } from './access.server.ts'
import type { SwitchInput } from './schema.ts'
import { tellEverybody } from './tell.server.ts'

/** 承認制: whether questions wait for the host before others see them. What is waiting already goes on waiting. */
export async function switchModeration(ctx: Ctx, { eventId, isOn, commandId }: SwitchInput): Promise<null> {
  return once(ctx, 'live:switch-moderation', commandId, async (tx) => {
    const room = await lockRoomToRun(tx, eventId)
    if (room.isModerated === isOn) return null
    await tx.db.room.update({ where: { eventId }, data: { isModerated: isOn }, select: { eventId: true } })
    tellEverybody(tx, eventId, 'moderation.switched', { isModerated: isOn })
    return null
  })
}
