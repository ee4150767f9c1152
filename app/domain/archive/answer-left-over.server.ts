import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { answerHouseTopic } from '../boards/index.server.ts'
import { accessHostedEvent } from '../events/index.server.ts'
import { answerLate } from '../live/index.server.ts'
import type { LeftOverInput } from './schema.ts'

/**
 * A question that was left over is answered in writing: in its room, where its asker is told of it, and in the topic it became, where
 * those hear it who wanted to. Throws `conflict` when it has been answered meanwhile, `not_found` for a question of another event.
 */
export async function answerLeftOver(ctx: Ctx, eventId: string, { commandId, questionId, text }: LeftOverInput): Promise<null> {
  const event = await accessHostedEvent(ctx, eventId)
  return once(ctx, 'archive:answer', commandId, async (tx) => {
    const question = await tx.db.question.findFirst({ where: { id: questionId, eventId: event.id, room: { status: 'closed' } }, select: { topic: { select: { topicId: true } } } })
    if (!question) throw notFound()
    if (!(await answerLate(tx, { questionId, text, commandId: newId() }))) throw conflict('archive.answered_meanwhile')
    if (question.topic !== null) await answerHouseTopic(tx, question.topic.topicId, text)
    return null
  })
}
