import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { accountOf, lockHostedQuestion } from './access.server.ts'
import { isAnswered, isPublic } from './policy.ts'
import { questionNow } from './question-row.server.ts'
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
    const wasAnswered = isAnswered(question.status)
    if (wasAnswered && question.answer === text) return null
    const at = tx.now()
    const status = question.status === 'answered_live' ? 'answered_live' : 'answered_text'
    await tx.db.question.update({ where: { id: questionId }, data: { status, answer: text, answerAt: at, answererId: accountOf(tx).id, ...(!wasAnswered && { answeredAt: at }) }, select: { id: true } })
    if (question.answer !== null) await redactLogged(tx, allOf(question.eventId), questionId, question.text)
    const row = await questionNow(tx.db, questionId)
    await tellQuestion(tx, row, true)
    tellAnswered(tx, row)
    return null
  })
}
