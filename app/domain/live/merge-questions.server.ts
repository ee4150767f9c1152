import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { lockHostedQuestion } from './access.server.ts'
import { canMerge, canMergeInto, isPublic } from './policy.ts'
import { type QuestionRow, questionNow, readQuestion } from './question-row.server.ts'
import type { MergeInput, QuestionInput } from './schema.ts'
import { tellAsker, tellQuestion } from './tell.server.ts'

/**
 * まとめる: one question stays for both, wanted by everybody who wanted either, each counted once. What was put together with the first
 * comes along. Throws `conflict` when either is no longer where it can be put together.
 */
export async function mergeQuestions(ctx: Ctx, { questionId, intoId, commandId }: MergeInput): Promise<null> {
  return once(ctx, 'live:merge', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    const into = await readQuestion(tx.db, intoId)
    if (into?.eventId !== question.eventId) throw notFound()
    if (question.mergedInto === intoId) return null
    if (intoId === questionId || !canMerge(question.status) || !canMergeInto(into.status)) throw conflict('live.changed_meanwhile')
    const sources = [questionId, ...question.merged]
    await keepVotesOut(tx, [...sources, intoId])
    await tx.db.$executeRaw`delete from question_vote where question_id = ${questionId}::uuid and via_id is not null`
    await tx.db.question.updateMany({ where: { id: { in: sources } }, data: { status: 'merged', mergedIntoId: intoId } })
    await tx.db.$executeRaw`
      insert into question_vote (question_id, member_id, at, via_id) select ${intoId}::uuid, member_id, at, question_id from question_vote
      where question_id = any(${sources}::uuid[]) and via_id is null order by at on conflict do nothing`
    await countAnew(tx, [questionId, intoId])
    await tellMoved(tx, sources, intoId, isPublic(question.status) ? questionId : null)
    return null
  })
}

/** 分ける: what was put together stands alone again, with the votes it had itself. Throws `conflict` for a question that is not merged. */
export async function unmergeQuestion(ctx: Ctx, { questionId, commandId }: QuestionInput): Promise<null> {
  return once(ctx, 'live:unmerge', commandId, async (tx) => {
    const { question } = await lockHostedQuestion(tx, questionId)
    if (canMerge(question.status)) return null
    if (question.status !== 'merged' || question.mergedInto === null) throw conflict('live.changed_meanwhile')
    await takeOut(tx, question, question.approvedAt === null ? 'pending' : 'approved')
    await tellMoved(tx, [questionId], question.mergedInto, null)
    return null
  })
}

/** Parts a merged question from the one it is in. A vote that another merged question brought too stays with that one. */
async function takeOut(tx: TxCtx, { id, mergedInto }: QuestionRow, status: 'pending' | 'approved'): Promise<void> {
  if (mergedInto === null) return
  await keepVotesOut(tx, [id, mergedInto])
  await tx.db.question.update({ where: { id }, data: { status, mergedIntoId: null }, select: { id: true } })
  await tx.db.$executeRaw`
    update question_vote v set via_id = o.via from (
      select distinct on (w.member_id) w.member_id, c.id as via from question c join question_vote w on w.question_id = c.id and w.via_id is null
      where c.merged_into_id = ${mergedInto}::uuid order by w.member_id, c.id
    ) o where v.question_id = ${mergedInto}::uuid and v.via_id = ${id}::uuid and v.member_id = o.member_id`
  await tx.db.$executeRaw`delete from question_vote where question_id = ${mergedInto}::uuid and via_id = ${id}::uuid`
  await countAnew(tx, [mergedInto])
}

/** Sets free what was put together with a question that goes away. Answers with the questions that stand alone now. */
export async function setFree(tx: TxCtx, question: QuestionRow): Promise<void> {
  for (const id of question.merged) {
    const row = await questionNow(tx.db, id)
    await takeOut(tx, row, row.approvedAt === null ? 'pending' : 'approved')
    const free = await questionNow(tx.db, id)
    await tellQuestion(tx, free, false)
    tellAsker(tx, free)
  }
}

/** No vote comes between: who votes holds the question's key, and finds it merged when this is done. */
async function keepVotesOut(tx: TxCtx, ids: string[]): Promise<void> {
  await tx.db.$queryRaw`select id from question where id = any(${ids}::uuid[]) order by id for update`
}

async function countAnew(tx: TxCtx, ids: string[]): Promise<void> {
  await tx.db.$executeRaw`update question q set vote_count = (select count(*) from question_vote v where v.question_id = q.id) where q.id = any(${ids}::uuid[])`
}

/** `shownId`: the one among the moved that attendees had on their screens. */
async function tellMoved(tx: TxCtx, ids: string[], intoId: string, shownId: string | null): Promise<void> {
  for (const id of ids) {
    const row = await questionNow(tx.db, id)
    await tellQuestion(tx, row, id === shownId)
    tellAsker(tx, row)
  }
  await tellQuestion(tx, await questionNow(tx.db, intoId), true)
}
