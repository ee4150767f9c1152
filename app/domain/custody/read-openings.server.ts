import { isStaff } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import { reveal } from '../../core/sealing.server.ts'
import { keyOf, liveKeys } from './keys.server.ts'
import { custodian, jobKey } from './openings.server.ts'
import type { OpeningStatus, Seat } from './policy.ts'

/** Instants are ISO texts. */
export type OpeningView = { id: string; questionId: string; status: OpeningStatus; reason: string; askedBy: string; askedAt: string; expiresAt: string; decidedBy: string | null; decidedAt: string | null; isMine: boolean; mayRead: boolean }
/** `canOpen`: both keys that sealed it are in force. */
export type SealPage = { seat: Seat; isSealed: boolean; canOpen: boolean; openings: OpeningView[] }

const PER_PAGE = 20
const select = { id: true, questionId: true, status: true, reason: true, askedById: true, askedAt: true, expiresAt: true, decidedById: true, decidedAt: true, askedBy: { select: { displayName: true } }, decidedBy: { select: { displayName: true } } } as const
type Row = { id: string; questionId: string; status: string; reason: string; askedById: string; askedAt: Date; expiresAt: Date; decidedById: string | null; decidedAt: Date | null; askedBy: { displayName: string }; decidedBy: { displayName: string } | null }

const toView = (row: Row, me: string, now: Date): OpeningView => ({
  id: row.id, questionId: row.questionId, reason: row.reason,
  status: row.status === 'waiting' && row.expiresAt <= now ? 'expired' : (row.status as OpeningStatus),
  askedBy: row.askedBy.displayName, askedAt: row.askedAt.toISOString(), expiresAt: row.expiresAt.toISOString(), decidedBy: row.decidedBy?.displayName ?? null, decidedAt: row.decidedAt?.toISOString() ?? null,
  isMine: row.askedById === me, mayRead: row.status === 'opened' && (row.askedById === me || row.decidedById === me),
})

/** Whether whoever looks holds a key in force. */
export async function isCustodian(ctx: Ctx): Promise<boolean> {
  return isStaff(ctx.actor) && keyOf(await liveKeys(ctx.db), ctx.actor) !== undefined
}

/** The requests to open, the last first; for the custodians. */
export async function listOpenings(ctx: Ctx, cursor: string | null): Promise<Page<OpeningView>> {
  const { me } = await custodian(ctx)
  const after = decodeTimeCursor(cursor)
  const rows = await ctx.db.sealOpening.findMany({
    where: after === null ? {} : { OR: [{ askedAt: { lt: after.at } }, { askedAt: after.at, id: { lt: after.id } }] },
    select, orderBy: [{ askedAt: 'desc' }, { id: 'desc' }], take: PER_PAGE + 1,
  })
  return toPage(rows.map((row) => toView(row, me.id, ctx.now())), PER_PAGE, (v) => [v.askedAt, v.id])
}

/** The seal of one question and what was asked of it, the last first; for the custodians. */
export async function readSeal(ctx: Ctx, questionId: string): Promise<SealPage> {
  const { me, keys, mine } = await custodian(ctx)
  if (!isId(questionId)) throw notFound()
  const [sealed, rows] = await Promise.all([
    ctx.db.questionSeal.findUnique({ where: { questionId }, select: { hrKeyId: true, secondKeyId: true } }),
    ctx.db.sealOpening.findMany({ where: { questionId }, select, orderBy: [{ askedAt: 'desc' }, { id: 'desc' }], take: PER_PAGE }),
  ])
  return { seat: mine.seat, isSealed: sealed !== null, canOpen: sealed?.hrKeyId === keys.hr.id && sealed.secondKeyId === keys.second.id, openings: rows.map((row) => toView(row, me.id, ctx.now())) }
}

/** Which of these questions were opened, when and why, for whoever proved to have asked them. */
export async function openedOf(ctx: Ctx, questionIds: string[]): Promise<Map<string, { at: string; reason: string }>> {
  if (questionIds.length === 0) return new Map()
  const rows = await ctx.db.sealOpening.findMany({ where: { questionId: { in: questionIds }, status: 'opened' }, select: { questionId: true, reason: true, decidedAt: true } })
  return new Map(rows.map((r) => [r.questionId, { at: (r.decidedAt ?? ctx.now()).toISOString(), reason: r.reason }]))
}

export type OpeningNotice = { memberId: string; kind: 'seal_asked' | 'seal_decided'; params: Record<string, string>; href: string; dedupeKey: string }

/** Whom of the custodians to tell of a request as it is now. */
export async function openingNotices(ctx: Ctx, openingId: string): Promise<OpeningNotice[]> {
  const row = await ctx.db.sealOpening.findUnique({ where: { id: openingId }, select: { ...select, seal: { select: { secondKey: { select: { holderId: true } } } } } })
  if (!row) return []
  const href = `/desk/seals/${row.questionId}`
  if (row.status === 'waiting') return [{ memberId: row.seal.secondKey.holderId, kind: 'seal_asked', params: { name: row.askedBy.displayName }, href, dedupeKey: `seal:${openingId}:asked` }]
  const told = row.status === 'withdrawn' ? row.seal.secondKey.holderId : row.askedById
  return [{ memberId: told, kind: 'seal_decided', params: {}, href, dedupeKey: `seal:${openingId}:decided` }]
}

/** Whom to tell that their seal was opened, and of which question. The key of the notice leads nobody back to the question. */
export async function openedNotice(ctx: Ctx, { openingId, hidden }: { openingId: string; hidden: string }): Promise<{ memberId: string; questionId: string; dedupeKey: string } | null> {
  const row = await ctx.db.sealOpening.findUnique({ where: { id: openingId }, select: { questionId: true } })
  return row && { memberId: await reveal(hidden, jobKey(ctx, openingId)), questionId: row.questionId, dedupeKey: `seal:${ctx.sign('custody.told', openingId)}` }
}
