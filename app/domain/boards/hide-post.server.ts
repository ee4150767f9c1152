import type { z } from 'zod'
import type { Ctx } from '../../core/ctx.ts'
import { once } from '../../core/commands.server.ts'
import { forbidden } from '../../core/errors.ts'
import { accessTopic, topicStream } from './access.server.ts'
import { topicEvents } from './events.ts'
import { tellQuoters } from './follow-quotes.server.ts'
import { comeBack, leaveTopic, lockPost } from './own-post.server.ts'
import { canModerate } from './policy.ts'
import { postView } from './posts.server.ts'
import type { hidePostInput, postInput } from './schema.ts'

/**
 * 事務局 hides a post and says why. It keeps its number; its text and author leave every page, every open screen and the log of
 * what was sent to screens. One that its author took back can no longer be brought back by them. Answers with the post's id and
 * whether it was this call that hid it.
 */
export async function hidePost(ctx: Ctx, input: z.output<typeof hidePostInput>): Promise<{ postId: string; isNew: boolean }> {
  const { id: topicId } = await accessTopic(ctx, input.topicId)
  if (!canModerate(ctx.actor)) throw forbidden()
  return once(ctx, 'topic:hide-post', input.commandId, async (tx) => {
    const post = await lockPost(tx, topicId, input.no)
    if (post.hiddenAt !== null && post.withdrawnAt === null) return { postId: post.id, isNew: false }
    await tx.db.post.update({ where: { id: post.id }, data: { hiddenAt: post.hiddenAt ?? tx.now(), withdrawnAt: null }, select: { id: true } })
    await leaveTopic(tx, topicStream(topicId), topicId, input.no)
    await tellQuoters(tx, post.id)
    tx.audit({ action: 'post.hidden', subject: 'post', subjectId: post.id, reason: input.reason })
    tx.emit(topicStream(topicId), topicEvents, 'post.hidden', { no: input.no })
    return { postId: post.id, isNew: true }
  })
}

/** 事務局 shows a post again that it had hidden. What an author took back is theirs to bring back. */
export async function showPostAgain(ctx: Ctx, input: z.output<typeof postInput>): Promise<null> {
  const { id: topicId } = await accessTopic(ctx, input.topicId)
  if (!canModerate(ctx.actor)) throw forbidden()
  return once(ctx, 'topic:show-post', input.commandId, async (tx) => {
    const post = await lockPost(tx, topicId, input.no)
    if (post.hiddenAt === null) return null
    if (post.withdrawnAt !== null) throw forbidden()
    await tx.db.post.update({ where: { id: post.id }, data: { hiddenAt: null, version: { increment: 1 }, changedAt: tx.now() }, select: { id: true } })
    await comeBack(tx, topicId, post)
    await tellQuoters(tx, post.id)
    tx.audit({ action: 'post.shown', subject: 'post', subjectId: post.id })
    tx.emit(topicStream(topicId), topicEvents, 'post.shown', { post: await postView(tx, post.id) })
    return null
  })
}
