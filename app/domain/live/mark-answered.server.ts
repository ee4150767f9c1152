import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { lockHostedQuestion } from './access.server.ts'
import type { QuestionInput } from './schema.ts'
import { finishAnswering } from './start-answering.server.ts'

/** 回答済みにする. Throws `conflict` when the question is not being answered. */
export async function markAnswered(ctx: Ctx, { questionId, commandId }: QuestionInput): Promise<null> {
  return once(ctx, 'live:answered', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (question.status === 'answered_live') return null
    if (question.status !== 'answering') throw conflict('live.changed_meanwhile')
    await finishAnswering(tx, question.eventId)
    return null
  })
}
