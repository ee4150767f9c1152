/** What the browser that asked without a name can still do, by the capabilities it keeps. */
import { system } from '../../core/actor.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { hasRudeWords } from '../../core/rude-words.ts'
import { appendEvents } from '../../core/streams.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { openedOf } from '../custody/index.server.ts'
import { accessRoom, lockRoom } from './access.server.ts'
import { hashOf, theHour } from './ask-anonymously.server.ts'
import type { OwnQuestion } from './fold.ts'
import { takeBack } from './own-question.server.ts'
import { ASKS_A_ROOM, canAppeal, canChangeOwn, canWithdrawOwn, isPublic, whyNotAsk } from './policy.ts'
import { questionNow, type QuestionRow, readQuestions, toOwn, toQuestion } from './question-row.server.ts'
import { allOf, staffOf } from './streams.ts'
import { redactLogged } from './tell.server.ts'

const readByCapabilities = (db: Ctx['db'], eventId: string, capabilities: string[]): Promise<QuestionRow[]> =>
  readQuestions(db, Prisma.sql`q.event_id = ${eventId}::uuid and q.capability_hash = any(${capabilities.slice(-ASKS_A_ROOM).map(hashOf)})`, false)

/** `opened`: both custodians looked who asked it, and why. */
export type OwnAnonymous = OwnQuestion & { opened?: { at: string; reason: string } }

/** What became of the questions this browser asked. One that was taken back is among them only when it was opened: whose it is was looked up all the same. */
export async function ownAnonymous(ctx: Ctx, eventId: string, capabilities: string[]): Promise<OwnAnonymous[]> {
  if (capabilities.length === 0) return []
  await accessRoom(ctx, eventId)
  const rows = await readByCapabilities(ctx.db, eventId, capabilities)
  const opened = await openedOf(ctx, rows.map((row) => row.id))
  return rows.filter((row) => row.status !== 'withdrawn' || opened.has(row.id)).map((row) => ({ ...toOwn(row), ...(opened.has(row.id) && { opened: opened.get(row.id) }) }) as OwnAnonymous)
}

/** One of them, with the room locked, to be changed by nobody in particular. Throws `not_found` without the capability. */
async function hold<T>(ctx: Ctx, eventId: string, questionId: string, capabilities: string[], work: (tx: TxCtx, question: QuestionRow, room: Awaited<ReturnType<typeof lockRoom>>) => Promise<T>): Promise<T> {
  await accessRoom(ctx, eventId)
  return ctx.as(system).tx(async (tx) => {
    const room = await lockRoom(tx, eventId)
    const question = (await readByCapabilities(tx.db, eventId, capabilities)).find((q) => q.id === questionId)
    if (!question || question.status === 'withdrawn') throw notFound()
    return work(tx, question, room)
  })
}

/** Other words, until it is answered; the same rules as for a question asked by name. Saying the same again changes nothing. */
export async function changeAnonymous(ctx: Ctx, eventId: string, { questionId, text }: { questionId: string; text: string }, capabilities: string[]): Promise<void> {
  await hold(ctx, eventId, questionId, capabilities, async (tx, question, room) => {
    if (question.text === text) return
    if (!canChangeOwn(question.status)) throw conflict('live.change_too_late')
    const refusal = whyNotAsk(room, false)
    if (refusal) throw conflict(`live.ask_${refusal}`)
    const isPending = room.isModerated || question.status === 'pending' || hasRudeWords(text)
    await tx.db.question.update({ where: { id: questionId }, data: { text, originalText: null, ...(isPending && { status: 'pending', approvedAt: null }) }, select: { id: true } })
    if (!isPending) await redactLogged(tx, allOf(eventId), questionId, text)
    await tellAtTheHour(tx, await questionNow(tx.db, questionId), isPublic(question.status))
  })
}

/** Taken back, until it is answered. */
export async function withdrawAnonymous(ctx: Ctx, eventId: string, { questionId }: { questionId: string }, capabilities: string[]): Promise<void> {
  await hold(ctx, eventId, questionId, capabilities, async (tx, question) => {
    if (!canWithdrawOwn(question.status)) throw conflict('live.change_too_late')
    await takeBack(tx, question, tellAtTheHour)
  })
}

/** Looked at once more, as for a question asked by name. */
export async function appealAnonymous(ctx: Ctx, eventId: string, { questionId, text }: { questionId: string; text: string }, capabilities: string[]): Promise<void> {
  await hold(ctx, eventId, questionId, capabilities, async (tx, question, room) => {
    if (question.appeal === text) return
    if (!canAppeal(room, question)) throw conflict('live.appeal_too_late')
    await tx.db.question.update({ where: { id: questionId }, data: { status: 'pending', appeal: text }, select: { id: true } })
    await tellAtTheHour(tx, await questionNow(tx.db, questionId), false)
  })
}

/** The log says the hour, as the question does. */
async function tellAtTheHour(tx: TxCtx, row: QuestionRow, wasShown: boolean): Promise<void> {
  const { eventId, id } = row
  const events = [{ stream: staffOf(eventId), type: 'question.changed', payload: { question: toQuestion(row, 'staff') } as unknown }]
  if (isPublic(row.status)) events.push({ stream: allOf(eventId), type: 'question.changed', payload: { question: toQuestion(row, 'all') } })
  else if (wasShown) {
    await redactLogged(tx, allOf(eventId), id, '')
    events.push({ stream: allOf(eventId), type: 'question.withdrawn', payload: { id } })
  }
  await appendEvents(tx.db, events, null, theHour(tx.now()))
}
