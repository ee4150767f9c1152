/** Topics that the house founded, for who runs what they are about. Whether somebody does is asked by the caller: no form of a topic leads here. */
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import type { RichText } from '../../core/richtext/read-text.server.ts'
import { topicStream } from './access.server.ts'
import { composerText, type ComposerText } from './composer-text.server.ts'
import { rewritePost } from './edit-post.server.ts'
import { topicEvents } from './events.ts'
import { lockPost } from './own-post.server.ts'
import { postView } from './posts.server.ts'
import type { PostView } from './views.ts'

/** The first post of such a topic, for its editor and as it is shown. */
export type HousePost = { topicId: string; title: string; version: number; post: PostView } & ComposerText

/** Null when it is no longer shown, or takes no texts. */
export async function housePost(ctx: Ctx, topicId: string): Promise<HousePost | null> {
  const row = await ctx.db.post.findFirst({
    where: { topicId, no: 1, hiddenAt: null, topic: { hiddenAt: null, closedAt: null, board: { archivedAt: null } } }, select: { id: true, doc: true, version: true, topic: { select: { title: true } } },
  })
  if (!row) return null
  const [post, text] = await Promise.all([postView(ctx, row.id), composerText(ctx, row.doc as DocNode)])
  return { topicId, title: row.topic.title, version: row.version, post, ...text }
}

/** Writes that post anew; what it said is kept, as with every edit. Throws `conflict` (changed since `version`, or closed), `forbidden` (hidden), `not_found`. */
export async function rewriteHousePost(tx: TxCtx, topicId: string, input: { version: number; doc?: string | undefined; text?: string | undefined }, written: RichText): Promise<{ version: number }> {
  const post = await lockPost(tx, topicId, 1)
  if (post.isClosed || post.isArchived) throw conflict('boards.closed')
  return rewritePost(tx, topicId, post, input, written)
}

/** A post that the house keeps in such a topic, as it was last written by it. */
export type KeptPost = { id: string; version: number }

/**
 * Writes such a post under the name of the topic's author, or what it says anew; nobody is told of it. What somebody has changed by hand,
 * taken away or moved since stays theirs: then, as where the topic takes no texts any more, the answer is null.
 */
export async function keepHousePost(tx: TxCtx, topicId: string, kept: KeptPost | null, { doc, html, text }: RichText): Promise<KeptPost | null> {
  const [topic] = await tx.db.$queryRaw<{ authorId: string | null; boardId: string; no: number }[]>`
    select t.author_id as "authorId", t.board_id as "boardId", t.last_no + 1 as no from topic t join board b on b.id = t.board_id
    where t.id = ${topicId}::uuid and t.hidden_at is null and t.closed_at is null and b.archived_at is null for no key update of t`
  if (!topic) return null
  const at = tx.now()
  if (kept !== null) {
    const post = await tx.db.post.findFirst({ where: { id: kept.id, topicId, version: kept.version, hiddenAt: null }, select: { doc: true, html: true } })
    if (!post) return null
    if (post.html === html) return kept
    const version = kept.version + 1
    await tx.db.postVersion.create({ data: { postId: kept.id, version: kept.version, doc: post.doc as DocNode, replacedAt: at }, select: { version: true } })
    await tx.db.post.update({ where: { id: kept.id }, data: { doc, html, text, version, changedAt: at }, select: { id: true } })
    tx.emit(topicStream(topicId), topicEvents, 'post.edited', { post: await postView(tx, kept.id) })
    return { id: kept.id, version }
  }
  const { authorId, boardId, no } = topic
  const id = newId()
  await tx.db.topic.update({ where: { id: topicId }, data: { lastNo: no, lastPostAt: at, lastAuthorId: authorId, lastOfficialAs: null }, select: { id: true } })
  await tx.db.post.create({ data: { id, topicId, no, authorId, doc, html, text, createdAt: at }, select: { id: true } })
  await tx.db.topicRead.updateMany({ where: { topicId, memberId: authorId ?? id, lastNo: no - 1 }, data: { lastNo: no, at } })
  tx.emit(topicStream(topicId), topicEvents, 'post.added', { post: await postView(tx, id) })
  tx.hint({ kind: 'topic.bumped', boardId, topicId, no, authorId })
  return { id, version: 1 }
}
