import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { EVERY_EVENT } from '../attention/policy.ts'
import type { ProposalStep } from './policy.ts'

export type ProposalNotice = {
  memberId: string
  kind: 'event_proposed' | 'proposal_commented' | 'proposal_changes' | 'proposal_approved' | 'proposal_declined' | 'event_named'
  params: { name: string; title: string }
  href: string
  dedupeKey: string
}
export type EventNotice = { memberId: string; kind: 'event_published' | 'event_changed' | 'event_cancelled'; params: { title: string }; href: string; dedupeKey: string }

/** Staff told at most. */
const MOST_STAFF = 50
const BATCH = 500

type Told = { kind: ProposalNotice['kind']; to: 'own' | 'desk' }
const toldOf: Record<Exclude<ProposalStep, 'comment' | 'withdrawn'>, Told> = {
  proposed: { kind: 'event_proposed', to: 'desk' }, resubmitted: { kind: 'event_proposed', to: 'desk' },
  changes_asked: { kind: 'proposal_changes', to: 'own' }, approved: { kind: 'proposal_approved', to: 'own' }, declined: { kind: 'proposal_declined', to: 'own' },
}

/**
 * Whom to tell of a step or a word, and what: the desk of what those bring whose event it is, and the other way. A word for the desk goes
 * to those of the desk who have spoken, else to all of it. An approval is told to who speaks as well.
 */
export async function proposalNotices(ctx: Ctx, noteId: string): Promise<ProposalNotice[]> {
  const note = await ctx.db.proposalNote.findUnique({
    where: { id: noteId },
    select: {
      step: true, authorId: true, eventId: true, author: { select: { displayName: true } },
      proposal: { select: { proposerId: true, event: { select: { title: true, hostId: true, cohostIds: true, people: { where: { role: 'speaker', memberId: { not: null } }, select: { memberId: true } } } } } },
    },
  })
  if (!note || note.step === 'withdrawn') return []
  const { proposerId, event } = note.proposal
  const own = new Set([proposerId, ...(event.hostId === null ? [] : [event.hostId]), ...event.cohostIds])
  const told: Told = note.step === 'comment' ? { kind: 'proposal_commented', to: own.has(note.authorId) ? 'desk' : 'own' } : toldOf[note.step]
  const one = (memberId: string, kind: ProposalNotice['kind'], href = `/events/${note.eventId}/proposal`): ProposalNotice =>
    ({ memberId, kind, params: { name: note.author.displayName, title: event.title }, href, dedupeKey: `proposal:${noteId}:${kind}` })
  const members = told.to === 'own' ? [...own] : await desk(ctx, note.eventId, [...own], note.step === 'comment')
  const speakers = note.step === 'approved' ? event.people.flatMap((p) => (p.memberId === null || own.has(p.memberId) ? [] : [p.memberId])) : []
  return [...members.filter((id) => id !== note.authorId).map((id) => one(id, told.kind)), ...speakers.map((id) => one(id, 'event_named', `/events/${note.eventId}`))]
}

async function desk(ctx: Ctx, eventId: string, own: string[], isTalk: boolean): Promise<string[]> {
  const staff = { status: 'active', role: { in: ['moderator', 'hr_admin'] }, id: { notIn: own } } as const
  const spoke = isTalk ? await ctx.db.member.findMany({ where: { ...staff, role: { in: [...staff.role.in] }, proposalNotes: { some: { eventId } } }, select: { id: true }, take: MOST_STAFF }) : []
  const found = spoke.length > 0 ? spoke : await ctx.db.member.findMany({ where: { ...staff, role: { in: [...staff.role.in] } }, select: { id: true }, orderBy: { id: 'asc' }, take: MOST_STAFF })
  return found.map((m) => m.id)
}

/** Whom to tell that an event was made known, a batch of members at a time: those who asked to hear of every new event. */
export async function announcement(ctx: Ctx, { eventId, after }: { eventId: string; after?: string | undefined }): Promise<{ notices: EventNotice[]; next: string | null }> {
  const event = await ctx.db.event.findUnique({ where: { id: eventId }, select: { title: true, status: true, hostId: true, cohostIds: true } })
  if (!event || event.status !== 'published') return { notices: [], next: null }
  const rows = await ctx.db.attention.findMany({
    where: { kind: 'event', targetId: EVERY_EVENT, level: { in: ['watching', 'watching_first'] }, ...(after !== undefined && { memberId: { gt: after } }), member: { status: 'active' } },
    select: { memberId: true }, orderBy: { memberId: 'asc' }, take: BATCH,
  })
  const runs = new Set([event.hostId, ...event.cohostIds])
  const notices = rows.filter((r) => !runs.has(r.memberId)).map(({ memberId }): EventNotice => ({ memberId, kind: 'event_published', params: { title: event.title }, href: `/events/${eventId}`, dedupeKey: `event:${eventId}:published` }))
  return { notices, next: rows.length === BATCH ? (rows.at(-1)?.memberId ?? null) : null }
}

/** Who follows an event without being registered is told in the inbox when it moves or is cancelled: the first of them. */
export async function changeNotices(ctx: Ctx, { eventId, change, sequence }: { eventId: string; change: 'changed' | 'cancelled'; sequence: number }): Promise<EventNotice[]> {
  const rows = await ctx.db.$queryRaw<{ memberId: string; title: string }[]>`
    select a.member_id as "memberId", e.title from attention a join event e on e.id = a.target_id and e.sequence = ${sequence} join member m on m.id = a.member_id and m.status = 'active'
    where a.kind = 'event' and a.target_id = ${eventId}::uuid and a.level in ('watching', 'watching_first', 'tracking')
      and not exists (select 1 from registration r where r.event_id = e.id and r.member_id = a.member_id and r.status <> 'cancelled')
    order by a.member_id limit ${fixed(BATCH)}`
  return rows.map(({ memberId, title }) => changeNotice(memberId, title, { eventId, change, sequence }))
}

/** What stands in the inbox of somebody whose event moved or was cancelled. */
export const changeNotice = (memberId: string, title: string, { eventId, change, sequence }: { eventId: string; change: 'changed' | 'cancelled'; sequence: number }): EventNotice =>
  ({ memberId, kind: `event_${change}`, params: { title }, href: `/events/${eventId}`, dedupeKey: `event:${eventId}:${change}:${sequence}` })
