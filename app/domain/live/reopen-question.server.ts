import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { lockHostedQuestion } from './access.server.ts'
import { isPublic } from './policy.ts'
import { questionNow } from './question-row.server.ts'
import type { QuestionInput } from './schema.ts'
import { tellQuestion } from './tell.server.ts'

/**
 * 戻す: a question that is being answered, or was, or was put off, waits for its answer again. An answer in writing is taken from
 * the others; hosts keep its words. Throws `conflict` when it is not shown.
 */
export async function reopenQuestion(ctx: Ctx, { questionId, commandId }: QuestionInput): Promise<null> {
  return once(ctx, 'live:reopen', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (question.status === 'approved') return null
    if (!isPublic(question.status)) throw conflict('live.changed_meanwhile')
    await tx.db.question.update({ where: { id: questionId }, data: { status: 'approved', answeringAt: null, answeredAt: null }, select: { id: true } })
    await tellQuestion(tx, await questionNow(tx.db, questionId), true)
    return null
  })
}
