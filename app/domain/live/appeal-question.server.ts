import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { lockOwnQuestion } from './access.server.ts'
import { canAppeal } from './policy.ts'
import { questionNow } from './question-row.server.ts'
import type { AppealInput } from './schema.ts'
import { tellAsker, tellQuestion } from './tell.server.ts'

/**
 * もう一度見てもらう, by its author: a question that was left out waits for the hosts again, with why it should be looked at; once a
 * question. Throws `conflict` when it was not left out, was looked at again already, or the room is closed.
 */
export async function appealQuestion(ctx: Ctx, { questionId, text, commandId }: AppealInput): Promise<null> {
  return once(ctx, 'live:appeal', commandId, async (tx) => {
    const { question, room } = await lockOwnQuestion(tx, questionId)
    if (!canAppeal(room, question)) throw conflict('live.appeal_too_late')
    await tx.db.question.update({ where: { id: questionId }, data: { status: 'pending', appeal: text }, select: { id: true } })
    const row = await questionNow(tx.db, questionId)
    await tellQuestion(tx, row, false)
    tellAsker(tx, row)
    tx.audit({ action: 'question.appealed', subject: 'question', subjectId: questionId })
    return null
  })
}
