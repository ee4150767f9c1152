import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import { accessTopic, topicStream } from './access.server.ts'
import { topicEvents } from './events.ts'
import { canModerate } from './policy.ts'
import type { closeTopicInput } from './schema.ts'

/** 事務局 closes a topic (it is read and takes no posts) or opens it again. Closing what is closed changes nothing. */
export async function closeTopic(ctx: Ctx, input: z.output<typeof closeTopicInput>): Promise<null> {
  const { id } = await accessTopic(ctx, input.topicId)
  if (!canModerate(ctx.actor)) throw forbidden()
  return once(ctx, 'topic:close', input.commandId, async (tx) => {
    const { count } = await tx.db.topic.updateMany({ where: { id, closedAt: input.isClosed ? null : { not: null } }, data: { closedAt: input.isClosed ? tx.now() : null } })
    if (count === 0) return null
    const type = input.isClosed ? 'topic.closed' : 'topic.reopened'
    tx.audit({ action: type, subject: 'topic', subjectId: id })
    tx.emit(topicStream(id), topicEvents, type, {})
    return null
  })
}
