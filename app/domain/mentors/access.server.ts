import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden, notFound } from '../../core/errors.ts'
import { foldForSearch } from '../../core/search/fold.ts'
import { cardSelect, isShown, type MemberCard, toCard } from '../accounts/card.ts'
import { type Acceptance, whyNotAsk } from './policy.ts'

export type MentorView = {
  card: MemberCard
  kana: string
  department: string
  acceptance: Acceptance
  note: string
  message: string
  fields: string[]
  topics: string[]
  method: string
  places: { free: number; limit: number }
}

const select = {
  memberId: true, acceptance: true, note: true, message: true, fields: true, topics: true, method: true, openLimit: true, openCount: true,
  member: { select: { ...cardSelect, kana: true, profile: { select: { ...cardSelect.profile.select, department: true, bio: true, joinedOn: true, leftOn: true } } } },
} as const

/** Mentors are few (each approved by HR): one bounded list, in the order of ふりがな, the paused ones last. */
const MOST = 200

type Row = Awaited<ReturnType<typeof rows>>[number]
const rows = (ctx: Ctx, handle?: string) =>
  ctx.db.mentor.findMany({
    where: { member: { status: 'active', ...(handle === undefined ? {} : { handle }) } },
    select,
    orderBy: [{ member: { kana: 'asc' } }, { memberId: 'asc' }],
    take: MOST,
  })

function toView(row: Row): MentorView {
  const p = row.member.profile
  return {
    card: toCard(row.member), kana: row.member.kana, department: p && isShown(p.visibility, 'department') ? p.department : '',
    acceptance: row.acceptance, note: row.note, message: row.message, fields: row.fields, topics: row.topics, method: row.method,
    places: { free: Math.max(0, row.openLimit - row.openCount), limit: row.openLimit },
  }
}

/** Mentors whose field, name, topic or words hold what is asked for. Members only. */
export async function listMentors(ctx: Ctx, find: { field?: string | undefined; q?: string | undefined; openOnly?: boolean }): Promise<MentorView[]> {
  if (!isMember(ctx.actor)) throw forbidden()
  const q = find.q ? foldForSearch(find.q) : ''
  return (await rows(ctx)).map(toView).filter((m) =>
    (!find.field || m.fields.includes(find.field)) && (!find.openOnly || (m.acceptance !== 'paused' && m.places.free > 0)) &&
    (q === '' || foldForSearch([m.card.name, m.card.former ?? '', m.kana, m.card.line, m.department, ...m.fields, ...m.topics].join('\n')).includes(q)))
}

/** The fields there are, for the filter. */
export async function mentorFields(ctx: Ctx): Promise<string[]> {
  const all = await ctx.db.mentor.findMany({ select: { fields: true }, take: MOST })
  return [...new Set(all.flatMap((m) => m.fields))].sort(new Intl.Collator('ja').compare)
}

/** One mentor's page, and whether this member can ask now. */
export async function accessMentor(ctx: Ctx, handle: string) {
  if (!isMember(ctx.actor)) throw notFound()
  const [row] = await rows(ctx, handle)
  if (!row) throw notFound()
  const open = await ctx.db.mentorRequest.findFirst({ where: { mentorId: row.memberId, requesterId: ctx.actor.id, status: { in: ['sent', 'accepted'] } }, select: { id: true, status: true } })
  const p = row.member.profile
  const service = p && isShown(p.visibility, 'service') && p.joinedOn && p.leftOn ? { from: p.joinedOn.toISOString(), to: p.leftOn.toISOString() } : null
  return {
    mentor: toView(row),
    bio: p && isShown(p.visibility, 'bio') ? p.bio : '',
    service,
    openRequest: open,
    whyNot: whyNotAsk(ctx.actor, row, open !== null),
  }
}

/** Which of these members are mentors. */
export async function mentorsAmong(ctx: Ctx, ids: string[]): Promise<Set<string>> {
  if (!isMember(ctx.actor)) throw notFound()
  if (ids.length === 0) return new Set()
  const found = await ctx.db.mentor.findMany({ where: { memberId: { in: ids }, member: { status: 'active' } }, select: { memberId: true } })
  return new Set(found.map((m) => m.memberId))
}
