import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { lockHostedQuestion } from './access.server.ts'
import { isPublic } from './policy.ts'
import { questionNow } from './question-row.server.ts'
import type { QuestionInput } from './schema.ts'
import { tellAsker, tellQuestion } from './tell.server.ts'

/**
 * 公開する: shows a waiting or dismissed question to everybody. One that is shown already stays as it is.
 * Throws `conflict` for one that was taken back or put together with another meanwhile.
 */
export async function approveQuestion(ctx: Ctx, { questionId, commandId }: QuestionInput): Promise<null> {
  return once(ctx, 'live:approve', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (isPublic(question.status)) return null
    if (question.status !== 'pending' && question.status !== 'dismissed') throw conflict('live.changed_meanwhile')
    await tx.db.question.update({ where: { id: questionId }, data: { status: 'approved', approvedAt: tx.now(), reason: null, dismissNote: null }, select: { id: true } })
    const row = await questionNow(tx.db, questionId)
    await tellQuestion(tx, row, false)
    tellAsker(tx, row)
    return null
  })
}
