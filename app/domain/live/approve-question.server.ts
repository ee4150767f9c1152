import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { lockHostedQuestion } from './access.server.ts'
import { isPublic } from './policy.ts'
import { questionSelect, toQuestion } from './question-row.server.ts'
import type { QuestionInput } from './schema.ts'
import { tellAsker, tellEverybody } from './tell.server.ts'

/** 公開する: shows a waiting or dismissed question to everybody. One that is shown already stays as it is. */
export async function approveQuestion(ctx: Ctx, { questionId, commandId }: QuestionInput): Promise<null> {
  return once(ctx, 'live:approve', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (isPublic(question.status)) return null
    const row = await tx.db.question.update({ where: { id: questionId }, data: { status: 'approved', approvedAt: tx.now(), reason: null }, select: questionSelect })
    tellEverybody(tx, row.eventId, 'question.published', { question: toQuestion(row) })
    tellAsker(tx, row)
    return null
  })
}
