import type { Ctx } from '../../core/ctx.ts'

/** What a room left behind: the topic that keeps it, and the topics of the questions left over, by question. */
export type RoomKept = { topicId: string; questions: Record<string, string> }

/** What stays of an event's room; null as long as nothing does. Whether the event may be known is asked before. */
export async function keptOf(ctx: Ctx, eventId: string): Promise<RoomKept | null> {
  const rows = await ctx.db.$queryRaw<{ topicId: string; questionId: string | null; questionTopicId: string | null }[]>`
    select a.topic_id as "topicId", k.question_id as "questionId", k.topic_id as "questionTopicId"
    from room_archive a left join question q on q.event_id = a.event_id and q.status = 'deferred' left join question_topic k on k.question_id = q.id
    where a.event_id = ${eventId}::uuid limit 2000`
  const [first] = rows
  if (!first) return null
  return { topicId: first.topicId, questions: Object.fromEntries(rows.flatMap(({ questionId, questionTopicId }) => (questionId !== null && questionTopicId !== null ? [[questionId, questionTopicId]] : []))) }
}
