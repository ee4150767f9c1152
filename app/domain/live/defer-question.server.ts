import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { lockHostedQuestion } from './access.server.ts'
import { questionNow } from './question-row.server.ts'
import type { QuestionInput } from './schema.ts'
import { tellQuestion } from './tell.server.ts'

/** あとで文章で答える: it is not answered today and not forgotten. Throws `conflict` when it is not waiting for its answer. */
export async function deferQuestion(ctx: Ctx, { questionId, commandId }: QuestionInput): Promise<null> {
  return once(ctx, 'live:defer', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (question.status === 'deferred') return null
    if (question.status !== 'approved' && question.status !== 'answering') throw conflict('live.changed_meanwhile')
    await tx.db.question.update({ where: { id: questionId }, data: { status: 'deferred', answeringAt: null }, select: { id: true } })
    await tellQuestion(tx, await questionNow(tx.db, questionId), true)
    return null
  })
}
