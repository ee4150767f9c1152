import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden, invalid } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { accessTopic, reader } from './access.server.ts'
import { changeTopic, emitFacts } from './facts.server.ts'
import { boardJobs } from './jobs.ts'
import { canModerate } from './policy.ts'
import type { assignTopicInput, finishTopicInput } from './schema.ts'

/** A member by handle, or by the whole name when only one has it. */
async function findAssignee(ctx: Ctx, who: string): Promise<string> {
  const found = await ctx.db.member.findMany({ where: { status: 'active', OR: [{ handle: who.replace(/^[@＠]/u, '').toLowerCase() }, { displayName: who }] }, select: { id: true }, take: 2 })
  const [one, another] = found
  if (one === undefined) throw invalid({ assignee: 'manage.assignee_unknown' })
  if (another !== undefined) throw invalid({ assignee: 'manage.assignee_many' })
  return one.id
}

export type AssigneeChoice = { handle: string; name: string }
const MOST_CHOICES = 60

/** Whom a topic is usually given to, for the field that takes anybody: departments, mentors, and who writes most in it. */
export async function assigneeChoices(ctx: Ctx, topicId: string): Promise<AssigneeChoice[]> {
  if (!canModerate(ctx.actor)) throw forbidden()
  return ctx.db.$queryRaw<AssigneeChoice[]>`
    with near as (
      (select id, 1 as place from member where role = 'department' order by kana limit ${fixed(MOST_CHOICES)})
      union all (select member_id, 2 from mentor order by member_id limit ${fixed(MOST_CHOICES)})
      union all (select member_id, 3 from topic_read where topic_id = ${topicId}::uuid and posts > 0 order by posts desc limit 10)
    )
    select m.handle, m.display_name as name from (select id, min(place) as place from near group by id) n join member m on m.id = n.id and m.status = 'active' order by n.place, m.kana limit ${fixed(MOST_CHOICES)}`
}

/** 事務局 asks somebody (a mentor, a department) to see to a topic, by a day or without one. They are told. */
export async function assignTopic(ctx: Ctx, { assignee, due, ...input }: z.output<typeof assignTopicInput>): Promise<null> {
  if (!canModerate(ctx.actor)) throw forbidden()
  const assigneeId = await findAssignee(ctx, assignee)
  return changeTopic(ctx, { command: 'topic:assign', ...input }, async (tx, { id }) => {
    await tx.db.topic.update({ where: { id }, data: { assigneeId, assignedDue: due }, select: { id: true } })
    if (assigneeId !== reader(tx).id) tx.enqueue(boardJobs, 'topic.assigned', { topicId: id, memberId: assigneeId, at: tx.now().toISOString() })
    return { assigneeId, due: due?.toISOString().slice(0, 10) ?? null }
  })
}

/** It has been seen to: by whom it was asked of, or by 事務局. Who was asked in a question of their own name has answered it with what they wrote last, unless another post is its answer. */
export async function finishTopic(ctx: Ctx, input: z.output<typeof finishTopicInput>): Promise<null> {
  const topic = await accessTopic(ctx, input.topicId)
  const me = reader(ctx).id
  return once(ctx, 'topic:finish', input.commandId, async (tx) => {
    const { count } = await tx.db.topic.updateMany({ where: { id: topic.id, assigneeId: canModerate(ctx.actor) ? { not: null } : me }, data: { assigneeId: null, assignedDue: null } })
    if (count === 0) return null
    const isAnswered = await tx.db.$executeRaw`
      update topic t set answer_id = p.id from (select id from post where topic_id = ${topic.id}::uuid and no > 1 and author_id = ${me}::uuid and official_as is null and hidden_at is null and moved_id is null order by no desc limit 1) p
      where t.id = ${topic.id}::uuid and t.asks and t.answer_id is null and t.author_id = ${me}::uuid and t.official_as is null`
    if (isAnswered > 0) tx.enqueue(boardJobs, 'topic.answered', { topicId: topic.id })
    tx.audit({ action: 'topic.finish', subject: 'topic', subjectId: topic.id })
    await emitFacts(tx, topic.id)
    return null
  })
}
