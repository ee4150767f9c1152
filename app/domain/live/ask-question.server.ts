import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, DomainError } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { accessRoom, accountOf, holdRoom } from './access.server.ts'
import { askerEvents, staffEvents, roomEvents } from './events.ts'
import { ASKS_A_MINUTE, ASKS_A_ROOM, QUESTIONS_A_ROOM, whyNotAsk } from './policy.ts'
import { questionNow, toOwn, toQuestion } from './question-row.server.ts'
import type { AskInput } from './schema.ts'
import { allOf, staffOf } from './streams.ts'

/**
 * 質問する, by name. Where the host checks questions first, only its author and the hosts hear of it until it is shown.
 * Throws `not_found` (no such room for this actor), `conflict` (not open, paused, full), `too_many` (more than 5 a minute or 30 a room).
 */
export async function askQuestion(ctx: Ctx, input: AskInput): Promise<{ questionId: string; isPending: boolean }> {
  const { eventId, text } = input
  const actor = accountOf(ctx)
  return once(ctx, 'live:ask', input.commandId, async (tx) => {
    await accessRoom(tx, eventId)
    const room = await holdRoom(tx, eventId)
    const refusal = whyNotAsk(room)
    if (refusal) throw conflict(`live.ask_${refusal}`)
    await checkLimits(tx, eventId, actor.id)
    const status = room.isModerated ? 'pending' : 'approved'
    const now = tx.now()
    const id = newId()
    await tx.db.$executeRaw`
      insert into question (id, event_id, author_id, text, status, created_at, approved_at) values (${id}::uuid, ${eventId}::uuid, ${actor.id}::uuid, ${text}, ${status}::question_status, ${now}, ${room.isModerated ? null : now})`
    const row = await questionNow(tx.db, id)
    const question = toQuestion(row, 'staff')
    if (room.isModerated) tx.emit(staffOf(eventId), staffEvents, 'question.submitted', { question })
    else for (const stream of [allOf(eventId), staffOf(eventId)]) tx.emit(stream, roomEvents, 'question.published', { question })
    tx.emit(`user:${actor.id}`, askerEvents, 'question.submitted', { eventId, question: toOwn(row) })
    return { questionId: row.id, isPending: room.isModerated }
  })
}

/** Exact under many at once: the questions of one member in one room are counted one after the other. */
async function checkLimits(tx: TxCtx, eventId: string, authorId: string): Promise<void> {
  await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`live.ask ${eventId} ${authorId}`}, 0))`
  const since = new Date(tx.now().getTime() - 60_000)
  const inRoom = await tx.db.question.count({ where: { eventId } })
  const own = await tx.db.question.findMany({ where: { eventId, authorId }, select: { createdAt: true }, orderBy: { createdAt: 'desc' }, take: ASKS_A_ROOM })
  if (inRoom >= QUESTIONS_A_ROOM) throw conflict('live.ask_full')
  if (own.length >= ASKS_A_ROOM) throw conflict('live.ask_enough')
  const lately = own.filter((q) => q.createdAt > since)
  const first = lately[ASKS_A_MINUTE - 1]
  if (first) throw new DomainError('too_many', { textKey: 'live.ask_too_fast', retryAfter: Math.max(1, Math.ceil((first.createdAt.getTime() - since.getTime()) / 1000)) })
}
