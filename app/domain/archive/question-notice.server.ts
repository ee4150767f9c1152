import type { Ctx } from '../../core/ctx.ts'
import { answerNotice } from '../boards/index.server.ts'
import { QUESTIONS_A_ROOM } from '../live/policy.ts'

/** Whom to tell that their question became a topic. Null when it was asked under no name, or by somebody who is not here any more. */
export async function movedQuestionNotice(ctx: Ctx, questionId: string): Promise<{ memberId: string; params: { title: string }; href: string; dedupeKey: string } | null> {
  const [row] = await ctx.db.$queryRaw<{ memberId: string; title: string; topicId: string }[]>`
    select m.id as "memberId", e.title, k.topic_id as "topicId"
    from question_topic k join question q on q.id = k.question_id join event e on e.id = q.event_id join member m on m.id = q.author_id and m.status = 'active'
    where k.question_id = ${questionId}::uuid`
  return row ? { memberId: row.memberId, params: { title: row.title }, href: `/topics/${row.topicId}`, dedupeKey: `question:${questionId}:topic` } : null
}

/** The answer of a question, or of the one it was put together with, in the topic that became; null as long as there is none. */
export async function leftOverAnswer(ctx: Ctx, questionId: string, memberId: string): Promise<Awaited<ReturnType<typeof answerNotice>>> {
  const kept = await ctx.db.questionTopic.findFirst({ where: { OR: [{ questionId }, { question: { merged: { some: { id: questionId } } } }] }, select: { topicId: true } })
  return kept && answerNotice(ctx, kept.topicId, memberId)
}

/** The topics that questions of an event became, by question. Whether the event may be known is asked before. */
export async function topicsOfQuestions(ctx: Ctx, eventId: string): Promise<Record<string, string>> {
  const rows = await ctx.db.questionTopic.findMany({ where: { question: { eventId }, topic: { hiddenAt: null } }, select: { questionId: true, topicId: true }, take: QUESTIONS_A_ROOM })
  return Object.fromEntries(rows.map(({ questionId, topicId }) => [questionId, topicId]))
}
