import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { lockHostedQuestion } from './access.server.ts'
import { roomEvents, staffEvents } from './events.ts'
import { liveJobs } from './jobs.ts'
import { questionSelect } from './question-row.server.ts'
import type { DismissInput } from './schema.ts'
import { allOf, staffOf } from './streams.ts'
import { tellAsker } from './tell.server.ts'

/**
 * 見送る, with a reason that its author is told: a waiting question is not shown, one that was shown disappears for attendees.
 * Throws `conflict` for a question that is being answered or was answered.
 */
export async function dismissQuestion(ctx: Ctx, { questionId, reason, commandId }: DismissInput): Promise<null> {
  return once(ctx, 'live:dismiss', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (question.status === 'dismissed') return null
    if (question.status !== 'pending' && question.status !== 'approved') throw conflict('live.dismiss_too_late')
    const row = await tx.db.question.update({ where: { id: questionId }, data: { status: 'dismissed', reason }, select: questionSelect })
    tx.emit(staffOf(row.eventId), staffEvents, 'question.dismissed', { id: questionId, reason })
    if (question.status === 'approved') {
      await redactLogged(tx, row.eventId, questionId)
      tx.emit(allOf(row.eventId), roomEvents, 'question.withdrawn', { id: questionId })
    }
    tellAsker(tx, row)
    tx.enqueue(liveJobs, 'question.tell', { questionId })
    tx.audit({ action: 'question.dismissed', subject: 'question', subjectId: questionId, reason })
    return null
  })
}

/** Somebody who was away is sent the log: what attendees may not read any more must not come with it. */
async function redactLogged(tx: TxCtx, eventId: string, questionId: string): Promise<void> {
  await tx.db.$executeRaw`
    update live_event set payload = jsonb_set(jsonb_set(payload, '{question,text}', '""'), '{question,asker}', 'null')
    where stream = ${allOf(eventId)} and type = 'question.published' and payload->'question'->>'id' = ${questionId}`
}
