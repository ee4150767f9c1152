import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { findPost } from '../boards/index.server.ts'
import { canReport } from './policy.ts'
import type { ReportReason } from './policy.ts'
import type { reportPostInput } from './schema.ts'

/** What a report is about, as 事務局 will read it: `href` leads to it. */
export type ReportSubject = { subject: 'post' | 'question'; subjectId: string; href: string; excerpt: string }

/** A member tells 事務局 about a post. A second report of the same post by the same member changes the first one while it is open. */
export async function reportPost(ctx: Ctx, input: z.output<typeof reportPostInput>): Promise<{ isNew: boolean }> {
  const post = await findPost(ctx, input.topicId, input.no)
  if (post.isHidden) throw conflict('moderation.already_hidden')
  const about: ReportSubject = { subject: 'post', subjectId: post.id, href: `/topics/${post.topicId}?from=${post.no}#post-${post.no}`, excerpt: post.excerpt }
  return once(ctx, 'moderation.report', input.commandId, (tx) => fileReport(tx, about, input.reason, input.note))
}

/** Writes the report of somebody who was found allowed to see what it is about. */
export async function fileReport(tx: TxCtx, about: ReportSubject, reason: ReportReason, note: string): Promise<{ isNew: boolean }> {
  const { actor } = tx
  if (actor.kind !== 'account' || !canReport(actor)) throw notFound()
  const { subject, subjectId } = about
  const mine = { subject_subjectId_reporterId: { subject, subjectId, reporterId: actor.id } }
  const before = await tx.db.report.findUnique({ where: mine, select: { status: true } })
  if (before !== null && before.status !== 'open') return { isNew: false }
  if (before === null) await tx.limit('moderation.report', actor.id, { points: 20, seconds: 86_400 })
  // Of several at once one is the first.
  const { count } = await tx.db.report.createMany({ data: [{ ...about, reporterId: actor.id, reason, note, status: 'open', createdAt: tx.now() }], skipDuplicates: true })
  if (count === 0) await tx.db.report.updateMany({ where: { subject, subjectId, reporterId: actor.id, status: 'open' }, data: { reason, note } })
  return { isNew: count === 1 }
}
