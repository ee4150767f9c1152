import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { changeTopic } from './facts.server.ts'
import type { pinTopicInput } from './schema.ts'

/** 事務局 keeps a topic above the others of its board, or lets it go. */
export const pinTopic = (ctx: Ctx, { isPinned, ...input }: z.output<typeof pinTopicInput>): Promise<null> =>
  changeTopic(ctx, { command: 'topic:pin', ...input }, async (tx, { id }) => {
    const { count } = await tx.db.topic.updateMany({ where: { id, pinnedAt: isPinned ? null : { not: null } }, data: { pinnedAt: isPinned ? tx.now() : null } })
    return count === 0 ? null : { isPinned }
  })
