import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { findTopic } from './access.server.ts'
import { composerText, type ComposerText } from './composer-text.server.ts'
import { factsSql } from './facts.server.ts'
import { findPost } from './find-post.server.ts'
import { canDescribeTopic, canEditPost, canModerate, canReply, canWithdrawPost, RESTORE_MS } from './policy.ts'
import { postHistory, type PostHistory } from './post-history.server.ts'
import type { PostView, TopicFacts } from './views.ts'

export type PostPage = { topicId: string; topicTitle: string; post: PostView; isMine: boolean; answer: number | undefined; can: { reply: boolean; moderate: boolean; describe: boolean; edit: boolean; withdraw: boolean; restore: boolean }; history: PostHistory }

async function look(ctx: Ctx, topicId: string, no: number) {
  const [topic, found] = await Promise.all([findTopic<{ facts: TopicFacts }>(ctx, topicId, Prisma.sql`, ${factsSql} as facts`), findPost(ctx, topicId, no)])
  const row = await ctx.db.post.findUniqueOrThrow({ where: { id: found.id }, select: { authorId: true, officialAs: true, doc: true, version: true, withdrawnAt: true } })
  const isMine = ctx.actor.kind === 'account' && row.authorId === ctx.actor.id && row.officialAs === null
  return { topic, found, row: { ...row, doc: row.doc as DocNode }, isMine, facts: { isMine, isHidden: found.isHidden, no } }
}

/** One post, what its reader may do with it, and its edits before version `before`. A hidden post shows neither its text nor its history. */
export async function showPost(ctx: Ctx, topicId: string, no: number, before: number | null = null): Promise<PostPage> {
  const { topic, found, row, isMine, facts } = await look(ctx, topicId, no)
  const isRestorable = isMine && row.withdrawnAt !== null && ctx.now().getTime() - row.withdrawnAt.getTime() <= RESTORE_MS
  return {
    topicId: topic.id, topicTitle: topic.title, post: found.post, isMine, answer: topic.facts.answer,
    can: {
      reply: canReply(ctx.actor, topic), moderate: canModerate(ctx.actor), describe: canDescribeTopic(ctx.actor, topic), edit: canEditPost(ctx.actor, topic, facts), withdraw: canWithdrawPost(ctx.actor, topic, facts),
      restore: isRestorable && canReply(ctx.actor, topic),
    },
    history: found.isHidden || row.version === 1 ? { edits: [], next: null } : await postHistory(ctx, { id: found.id, doc: row.doc }, before),
  }
}

export type EditablePost = { topicId: string; topicTitle: string; post: PostView; version: number } & ComposerText

/** One's own post for the composer: its document with today's names, and the same as plain text. Throws `not_found` for what one may not edit, `conflict` in a closed topic. */
export async function editablePost(ctx: Ctx, topicId: string, no: number): Promise<EditablePost> {
  const { topic, found, row, isMine, facts } = await look(ctx, topicId, no)
  if (!isMine || found.isHidden) throw notFound()
  if (!canEditPost(ctx.actor, topic, facts)) throw conflict('boards.closed')
  return { topicId: topic.id, topicTitle: topic.title, post: found.post, version: row.version, ...(await composerText(ctx, row.doc)) }
}

/** One's own post that may be deleted, for the page that asks; for everybody else there is no such page. */
export async function postToWithdraw(ctx: Ctx, topicId: string, no: number): Promise<Pick<PostPage, 'topicId' | 'topicTitle' | 'post'>> {
  const { topic, found, facts } = await look(ctx, topicId, no)
  if (!canWithdrawPost(ctx.actor, topic, facts)) throw notFound()
  return { topicId: topic.id, topicTitle: topic.title, post: found.post }
}
