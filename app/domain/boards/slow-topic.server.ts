import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { changeTopic } from './facts.server.ts'
import type { slowTopicInput } from './schema.ts'

/** 事務局 lets one member write once in so many seconds; it ends by itself after `hours`. 0 seconds ends it now. */
export const slowTopic = (ctx: Ctx, { seconds, hours, ...input }: z.output<typeof slowTopicInput>): Promise<null> =>
  changeTopic(ctx, { command: 'topic:slow', ...input }, async (tx, { id }) => {
    const isOn = seconds > 0
    await tx.db.topic.update({ where: { id }, data: { slowSeconds: isOn ? seconds : null, slowUntil: isOn ? new Date(tx.now().getTime() + hours * 3_600_000) : null }, select: { id: true } })
    return { seconds, ...(isOn && { hours }) }
  })
