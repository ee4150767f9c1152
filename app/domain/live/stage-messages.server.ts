import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import type { Prisma } from '../../../prisma/generated/client.ts'
import { accessHostedRoom, accountOf, lockRoom } from './access.server.ts'
import { staffEvents } from './events.ts'
import { MESSAGES_SHOWN, type StageMessage } from './fold.ts'
import { MESSAGES_A_ROOM } from './policy.ts'
import type { ReadMessageInput, SayInput } from './schema.ts'
import { staffOf } from './streams.ts'

const messageSelect = { id: true, eventId: true, text: true, at: true, readAt: true, from: { select: { id: true, displayName: true } }, readBy: { select: { displayName: true } } } satisfies Prisma.StageMessageSelect
const toMessage = (row: Prisma.StageMessageGetPayload<{ select: typeof messageSelect }>): StageMessage => ({
  id: row.id, text: row.text, from: { id: row.from.id, name: row.from.displayName }, at: row.at.toISOString(), read: row.readAt === null ? null : { by: row.readBy?.displayName ?? '', at: row.readAt.toISOString() },
})

/** The last messages of a room, in order. */
export async function readMessages(ctx: Pick<Ctx, 'db'>, eventId: string): Promise<StageMessage[]> {
  const rows = await ctx.db.stageMessage.findMany({ where: { eventId }, select: messageSelect, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: MESSAGES_SHOWN })
  return rows.map(toMessage).reverse()
}

/** 話し手への連絡: any host says it, whoever has the room in hand. Throws `conflict` when the room has heard too many. */
export async function sayToStage(ctx: Ctx, { eventId, text, commandId }: SayInput): Promise<null> {
  return once(ctx, 'live:say', commandId, async (tx) => {
    await accessHostedRoom(tx, eventId)
    await lockRoom(tx, eventId)
    if ((await tx.db.stageMessage.count({ where: { eventId } })) >= MESSAGES_A_ROOM) throw conflict('live.messages_full')
    const row = await tx.db.stageMessage.create({ data: { id: newId(), eventId, fromId: accountOf(tx).id, text, at: tx.now() }, select: messageSelect })
    tx.emit(staffOf(eventId), staffEvents, 'stage.said', { message: toMessage(row) })
    return null
  })
}

/** 読みました, by any host but the one who said it. The first reader is kept. */
export async function readStageMessage(ctx: Ctx, { messageId, commandId }: ReadMessageInput): Promise<null> {
  return once(ctx, 'live:read-message', commandId, async (tx) => {
    const message = await tx.db.stageMessage.findUnique({ where: { id: messageId }, select: { eventId: true, fromId: true } })
    if (!message) throw notFound()
    await accessHostedRoom(tx, message.eventId)
    await lockRoom(tx, message.eventId)
    const { id, displayName } = accountOf(tx)
    if (message.fromId === id) throw conflict('live.own_message')
    const at = tx.now()
    const { count } = await tx.db.stageMessage.updateMany({ where: { id: messageId, readAt: null }, data: { readAt: at, readById: id } })
    if (count > 0) tx.emit(staffOf(message.eventId), staffEvents, 'stage.read', { id: messageId, by: displayName, at: at.toISOString() })
    return null
  })
}
