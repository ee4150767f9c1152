import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, DomainError } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { hasRudeWords } from '../../core/rude-words.ts'
import { accessRoom, accountOf, holdRoom } from './access.server.ts'
import { askerEvents, roomEvents, staffEvents } from './events.ts'
import { ASKS_A_MINUTE, ASKS_A_ROOM, mayAskAs, QUESTIONS_A_ROOM, whyNotAsk } from './policy.ts'
import { questionNow, toOwn, toQuestion } from './question-row.server.ts'
import type { AskInput } from './schema.ts'
import { allOf, staffOf } from './streams.ts'

/**
 * 質問する, by name or under another one where the host allows it: the room then knows that name alone. Where the host checks questions
 * first, only its author and the hosts hear of it until it is shown.
 * Throws `not_found` (no such room for this actor), `conflict` (closed, paused, full, not allowed), `too_many` (more than 5 a minute or 30 a room).
 */
export async function askQuestion(ctx: Ctx, input: AskInput): Promise<{ questionId: string; isPending: boolean }> {
  const { eventId, text } = input
  const actor = accountOf(ctx)
  const pseudonym = input.as === 'pseudonym' ? (input.pseudonym ?? null) : null
  return once(ctx, 'live:ask', input.commandId, async (tx) => {
    const event = await accessRoom(tx, eventId)
    const room = await holdRoom(tx, eventId)
    const refusal = whyNotAsk(room, event.endsAt <= tx.now())
    if (refusal) throw conflict(`live.ask_${refusal}`)
    if (!mayAskAs(room, input.as ?? 'name')) throw conflict('live.mode_off')
    await checkLimits(tx, eventId, actor.id)
    // What everybody would see unread waits for a host all the same.
    const isPending = room.isModerated || hasRudeWords(`${text} ${pseudonym ?? ''}`)
    const now = tx.now()
    const id = newId()
    await tx.db.$executeRaw`
      insert into question (id, event_id, author_id, pseudonym, text, status, created_at, approved_at)
      values (${id}::uuid, ${eventId}::uuid, ${actor.id}::uuid, ${pseudonym}, ${text}, ${isPending ? 'pending' : 'approved'}::question_status, ${now}, ${isPending ? null : now})`
    const row = await questionNow(tx.db, id)
    if (isPending) tx.emit(staffOf(eventId), staffEvents, 'question.submitted', { question: toQuestion(row, 'staff') })
    else for (const stream of [allOf(eventId), staffOf(eventId)]) tx.emit(stream, roomEvents, 'question.published', { question: toQuestion(row, 'all') })
    tx.emit(`user:${actor.id}`, askerEvents, 'question.submitted', { eventId, question: toOwn(row) })
    return { questionId: row.id, isPending }
  })
}

/** Exact under many at once: the questions of one member in one room are counted one after the other. */
async function checkLimits(tx: TxCtx, eventId: string, authorId: string): Promise<void> {
  await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`live.ask ${eventId} ${authorId}`}, 0))`
  const since = new Date(tx.now().getTime() - 60_000)
  const [counted] = await tx.db.$queryRaw<{ inRoom: number; own: number; lately: Date[] }[]>`
    select count(*)::int as "inRoom", (count(*) filter (where author_id = ${authorId}::uuid))::int as own,
      coalesce(array_agg(created_at order by created_at desc) filter (where author_id = ${authorId}::uuid and created_at > ${since}), '{}') as lately
    from question where event_id = ${eventId}::uuid`
  if (!counted) return
  if (counted.inRoom >= QUESTIONS_A_ROOM) throw conflict('live.ask_full')
  if (counted.own >= ASKS_A_ROOM) throw conflict('live.ask_enough')
  const first = counted.lately[ASKS_A_MINUTE - 1]
  if (first) throw new DomainError('too_many', { textKey: 'live.ask_too_fast', retryAfter: Math.max(1, Math.ceil((new Date(first).getTime() - since.getTime()) / 1000)) })
}
