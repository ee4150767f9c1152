import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { findTopic } from './access.server.ts'
import { type AssigneeChoice, assigneeChoices } from './assign-topic.server.ts'
import { factsSql } from './facts.server.ts'
import { boardChoices } from './list-boards.server.ts'
import { canDescribeTopic, canModerate } from './policy.ts'
import { suggestTags } from './tags.server.ts'
import type { TopicFacts } from './views.ts'

export type ManagedTopic = { id: string; title: string; facts: TopicFacts; isOfficial: boolean; confirmed: number; suggestedTags: string[]; boards: { slug: string; name: string }[]; assignees: AssigneeChoice[]; can: { moderate: boolean } }

/** A topic for who may change something of it; for everybody else there is no such page. */
export async function manageTopic(ctx: Ctx, topicId: string): Promise<ManagedTopic> {
  const topic = await findTopic<{ facts: TopicFacts; isOfficial: boolean; confirmed: number }>(ctx, topicId, Prisma.sql`, ${factsSql} as facts, t.official_as is not null as "isOfficial", t.confirmed`)
  if (!canDescribeTopic(ctx.actor, topic)) throw notFound()
  const { id, title, facts, isOfficial, confirmed } = topic
  const isStaff = canModerate(ctx.actor)
  const [suggestedTags, boards, assignees] = await Promise.all([suggestTags(ctx, ''), isStaff ? boardChoices(ctx) : [], isStaff ? assigneeChoices(ctx, id) : []])
  return { id, title, facts, isOfficial, confirmed, suggestedTags, boards, assignees, can: { moderate: isStaff } }
}
