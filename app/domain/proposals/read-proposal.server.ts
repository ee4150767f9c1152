import { isStaff } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import { excerpt } from '../../core/text.ts'
import type { Prisma } from '../../../prisma/generated/client.ts'
import { cardSelect, type MemberCard, toCard } from '../accounts/index.server.ts'
import { accessProposal, member } from './access.server.ts'
import { canDecide, isOpen, isOwn, MOST_NOTES, type ProposalState, type ProposalStep } from './policy.ts'

/** Instants are ISO texts. */
export type NoteView = { id: string; step: ProposalStep; text: string; author: MemberCard; isDesk: boolean; at: string }
export type ProposalPage = {
  event: { id: string; title: string; version: number; startsAt: string; endsAt: string; status: 'draft' | 'published' | 'cancelled' }
  state: ProposalState
  proposer: MemberCard
  notes: NoteView[]
  can: { decide: boolean; approve: boolean; resubmit: boolean; withdraw: boolean; edit: boolean }
  isOwn: boolean
  isStartPast: boolean
}

/** How a proposal stands and what was said about it, for those whose event it is and the desk. */
export async function readProposal(ctx: Ctx, eventId: string): Promise<ProposalPage> {
  const facts = await accessProposal(ctx, eventId)
  const row = await ctx.db.eventProposal.findUniqueOrThrow({
    where: { eventId: facts.eventId },
    select: {
      proposer: { select: cardSelect }, event: { select: { id: true, title: true, version: true, startsAt: true, endsAt: true, status: true } },
      notes: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: MOST_NOTES + 50, select: { id: true, step: true, text: true, createdAt: true, authorId: true, author: { select: cardSelect } } },
    },
  })
  const own = isOwn(ctx.actor, facts)
  const decides = canDecide(ctx.actor, facts)
  const isStartPast = row.event.startsAt <= ctx.now()
  const theirs = (id: string) => id === facts.proposerId || id === facts.hostId || facts.cohostIds.includes(id)
  return {
    event: { ...row.event, startsAt: row.event.startsAt.toISOString(), endsAt: row.event.endsAt.toISOString() },
    state: facts.state, proposer: toCard(row.proposer), isOwn: own, isStartPast,
    notes: row.notes.map((n) => ({ id: n.id, step: n.step, text: n.text, author: toCard(n.author), isDesk: !theirs(n.authorId), at: n.createdAt.toISOString() })),
    can: {
      decide: decides && isOpen(facts.state), approve: decides && facts.state === 'proposed' && !isStartPast,
      resubmit: own && (facts.state === 'changes_asked' || facts.state === 'withdrawn'), withdraw: own && isOpen(facts.state), edit: row.event.status === 'draft' && (isOpen(facts.state) || facts.state === 'withdrawn'),
    },
  }
}

export type ProposalRow = { id: string; title: string; kind: 'seminar' | 'meetup'; startsAt: string; state: ProposalState; sentAt: string; proposer: MemberCard; mayDecide: boolean }
const PER_PAGE = 20

const rowSelect = { state: true, sentAt: true, proposerId: true, proposer: { select: cardSelect }, event: { select: { id: true, title: true, kind: true, startsAt: true, hostId: true, cohostIds: true } } } as const
const toRow = (ctx: Ctx, r: Prisma.EventProposalGetPayload<{ select: typeof rowSelect }>): ProposalRow => ({
  id: r.event.id, title: r.event.title, kind: r.event.kind, startsAt: r.event.startsAt.toISOString(), state: r.state, sentAt: r.sentAt.toISOString(), proposer: toCard(r.proposer),
  mayDecide: canDecide(ctx.actor, { proposerId: r.proposerId, hostId: r.event.hostId, cohostIds: r.event.cohostIds }),
})

/** For the desk: what waits for it, the oldest first; or what waits for changes. */
export async function waitingProposals(ctx: Ctx, state: 'proposed' | 'changes_asked', cursor: string | null): Promise<Page<ProposalRow>> {
  if (!isStaff(ctx.actor)) throw notFound()
  const after = decodeTimeCursor(cursor)
  const beyond: Prisma.EventProposalWhereInput = after === null ? {} : { OR: [{ sentAt: { gt: after.at } }, { sentAt: after.at, eventId: { gt: after.id } }] }
  const rows = await ctx.db.eventProposal.findMany({ where: { AND: [{ state }, beyond] }, select: rowSelect, orderBy: [{ sentAt: 'asc' }, { eventId: 'asc' }], take: PER_PAGE + 1 })
  return toPage(rows.map((r) => toRow(ctx, r)), PER_PAGE, (r) => [r.sentAt, r.id])
}

/** For the desk's menu and its first page: how many wait, and since when. */
export async function countProposals(ctx: Ctx): Promise<{ count: number; oldest: string | null }> {
  if (!isStaff(ctx.actor)) throw notFound()
  const found = await ctx.db.eventProposal.aggregate({ where: { state: 'proposed' }, _count: true, _min: { sentAt: true } })
  return { count: found._count, oldest: found._min.sentAt?.toISOString() ?? null }
}

/** The actor's own proposals, the last sent first. */
export async function ownProposals(ctx: Ctx, cursor: string | null): Promise<Page<ProposalRow>> {
  const { id: proposerId } = member(ctx)
  const after = decodeTimeCursor(cursor)
  const beyond: Prisma.EventProposalWhereInput = after === null ? {} : { OR: [{ sentAt: { lt: after.at } }, { sentAt: after.at, eventId: { lt: after.id } }] }
  const rows = await ctx.db.eventProposal.findMany({ where: { AND: [{ proposerId }, beyond] }, select: rowSelect, orderBy: [{ sentAt: 'desc' }, { eventId: 'desc' }], take: PER_PAGE + 1 })
  return toPage(rows.map((r) => toRow(ctx, r)), PER_PAGE, (r) => [r.sentAt, r.id])
}

export type DraftRow = { id: string; title: string; excerpt: string; at: string }

/** The actor's own drafts of events, the last written first: never more than one may keep. */
export async function ownEventDrafts(ctx: Ctx): Promise<DraftRow[]> {
  const { id: memberId } = member(ctx)
  const rows = await ctx.db.$queryRaw<{ id: string; title: string; text: string; at: Date }[]>`
    select id, left(fields->>'title', 200) as title, left(coalesce(nullif(fields->>'summary', ''), fields->>'text'), 300) as text, updated_at as at
    from event_draft where member_id = ${memberId}::uuid order by updated_at desc, id desc limit 50`
  return rows.map((r) => ({ id: r.id, title: r.title, excerpt: excerpt(r.text, 80), at: r.at.toISOString() }))
}
