import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, forbidden } from '../../core/errors.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { accessTopic, reader, topicStream } from './access.server.ts'
import { topicEvents } from './events.ts'
import { composerText, type ComposerText } from './composer-text.server.ts'
import { tellQuoters } from './follow-quotes.server.ts'
import { comeBack, leaveTopic, type LockedPost, lockOwnPost } from './own-post.server.ts'
import { canWithdrawPost, RESTORE_MS, UNDO_GRACE_MS, UNDO_MS } from './policy.ts'
import { postView } from './posts.server.ts'
import type { postInput } from './schema.ts'

type Input = z.output<typeof postInput>

/**
 * An author takes a post of theirs back: it is hidden like one that 事務局 hid, keeps its number and says who hid it. `mayStill`
 * refuses by time. Doing it again changes nothing.
 */
async function withdraw(ctx: Ctx, type: string, input: Input, mayStill: (post: LockedPost, now: Date) => boolean): Promise<{ doc: DocNode }> {
  reader(ctx)
  const { id: topicId } = await accessTopic(ctx, input.topicId)
  return ctx.tx(async (tx) => {
    await once(tx, type, input.commandId, async () => {
      const post = await lockOwnPost(tx, topicId, input.no)
      if (post.withdrawnAt !== null) return null
      if (!canWithdrawPost(tx.actor, post, { isMine: post.isMine, isHidden: post.hiddenAt !== null, no: post.no })) throw forbidden()
      if (!mayStill(post, tx.now())) throw conflict('posts.undo_late')
      await tx.db.post.update({ where: { id: post.id }, data: { hiddenAt: tx.now(), withdrawnAt: tx.now() }, select: { id: true } })
      await leaveTopic(tx, topicStream(topicId), topicId, post.no)
      await tellQuoters(tx, post.id)
      await countAuthor(tx, topicId, -1)
      tx.emit(topicStream(topicId), topicEvents, 'post.hidden', { no: post.no, by: 'author' })
      return null
    })
    return { doc: (await lockOwnPost(tx, topicId, input.no)).doc }
  })
}

const countAuthor = (tx: TxCtx, topicId: string, by: 1 | -1): Promise<number> => tx.db.$executeRaw`
  update topic_read set posts = greatest(0, posts + ${by}) where topic_id = ${topicId}::uuid and member_id = ${reader(tx).id}::uuid`

/** Undoes a reply that was just sent, and answers with its text for the composer. Nobody has been told of it yet. Throws `conflict` when it is too late. */
export async function undoReply(ctx: Ctx, input: Input): Promise<ComposerText> {
  const { doc } = await withdraw(ctx, 'topic:undo-reply', input, (post, now) => now.getTime() - post.createdAt.getTime() <= UNDO_MS + UNDO_GRACE_MS)
  return composerText(ctx, doc)
}

/** Deletes one's own post, for all readers at once. */
export async function withdrawPost(ctx: Ctx, input: Input): Promise<null> {
  await withdraw(ctx, 'post:withdraw', input, () => true)
  return null
}

/** Brings back a post that its author took back less than a day ago. Throws `conflict` later, `forbidden` when 事務局 hid it. */
export async function restorePost(ctx: Ctx, input: Input): Promise<null> {
  reader(ctx)
  const { id: topicId } = await accessTopic(ctx, input.topicId)
  return once(ctx, 'post:restore', input.commandId, async (tx) => {
    const post = await lockOwnPost(tx, topicId, input.no)
    if (post.hiddenAt === null) return null
    if (post.withdrawnAt === null) throw forbidden()
    const at = tx.now()
    if (at.getTime() - post.withdrawnAt.getTime() > RESTORE_MS) throw conflict('posts.restore_late')
    await tx.db.post.update({ where: { id: post.id }, data: { hiddenAt: null, withdrawnAt: null, version: { increment: 1 }, changedAt: at }, select: { id: true } })
    await comeBack(tx, topicId, post)
    await tellQuoters(tx, post.id)
    await countAuthor(tx, topicId, 1)
    tx.emit(topicStream(topicId), topicEvents, 'post.shown', { post: await postView(tx, post.id) })
    return null
  })
}
