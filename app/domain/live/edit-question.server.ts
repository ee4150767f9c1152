import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { lockHostedQuestion } from './access.server.ts'
import { isPublic } from './policy.ts'
import { questionNow } from './question-row.server.ts'
import type { EditInput } from './schema.ts'
import { allOf } from './streams.ts'
import { redactLogged, tellAsker, tellQuestion } from './tell.server.ts'

/**
 * 言葉を直す, by a host: what the author wrote is kept beside it, and the author is told. Back to the author's own words, it counts as
 * not changed. Throws `conflict` for a question that is neither waiting nor shown.
 */
export async function editQuestion(ctx: Ctx, { questionId, text, commandId }: EditInput): Promise<null> {
  return once(ctx, 'live:edit', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (question.text === text) return null
    if (question.status !== 'pending' && !isPublic(question.status)) throw conflict('live.changed_meanwhile')
    const original = question.originalText ?? question.text
    await tx.db.question.update({ where: { id: questionId }, data: { text, originalText: original === text ? null : original }, select: { id: true } })
    if (isPublic(question.status)) await redactLogged(tx, allOf(question.eventId), questionId, text)
    const row = await questionNow(tx.db, questionId)
    await tellQuestion(tx, row, isPublic(question.status))
    tellAsker(tx, row)
    tx.audit({ action: 'question.edited', subject: 'question', subjectId: questionId })
    return null
  })
}
