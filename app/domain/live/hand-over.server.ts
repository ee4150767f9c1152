import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { hostsOfEvent } from '../events/index.server.ts'
import { accessHostedRoom, accountOf, lockRoom, lockRoomToRun } from './access.server.ts'
import { staffEvents } from './events.ts'
import type { HandOverInput, RoomInput } from './schema.ts'
import { staffOf } from './streams.ts'

/**
 * 進行を渡す: from now on this host alone runs the room, until another takes it. What is said to the stage and stopping questions stay
 * with every host. Throws `conflict` for somebody who is no host of it.
 */
export async function handOver(ctx: Ctx, { eventId, memberId, commandId }: HandOverInput): Promise<null> {
  return once(ctx, 'live:hand-over', commandId, async (tx) => {
    const { leadId } = await lockRoomToRun(tx, eventId)
    if (leadId === memberId) return null
    const to = (await hostsOfEvent(tx, eventId)).find((host) => host.id === memberId)
    if (!to) throw conflict('live.no_host')
    await setLead(tx, eventId, to)
    return null
  })
}

/** 進行を引き取る, by any host at any time. */
export async function takeOver(ctx: Ctx, { eventId, commandId }: RoomInput): Promise<null> {
  return once(ctx, 'live:take-over', commandId, async (tx) => {
    await accessHostedRoom(tx, eventId)
    const { leadId } = await lockRoom(tx, eventId)
    const { id, displayName } = accountOf(tx)
    if (leadId !== id) await setLead(tx, eventId, { id, name: displayName })
    return null
  })
}

async function setLead(tx: TxCtx, eventId: string, lead: { id: string; name: string }): Promise<void> {
  await tx.db.room.update({ where: { eventId }, data: { leadId: lead.id }, select: { eventId: true } })
  tx.emit(staffOf(eventId), staffEvents, 'lead.changed', { lead })
  tx.audit({ action: 'room.handed_over', subject: 'event', subjectId: eventId, detail: { to: lead.id } })
}
