/**
 * Asking without a name. Nothing of it leads to a member: no author, no command, no limit row, no event of theirs; the time is that of
 * the hour, the id says no order, and the transaction writes nothing but the question and who asked it, sealed for
 * the two custodians once everything that could refuse it was looked at. The asking browser keeps a capability, here stands its hash; so the
 * same form sent again is the same question.
 */
import { createHash } from 'node:crypto'
import { isMember, system } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, DomainError, notFound } from '../../core/errors.ts'
import { randomId } from '../../core/ids.ts'
import { hasRudeWords } from '../../core/rude-words.ts'
import { appendEvents } from '../../core/streams.server.ts'
import { readySealing, sealAuthor } from '../custody/index.server.ts'
import { accessRoom, holdRoom } from './access.server.ts'
import { ASKS_A_MINUTE, ASKS_A_ROOM, QUESTIONS_A_ROOM, whyNotAsk } from './policy.ts'
import { questionNow, readQuestions, toQuestion } from './question-row.server.ts'
import type { AskAnonymouslyInput } from './schema.ts'
import { allOf, staffOf } from './streams.ts'
import { Prisma } from '../../../prisma/generated/client.ts'

const HOUR = 3_600_000
export const theHour = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR) * HOUR)
export const hashOf = (capability: string): string => createHash('sha256').update(capability).digest('base64url')

/** Who asked lately, in memory alone; what is older than a day is forgotten. */
const asked = new Map<string, number[]>()
const KEPT_MS = 24 * HOUR

function checkLimits(ctx: Ctx, eventId: string, memberId: string): void {
  const now = ctx.now().getTime()
  for (const [key, times] of asked) if ((times.at(-1) ?? 0) < now - KEPT_MS) asked.delete(key)
  const key = ctx.sign('live.ask', `${eventId} ${memberId}`)
  const times = asked.get(key) ?? []
  if (times.length >= ASKS_A_ROOM) throw conflict('live.ask_enough')
  const first = times.at(-ASKS_A_MINUTE)
  if (first !== undefined && first > now - 60_000) throw new DomainError('too_many', { textKey: 'live.ask_too_fast', retryAfter: Math.max(1, Math.ceil((first + 60_000 - now) / 1000)) })
  asked.set(key, [...times, now])
}

/** Throws `not_found` (no such room for this actor), `conflict` (closed, paused, full, not allowed, nobody to seal for), `too_many`. */
export async function askAnonymously(ctx: Ctx, { eventId, text, capability }: AskAnonymouslyInput): Promise<{ isPending: boolean }> {
  if (!isMember(ctx.actor)) throw notFound()
  const event = await accessRoom(ctx, eventId)
  const capabilityHash = hashOf(capability)
  const [before] = await readQuestions(ctx.db, Prisma.sql`q.capability_hash = ${capabilityHash} and q.event_id = ${eventId}::uuid`)
  if (before) return { isPending: before.status === 'pending' }
  const memberId = ctx.actor.id
  await readySealing()
  return ctx.as(system).tx(async (tx) => {
    const room = await holdRoom(tx, eventId)
    const refusal = whyNotAsk(room, event.endsAt <= tx.now())
    if (refusal) throw conflict(`live.ask_${refusal}`)
    if (!room.allowsAnonymous) throw conflict('live.mode_off')
    if ((await tx.db.question.count({ where: { eventId } })) >= QUESTIONS_A_ROOM) throw conflict('live.ask_full')
    const isPending = room.isModerated || hasRudeWords(text)
    const at = theHour(tx.now())
    const id = randomId()
    const isNew = await tx.db.$executeRaw`
      insert into question (id, event_id, capability_hash, text, status, created_at, approved_at)
      values (${id}::uuid, ${eventId}::uuid, ${capabilityHash}, ${text}, ${isPending ? 'pending' : 'approved'}::question_status, ${at}, ${isPending ? null : at}) on conflict do nothing`
    if (isNew === 0) return { isPending }
    checkLimits(ctx, eventId, memberId)
    await sealAuthor(tx, id, memberId)
    const question = toQuestion(await questionNow(tx.db, id), isPending ? 'staff' : 'all')
    const streams = isPending ? [staffOf(eventId)] : [allOf(eventId), staffOf(eventId)]
    await appendEvents(tx.db, streams.map((stream) => ({ stream, type: isPending ? 'question.submitted' : 'question.published', payload: { question } })), null, at)
    return { isPending }
  })
}
