import { isStaff } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import type { QuestionStatus } from './policy.ts'

/** A question without a name as the office sees it. Its words are gone when it was taken back. */
export type AnonymousQuestion = { id: string; text: string; status: QuestionStatus; askedAt: string; eventId: string; title: string }

const PER_PAGE = 20
const select = { id: true, text: true, status: true, createdAt: true, eventId: true, room: { select: { event: { select: { title: true } } } } } as const
type Row = { id: string; text: string; status: QuestionStatus; createdAt: Date; eventId: string; room: { event: { title: string } } }
const toView = ({ createdAt, room, ...row }: Row): AnonymousQuestion => ({ ...row, askedAt: createdAt.toISOString(), title: room.event.title })

/** What was asked without a name, the newest first, for the office. */
export async function anonymousQuestions(ctx: Ctx, cursor: string | null): Promise<Page<AnonymousQuestion>> {
  if (!isStaff(ctx.actor)) throw notFound()
  const after = decodeTimeCursor(cursor)
  const beyond = after === null ? {} : { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }
  const rows = await ctx.db.question.findMany({ where: { AND: [{ capabilityHash: { not: null } }, beyond] }, select, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: PER_PAGE + 1 })
  return toPage(rows.map(toView), PER_PAGE, (q) => [q.askedAt, q.id])
}

/** Those of them with these ids. */
export async function anonymousByIds(ctx: Ctx, ids: string[]): Promise<AnonymousQuestion[]> {
  if (!isStaff(ctx.actor)) throw notFound()
  const known = ids.filter(isId)
  return known.length === 0 ? [] : (await ctx.db.question.findMany({ where: { id: { in: known }, capabilityHash: { not: null } }, select })).map(toView)
}

/** The event a question without a name was asked at, for workers. */
export async function anonymousPlace(ctx: Ctx, questionId: string): Promise<{ eventId: string; title: string } | null> {
  const row = await ctx.db.question.findUnique({ where: { id: questionId }, select })
  return row && { eventId: row.eventId, title: row.room.event.title }
}
