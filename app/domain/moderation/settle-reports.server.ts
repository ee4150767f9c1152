import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { isId } from '../../core/ids.ts'
import { moderationJobs } from './jobs.ts'

/** What is decided: one report, or all that wait about one thing. */
export type Settled = { id: string } | { subject: 'post' | 'question'; subjectId: string }

/**
 * Reports that wait are decided, of posts and questions alike, and who reported is told: `upheld`, what it is about is no longer shown, or `dismissed`.
 * Answers with what they were about; a report that was decided before is none of them.
 */
export async function settleReports(tx: TxCtx, which: Settled, status: 'upheld' | 'dismissed'): Promise<{ subject: string; subjectId: string }[]> {
  const done = await tx.db.report.updateManyAndReturn({ where: { ...which, status: 'open' }, data: { status, decidedAt: tx.now() }, select: { id: true, subject: true, subjectId: true, reporterId: true } })
  for (const { id, reporterId } of done) if (reporterId !== null) tx.enqueue(moderationJobs, 'report.decided', { reportId: id })
  return done
}

/** `what` and `outcome` are words of `moderation.decided`: the worker says them in the reader's language. */
export type ReportNotice = { memberId: string; lng: string; what: 'post' | 'question'; outcome: 'upheld' | 'dismissed'; href: string; dedupeKey: string }

/** Whom to tell of a decision, and what: nothing of whoever wrote it, and of no other report. Null while it waits, and for who is not here any more. */
export async function reportNotice(ctx: Ctx, reportId: string): Promise<ReportNotice | null> {
  const row = await ctx.db.report.findFirst({ where: { id: reportId, status: { in: ['upheld', 'dismissed'] }, reporter: { status: 'active' } }, select: { subject: true, subjectId: true, status: true, href: true, reporter: { select: { id: true, lng: true } } } })
  if (!row?.reporter) return null
  const isQuestion = row.subject === 'question'
  return {
    memberId: row.reporter.id, lng: row.reporter.lng, what: isQuestion ? 'question' : 'post', outcome: row.status === 'upheld' ? 'upheld' : 'dismissed',
    // What the desk opens is the hosts' console; who reported a question goes back to its room.
    href: isQuestion ? roomOf(row.href) : row.href, dedupeKey: `report:${reportId}`,
  }
}

function roomOf(href: string): string {
  const eventId = href.split('/')[2]
  return isId(eventId) ? `/events/${eventId}/live` : '/inbox'
}
