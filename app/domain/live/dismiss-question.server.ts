import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { accountOf, lockHostedQuestion } from './access.server.ts'
import { roomEvents, staffEvents } from './events.ts'
import { liveJobs } from './jobs.ts'
import { questionNow } from './question-row.server.ts'
import type { DismissInput } from './schema.ts'
import { allOf, staffOf } from './streams.ts'
import { redactLogged, tellAsker } from './tell.server.ts'

/**
 * 見送る, with a reason that its author is told, and a note that they alone read: a waiting question is not shown, one that was shown disappears for attendees.
 * Throws `conflict` for a question that is being answered or was answered, and to who left it out before, once its author asked to look
 * again: then somebody else decides.
 */
export async function dismissQuestion(ctx: Ctx, { questionId, reason, note = '', commandId }: DismissInput): Promise<null> {
  return once(ctx, 'live:dismiss', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (question.status === 'dismissed') return null
    if (question.status !== 'pending' && question.status !== 'approved') throw conflict('live.dismiss_too_late')
    const by = accountOf(tx).id
    if (question.appeal !== null && (await tx.db.question.count({ where: { id: questionId, dismissedById: by } })) > 0) throw conflict('live.dismiss_by_other')
    await tx.db.question.update({ where: { id: questionId }, data: { status: 'dismissed', reason, dismissNote: note === '' ? null : note, dismissedById: by }, select: { id: true } })
    const row = await questionNow(tx.db, questionId)
    tx.emit(staffOf(row.eventId), staffEvents, 'question.dismissed', { id: questionId, reason, ...(note !== '' && { note }) })
    if (question.status === 'approved') {
      await redactLogged(tx, allOf(row.eventId), questionId, '')
      tx.emit(allOf(row.eventId), roomEvents, 'question.withdrawn', { id: questionId })
    }
    tellAsker(tx, row)
    for (const id of [questionId, ...row.merged]) tx.enqueue(liveJobs, 'question.tell', { questionId: id })
    tx.audit({ action: 'question.dismissed', subject: 'question', subjectId: questionId, reason })
    return null
  })
}
