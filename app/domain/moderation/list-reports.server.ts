import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { decodeCursor, type Page, toPage } from '../../core/paging.ts'
import { excerpt } from '../../core/text.ts'
import { wordsOfQuestions } from '../live/index.server.ts'
import { canSeeReports } from './policy.ts'

/** `isNameless`: of a question without a name, whose seal two custodians can open; `isGone`: its author took it back. */
export type ReportView = { id: string; subject: string; subjectId: string; isNameless: boolean; isGone: boolean; href: string; excerpt: string; reason: string; note: string; createdAt: string; reporter: string | null }

const REPORTS_A_PAGE = 20
const EXCERPT = 120

/** What waits for a decision, the oldest first, for the desk. `not_found` for anybody but 事務局. */
export async function listOpenReports(ctx: Ctx, cursor: string | null): Promise<Page<ReportView>> {
  if (!canSeeReports(ctx.actor)) throw notFound()
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const after = new Date(String(at))
  const isBeyond = isId(id) && !Number.isNaN(after.getTime())
  const rows = await ctx.db.report.findMany({
    where: { status: 'open', ...(isBeyond ? { OR: [{ createdAt: { gt: after } }, { createdAt: after, id: { gt: id } }] } : {}) },
    select: { id: true, subject: true, subjectId: true, href: true, excerpt: true, reason: true, note: true, createdAt: true, reporter: { select: { displayName: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: REPORTS_A_PAGE + 1,
  })
  const page = toPage(rows, REPORTS_A_PAGE, (r) => [r.createdAt.toISOString(), r.id])
  const questions = await wordsOfQuestions(ctx, page.items.flatMap((r) => (r.subject === 'question' ? [r.subjectId] : [])))
  const about = (r: { subject: string; subjectId: string; excerpt: string }) => {
    if (r.subject !== 'question') return { excerpt: r.excerpt, isNameless: false, isGone: false }
    const { text, isNameless } = questions.get(r.subjectId) ?? { text: '', isNameless: false }
    return { excerpt: excerpt(text, EXCERPT), isNameless, isGone: text === '' }
  }
  return { items: page.items.map(({ reporter, createdAt, ...r }) => ({ ...r, ...about(r), createdAt: createdAt.toISOString(), reporter: reporter?.displayName ?? null })), next: page.next }
}

/** How many reports wait, and since when the oldest does. */
export async function countOpenReports(ctx: Ctx): Promise<{ count: number; oldest: string | null }> {
  if (!canSeeReports(ctx.actor)) throw notFound()
  const found = await ctx.db.report.aggregate({ where: { status: 'open' }, _count: { _all: true }, _min: { createdAt: true } })
  return { count: found._count._all, oldest: found._min.createdAt?.toISOString() ?? null }
}
