import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { once } from '../../core/commands.server.ts'
import { forbidden, notFound } from '../../core/errors.ts'
import { accessTopic, topicStream } from './access.server.ts'
import { topicEvents } from './events.ts'
import { hiddenPost } from './fold.ts'
import { canModerate } from './policy.ts'
import type { hidePostInput } from './schema.ts'
import type { PostView } from './views.ts'

/**
 * 事務局 hides a post and says why. It keeps its number; its text and author leave every page, every open screen and the log of
 * what was sent to screens. Answers with the post's id and whether it was this call that hid it.
 */
export async function hidePost(ctx: Ctx, input: z.output<typeof hidePostInput>): Promise<{ postId: string; isNew: boolean }> {
  const { id: topicId, lastNo } = await accessTopic(ctx, input.topicId)
  if (!canModerate(ctx.actor)) throw forbidden()
  if (!(input.no >= 1 && input.no <= lastNo)) throw notFound()
  return once(ctx, 'topic:hide-post', input.commandId, async (tx) => {
    // The topic's row first, as a reply does: its number and its list of hidden posts change in one order.
    await tx.db.$queryRaw`select 1 as locked from topic where id = ${topicId}::uuid for no key update`
    const post = await tx.db.post.findUnique({ where: { topicId_no: { topicId, no: input.no } }, select: { id: true, hiddenAt: true } })
    if (!post) throw notFound()
    if (post.hiddenAt !== null) return { postId: post.id, isNew: false }
    await tx.db.post.update({ where: { id: post.id }, data: { hiddenAt: tx.now() }, select: { id: true } })
    await tx.db.topic.update({ where: { id: topicId }, data: { hiddenNos: { push: input.no } }, select: { id: true } })
    await redactLogged(tx, topicId, input.no)
    tx.audit({ action: 'post.hidden', subject: 'post', subjectId: post.id, reason: input.reason })
    tx.emit(topicStream(topicId), topicEvents, 'post.hidden', { no: input.no })
    return { postId: post.id, isNew: true }
  })
}

/** Somebody who was away is sent the log: what is hidden now must not come with it. */
async function redactLogged(tx: Ctx, topicId: string, no: number): Promise<void> {
  const stream = topicStream(topicId)
  const [logged] = await tx.db.$queryRaw<{ seq: bigint; payload: { post: PostView } }[]>`
    select seq, payload from live_event where stream = ${stream} and type = 'post.added' and (payload->'post'->>'no')::int = ${no}`
  if (!logged) return
  const payload = JSON.stringify({ post: hiddenPost(logged.payload.post) })
  await tx.db.$executeRaw`update live_event set payload = ${payload}::jsonb where stream = ${stream} and seq = ${logged.seq}`
}
