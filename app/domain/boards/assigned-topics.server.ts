import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { reader } from './access.server.ts'
import type { boardJobs } from './jobs.ts'
import { canModerate } from './policy.ts'

/** A topic somebody was asked to see to. `due` is a day in Japan. */
export type AssignedTopic = { id: string; title: string; board: string; assignee: string; due: string | null }

const MOST = 20

const assigned = (ctx: Ctx, whose: Prisma.Sql) => ctx.db.$queryRaw<AssignedTopic[]>`
  select t.id, t.title, b.name as board, a.display_name as assignee, to_char(t.assigned_due, 'YYYY-MM-DD') as due
  from topic t join board b on b.id = t.board_id join member a on a.id = t.assignee_id
  where t.assignee_id is not null and t.hidden_at is null ${whose} order by t.assigned_due, t.id limit ${fixed(MOST)}`

/** What the reader was asked to see to, the most urgent first. */
export async function topicsForMe(ctx: Ctx): Promise<AssignedTopic[]> {
  return assigned(ctx, Prisma.sql`and t.assignee_id = ${reader(ctx).id}::uuid`)
}

/** The same of everybody, for 事務局. */
export async function assignedTopics(ctx: Ctx): Promise<AssignedTopic[]> {
  if (!canModerate(ctx.actor)) throw forbidden()
  return assigned(ctx, Prisma.empty)
}

/** Whom to tell that a topic is theirs to see to; null when it is not any more. */
export async function assignmentNotice(ctx: Ctx, { topicId, memberId, at }: z.output<(typeof boardJobs)['topic.assigned']['payload']>) {
  const topic = await ctx.db.topic.findFirst({ where: { id: topicId, assigneeId: memberId, hiddenAt: null }, select: { title: true } })
  return topic && { memberId, kind: 'topic_assigned' as const, params: { title: topic.title }, href: `/topics/${topicId}`, dedupeKey: `assigned:${topicId}:${at}` }
}
