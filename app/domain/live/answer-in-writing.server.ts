import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { accessHostedRoom, accountOf, lockHostedQuestion, lockRoom } from './access.server.ts'
import { isAnswered, isPublic } from './policy.ts'
import { questionNow, type QuestionRow, readQuestion } from './question-row.server.ts'
import type { WriteAnswerInput } from './schema.ts'
import { tellAnswered } from './start-answering.server.ts'
import { redactLogged, tellQuestion } from './tell.server.ts'
import { allOf, staffOf } from './streams.ts'

/**
 * 文章で答える, also after the room has closed; the same again with other words changes them. A question that was answered aloud stays
 * that and has the words beside it. Throws `conflict` when the question is not shown.
 */
export async function answerInWriting(ctx: Ctx, { questionId, text, commandId }: WriteAnswerInput): Promise<null> {
  return once(ctx, 'live:write', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (!isPublic(question.status)) throw conflict('live.changed_meanwhile')
    if (!isAnswered(question.status) || question.answer !== text) await write(tx, question, text, accountOf(tx).id)
    return null
  })
}

/** The same for a question that was left over when its room was closed: any host of it may, whoever had the room in hand. Answers whether it still waited. */
export async function answerLate(tx: TxCtx, { questionId, text }: WriteAnswerInput): Promise<boolean> {
  const found = await readQuestion(tx.db, questionId)
  if (!found) throw notFound()
  await accessHostedRoom(tx, found.eventId)
  await lockRoom(tx, found.eventId)
  const question = await readQuestion(tx.db, questionId)
  if (question?.status !== 'approved' && question?.status !== 'deferred') return false
  await write(tx, question, text, accountOf(tx).id)
  return true
}

/** What a question is answered with elsewhere; `byId` null: by an office. */
export type AnswerElsewhere = { text: string; byId: string | null }

/**
 * A question of a closed room that is answered elsewhere says what is said there, or waits again when that was taken back: no words of it stay. `read`
 * looks there, once the room is locked, and answers undefined where nothing is to be followed. Answers what became of the question; null: nothing.
 */
export async function followAnswer(tx: TxCtx, { eventId, questionId }: { eventId: string; questionId: string }, read: (question: Pick<QuestionRow, 'status' | 'answer'>) => Promise<AnswerElsewhere | null | undefined>): Promise<'answered' | 'waiting' | null> {
  if ((await lockRoom(tx, eventId)).status !== 'closed') return null
  const question = await readQuestion(tx.db, questionId)
  if (!question || !(isAnswered(question.status) || question.status === 'approved' || question.status === 'deferred')) return null
  const answer = await read(question)
  if (answer === undefined) return null
  if (answer !== null) {
    await write(tx, question, answer.text, answer.byId)
    return 'answered'
  }
  if (question.status !== 'answered_text') return null
  await tx.db.question.update({ where: { id: questionId }, data: { status: 'deferred', answer: null, answerAt: null, answererId: null, answeredAt: null }, select: { id: true } })
  await redactLogged(tx, allOf(eventId), questionId, question.text)
  await redactLogged(tx, staffOf(eventId), questionId, question.text)
  await tellQuestion(tx, await questionNow(tx.db, questionId), true)
  return 'waiting'
}

async function write(tx: TxCtx, question: QuestionRow, text: string, byId: string | null): Promise<void> {
  const { id } = question
  const at = tx.now()
  const status = question.status === 'answered_live' ? 'answered_live' : 'answered_text'
  await tx.db.question.update({ where: { id }, data: { status, answer: text, answerAt: at, answererId: byId, ...(!isAnswered(question.status) && { answeredAt: at }) }, select: { id: true } })
  if (question.answer !== null) await redactLogged(tx, allOf(question.eventId), id, question.text)
  const row = await questionNow(tx.db, id)
  await tellQuestion(tx, row, true)
  tellAnswered(tx, row)
}
