import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { accessHostedRoom, lockRoom } from './access.server.ts'
import type { SwitchInput } from './schema.ts'
import { tellEverybody } from './tell.server.ts'

/** 質問の受付を止める / 再開する, by any host, whoever has the room in hand. Votes go on. */
export async function switchAsking(ctx: Ctx, { eventId, isOn, commandId }: SwitchInput): Promise<null> {
  return once(ctx, 'live:switch-asking', commandId, async (tx) => {
    await accessHostedRoom(tx, eventId)
    const room = await lockRoom(tx, eventId)
    if (room.isAskingOpen === isOn) return null
    await tx.db.room.update({ where: { eventId }, data: { isAskingOpen: isOn }, select: { eventId: true } })
    tellEverybody(tx, eventId, 'asking.switched', { isOpen: isOn })
    return null
  })
}
