/** Questions for those who look after reports of them. */
import { isStaff } from '../../core/actor.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { accessRoom } from './access.server.ts'
import type { Question } from './fold.ts'
import { isPublic } from './policy.ts'
import { readQuestion, questionNow, toQuestion } from './question-row.server.ts'
import { tellHosts } from './tell.server.ts'

/** A question that this actor sees in its room. Throws `not_found` for every other. */
export async function shownQuestion(ctx: Ctx, eventId: string, questionId: string): Promise<{ event: { id: string; title: string }; question: Pick<Question, 'id' | 'text' | 'asker'> }> {
  const event = await accessRoom(ctx, eventId)
  const row = isId(questionId) ? await readQuestion(ctx.db, questionId) : undefined
  if (row?.eventId !== event.id || !isPublic(row.status)) throw notFound()
  const { title } = await ctx.db.event.findUniqueOrThrow({ where: { id: event.id }, select: { title: true } })
  const { id, text, asker } = toQuestion(row, 'all')
  return { event: { id: event.id, title }, question: { id, text, asker } }
}

/** The words of questions as they are now, for the office: empty when they were taken back. `isNameless`: who asked is sealed. */
export async function wordsOfQuestions(ctx: Ctx, ids: string[]): Promise<Map<string, { text: string; isNameless: boolean }>> {
  if (!isStaff(ctx.actor)) throw notFound()
  const rows = ids.length === 0 ? [] : await ctx.db.question.findMany({ where: { id: { in: ids } }, select: { id: true, text: true, capabilityHash: true } })
  return new Map(rows.map(({ id, text, capabilityHash }) => [id, { text, isNameless: capabilityHash !== null }]))
}

/** Hosts see that a question was reported, or that there is no report of it any more. One that is gone has nobody to tell. */
export async function tellReported(tx: TxCtx, questionId: string): Promise<void> {
  if ((await tx.db.question.count({ where: { id: questionId } })) > 0) tellHosts(tx, await questionNow(tx.db, questionId))
}
