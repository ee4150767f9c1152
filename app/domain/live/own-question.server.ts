import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { hasRudeWords } from '../../core/rude-words.ts'
import { accountOf, lockOwnQuestion } from './access.server.ts'
import { setFree } from './merge-questions.server.ts'
import { canChangeOwn, canWithdrawOwn, isPublic, whyNotAsk } from './policy.ts'
import { type QuestionRow, questionNow } from './question-row.server.ts'
import type { EditInput, QuestionInput } from './schema.ts'
import { allOf, staffOf } from './streams.ts'
import { redactLogged, tellAsker, tellQuestion } from './tell.server.ts'

/** Each goes to the hosts' screens. */
const CHANGES = { points: 20, seconds: 60 }

/**
 * The author changes the words, until it is answered. Where the host checks questions first, a shown one waits again.
 * Throws `conflict` when it is too late or nobody can ask now.
 */
export async function changeOwnQuestion(ctx: Ctx, { questionId, text, commandId }: EditInput): Promise<{ isPending: boolean }> {
  await ctx.limit('live.change', accountOf(ctx).id, CHANGES)
  return once(ctx, 'live:change', commandId, async (tx) => {
    const { question, room } = await lockOwnQuestion(tx, questionId)
    const isPending = room.isModerated || question.status === 'pending' || hasRudeWords(text)
    if (question.text === text) return { isPending: question.status === 'pending' }
    if (!canChangeOwn(question.status)) throw conflict('live.change_too_late')
    const refusal = whyNotAsk(room, false)
    if (refusal) throw conflict(`live.ask_${refusal}`)
    await tx.db.question.update({ where: { id: questionId }, data: { text, originalText: null, ...(isPending && { status: 'pending', approvedAt: null }) }, select: { id: true } })
    if (!isPending) await redactLogged(tx, allOf(question.eventId), questionId, text)
    const row = await questionNow(tx.db, questionId)
    await tellQuestion(tx, row, isPublic(question.status))
    tellAsker(tx, row)
    return { isPending }
  })
}

/** The author takes the question back, until it is answered: its words are gone, for hosts too. Throws `conflict` when it is too late. */
export async function withdrawOwnQuestion(ctx: Ctx, { questionId, commandId }: QuestionInput): Promise<null> {
  return once(ctx, 'live:withdraw', commandId, async (tx) => {
    const { question } = await lockOwnQuestion(tx, questionId)
    if (question.status === 'withdrawn') return null
    if (!canWithdrawOwn(question.status)) throw conflict('live.change_too_late')
    await takeBack(tx, question)
    return null
  })
}

/** The question without its words, and everybody told by `tell`. The room is locked. */
export async function takeBack(tx: TxCtx, question: QuestionRow, tell = tellQuestion): Promise<void> {
  const questionId = question.id
  await setFree(tx, question)
  await tx.db.question.update({ where: { id: questionId }, data: { status: 'withdrawn', text: '', originalText: null, reason: null, appeal: null, dismissNote: null, answer: null, answerAt: null, answererId: null, labelIds: [], mergedIntoId: null }, select: { id: true } })
  await redactLogged(tx, staffOf(question.eventId), questionId, '')
  const row = await questionNow(tx.db, questionId)
  await tell(tx, row, isPublic(question.status))
  if (question.mergedInto !== null) await tellQuestion(tx, await questionNow(tx.db, question.mergedInto), true)
  tellAsker(tx, row)
}
