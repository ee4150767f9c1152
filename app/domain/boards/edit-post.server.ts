import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, forbidden } from '../../core/errors.ts'
import { readText, type RichText } from '../../core/richtext/read-text.server.ts'
import { quotesIn } from '../../core/richtext/quotes.ts'
import { mentionedIn } from '../../core/richtext/render-doc.server.ts'
import { attachImages } from './attach-images.server.ts'
import { accessTopic, reader, topicStream } from './access.server.ts'
import { composerText } from './composer-text.server.ts'
import { checkQuotes } from './check-quotes.server.ts'
import { topicEvents } from './events.ts'
import { boardJobs } from './jobs.ts'
import { type LockedPost, lockOwnPost } from './own-post.server.ts'
import { QUIET_EDIT_MS } from './policy.ts'
import { postView } from './posts.server.ts'
import { mentionedNames } from './reply-to-topic.server.ts'
import type { editPostInput } from './schema.ts'

/**
 * Changes the text of one's own post and answers with its version. What it said before is kept, also within the first minute, when the
 * post is not yet called edited. A text that looks the same changes nothing; as plain text also one that only lost its form. Who is mentioned or quoted for the first time is told.
 * Throws `forbidden` (somebody else's, or hidden), `conflict` (closed, or changed since `version`: nothing is lost, the writer decides).
 */
export async function editPost(ctx: Ctx, input: z.output<typeof editPostInput>): Promise<{ version: number }> {
  reader(ctx)
  const { id: topicId } = await accessTopic(ctx, input.topicId)
  const written = readText(input)
  return once(ctx, 'post:edit', input.commandId, async (tx) => rewritePost(tx, topicId, await lockOwnPost(tx, topicId, input.no), input, written))
}

/** The same for a post that is locked already, by somebody who may change it: `written` is what `input` says. */
export async function rewritePost(tx: TxCtx, topicId: string, post: LockedPost, input: { version: number; doc?: string | undefined; text?: string | undefined }, written: RichText): Promise<{ version: number }> {
  if (post.hiddenAt !== null) throw forbidden()
  const text = await checkQuotes(tx, written, post.doc)
  const isPlain = (input.doc ?? '') === ''
  if (post.html === text.html || (isPlain && (await composerText(tx, post.doc)).text === input.text?.replace(/\r\n?/g, '\n').trim())) return { version: post.version }
  if (post.version !== input.version) throw conflict('posts.edit_conflict')
  await tx.limit('post.edit', reader(tx).id, { points: 60, seconds: 3_600 })
  await mentionedNames(tx, text)
  await attachImages(tx, post.id, text.images)
  const at = tx.now()
  const version = post.version + 1
  await tx.db.postVersion.create({ data: { postId: post.id, version: post.version, doc: post.doc, replacedAt: at }, select: { version: true } })
  const editedAt = at.getTime() - post.createdAt.getTime() > QUIET_EDIT_MS ? at : post.editedAt
  await tx.db.post.update({ where: { id: post.id }, data: { doc: text.doc, html: text.html, text: text.text, quotes: text.quotes, version, editedAt, changedAt: at }, select: { id: true } })
  tx.emit(topicStream(topicId), topicEvents, 'post.edited', { post: await postView(tx, post.id) })
  if (post.isAnswer) tx.enqueue(boardJobs, 'topic.answered', { topicId })
  const before = mentionedIn(post.doc)
  const quoted = quotesIn(post.doc).map(({ attrs }) => attrs.post)
  if (text.mentions.some((id) => !before.includes(id)) || text.quotes.some((id) => !quoted.includes(id))) tx.enqueue(boardJobs, 'topic.tell', { topicId, from: post.no, to: post.no })
  return { version }
}
