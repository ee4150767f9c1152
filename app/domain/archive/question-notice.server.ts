import type { Ctx } from '../../core/ctx.ts'

/** Whom to tell that their question became a topic. Null when it was asked under no name, or by somebody who is not here any more. */
export async function movedQuestionNotice(ctx: Ctx, questionId: string): Promise<{ memberId: string; params: { title: string }; href: string; dedupeKey: string } | null> {
  const [row] = await ctx.db.$queryRaw<{ memberId: string; title: string; topicId: string }[]>`
    select m.id as "memberId", e.title, k.topic_id as "topicId"
    from question_topic k join question q on q.id = k.question_id join event e on e.id = q.event_id join member m on m.id = q.author_id and m.status = 'active'
    where k.question_id = ${questionId}::uuid`
  return row ? { memberId: row.memberId, params: { title: row.title }, href: `/topics/${row.topicId}`, dedupeKey: `question:${questionId}:topic` } : null
}
