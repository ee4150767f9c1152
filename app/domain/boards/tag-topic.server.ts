import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { changeTopic } from './facts.server.ts'
import { canDescribeTopic } from './policy.ts'
import type { tagTopicInput } from './schema.ts'
import { countTags, keepTags } from './tags.server.ts'

/** Says what a topic is about and whether it asks for an answer: who began it, and 事務局. */
export const tagTopic = (ctx: Ctx, { tags, asks, ...input }: z.output<typeof tagTopicInput>): Promise<null> =>
  changeTopic(ctx, { command: 'topic:tag', ...input, may: (c, topic) => canDescribeTopic(c.actor, topic) }, async (tx, { id }) => {
    const { tagIds: before } = await tx.db.topic.findUniqueOrThrow({ where: { id }, select: { tagIds: true } })
    const tagIds = await keepTags(tx, tags)
    await countTags(tx, { added: tagIds.filter((t) => !before.includes(t)), removed: before.filter((t) => !tagIds.includes(t)) })
    await tx.db.topic.update({ where: { id }, data: { tagIds, asks }, select: { id: true } })
    return { tags, asks }
  })
