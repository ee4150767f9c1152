import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { accessHostedRoom, accountOf, lockHostedQuestion, lockRoom } from './access.server.ts'
import { isAnswered, isPublic } from './policy.ts'
import { questionNow, type QuestionRow, readQuestion } from './question-row.server.ts'
import type { WriteAnswerInput } from './schema.ts'
import { tellAnswered } from './start-answering.server.ts'
import { redactLogged, tellQuestion } from './tell.server.ts'
import { allOf } from './streams.ts'

/**
 * 文章で答える, also after the room has closed; the same again with other words changes them. A question that was answered aloud stays
 * that and has the words beside it. Throws `conflict` when the question is not shown.
 */
export async function answerInWriting(ctx: Ctx, { questionId, text, commandId }: WriteAnswerInput): Promise<null> {
  return once(ctx, 'live:write', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (!isPublic(question.status)) throw conflict('live.changed_meanwhile')
    if (!isAnswered(question.status) || question.answer !== text) await write(tx, question, text)
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
  await write(tx, question, text)
  return true
}

async function write(tx: TxCtx, question: QuestionRow, text: string): Promise<void> {
  const { id } = question
  const at = tx.now()
  const status = question.status === 'answered_live' ? 'answered_live' : 'answered_text'
  await tx.db.question.update({ where: { id }, data: { status, answer: text, answerAt: at, answererId: accountOf(tx).id, ...(!isAnswered(question.status) && { answeredAt: at }) }, select: { id: true } })
  if (question.answer !== null) await redactLogged(tx, allOf(question.eventId), id, question.text)
  const row = await questionNow(tx.db, id)
  await tellQuestion(tx, row, true)
  tellAnswered(tx, row)
}
