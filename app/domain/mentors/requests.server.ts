import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import { cardSelect, type MemberCard, toCard } from '../accounts/card.ts'
import { canAnswer, canClose, canWithdraw } from './policy.ts'

export type RequestView = {
  id: string
  status: 'sent' | 'accepted' | 'declined' | 'withdrawn' | 'closed'
  text: string
  answer: string | null
  createdAt: string
  mentor: MemberCard
  requester: MemberCard
  can: { answer: boolean; close: boolean; withdraw: boolean }
}

const select = {
  id: true, status: true, text: true, answer: true, createdAt: true, mentorId: true, requesterId: true,
  mentor: { select: { member: { select: cardSelect } } },
  requester: { select: cardSelect },
} as const
const PER_PAGE = 20

type Row = NonNullable<Awaited<ReturnType<typeof find>>[number]>
const find = (ctx: Ctx, where: object) => ctx.db.mentorRequest.findMany({ where, select, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: PER_PAGE + 1 })

const toView = (ctx: Ctx, r: Row): RequestView => ({
  id: r.id, status: r.status, text: r.text, answer: r.answer, createdAt: r.createdAt.toISOString(), mentor: toCard(r.mentor.member), requester: toCard(r.requester),
  can: { answer: canAnswer(ctx.actor, r), close: canClose(ctx.actor, r), withdraw: canWithdraw(ctx.actor, r) },
})

async function list(ctx: Ctx, side: 'mentorId' | 'requesterId', cursor: string | null): Promise<Page<RequestView>> {
  if (!isMember(ctx.actor)) throw notFound()
  const after = decodeTimeCursor(cursor)
  const beyond = after === null ? {} : { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }
  const page = toPage(await find(ctx, { [side]: ctx.actor.id, ...beyond }), PER_PAGE, (r) => [r.createdAt.toISOString(), r.id])
  return { items: page.items.map((r) => toView(ctx, r)), next: page.next }
}

/** Requests this member has sent, newest first. */
export const listSent = (ctx: Ctx, cursor: string | null) => list(ctx, 'requesterId', cursor)
/** Requests others have sent to this mentor, newest first. */
export const listReceived = (ctx: Ctx, cursor: string | null) => list(ctx, 'mentorId', cursor)

/** One request, for its two people only. */
export async function accessRequest(ctx: Ctx, id: string): Promise<RequestView> {
  if (!isMember(ctx.actor) || !isId(id)) throw notFound()
  const [row] = await find(ctx, { id, OR: [{ mentorId: ctx.actor.id }, { requesterId: ctx.actor.id }] })
  if (!row) throw notFound()
  return toView(ctx, row)
}
