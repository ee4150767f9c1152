import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { lockHostedQuestion } from './access.server.ts'
import { liveJobs } from './jobs.ts'
import { type QuestionRow, questionNow } from './question-row.server.ts'
import type { QuestionInput } from './schema.ts'
import { tellEverybody, tellQuestion } from './tell.server.ts'

/**
 * 回答する: this question is being answered now. There is one at a time; the one before it counts as answered.
 * Throws `conflict` when the room is not open or the question is not waiting for its answer.
 */
export async function startAnswering(ctx: Ctx, { questionId, commandId }: QuestionInput): Promise<null> {
  return once(ctx, 'live:answer', commandId, async (tx) => {
    const { question, room } = await lockHostedQuestion(tx, questionId)
    if (question.status === 'answering') return null
    if (room.status !== 'open') throw conflict('live.room_not_open')
    if (question.status !== 'approved' && question.status !== 'deferred') throw conflict('live.changed_meanwhile')
    await finishAnswering(tx, question.eventId)
    const at = tx.now()
    await tx.db.question.update({ where: { id: questionId }, data: { status: 'answering', answeringAt: at }, select: { id: true } })
    tellEverybody(tx, question.eventId, 'question.answering', { id: questionId, at: at.toISOString() })
    return null
  })
}

/** Whatever is being answered in the room has been answered. The room is locked. */
export async function finishAnswering(tx: TxCtx, eventId: string): Promise<void> {
  const at = tx.now()
  const [before] = await tx.db.question.updateManyAndReturn({ where: { eventId, status: 'answering' }, data: { status: 'answered_live', answeredAt: at }, select: { id: true, answer: true } })
  if (!before) return
  const row = await questionNow(tx.db, before.id)
  if (before.answer === null) tellEverybody(tx, eventId, 'question.answered', { id: before.id, at: at.toISOString() })
  else await tellQuestion(tx, row, true)
  tellAnswered(tx, row)
}

/** Those who asked it, and those who asked the same, are told that there is an answer. */
export function tellAnswered(tx: TxCtx, row: Pick<QuestionRow, 'id' | 'merged'>): void {
  for (const questionId of [row.id, ...row.merged]) tx.enqueue(liveJobs, 'question.tell', { questionId })
}
