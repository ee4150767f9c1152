import type { Ctx } from '../../core/ctx.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import type { Prisma } from '../../../prisma/generated/client.ts'
import { cardSelect, type MemberCard, toCard } from '../accounts/card.ts'
import { accessHostedEvent, seatSelect } from './access.server.ts'
import { canMark, type EventStatus, type RegistrationStatus, seatsOf, type Seats, whyNotLeave } from './policy.ts'
import { answersOf, questionsOf, type RosterInput } from './schema.ts'
import type { Answers, FormQuestion, RosterGroup, SeatKind } from './views.ts'

export type RosterEntry = {
  member: MemberCard
  status: RegistrationStatus
  seat: SeatKind
  /** ISO. */
  at: string
  until: string | null
  support: string
  /** What they answered, in the order of the questions. */
  answers: { question: string; answer: string }[]
}
export type Roster = {
  event: { id: string; title: string; status: EventStatus; startsAt: string; mode: 'online' | 'venue' | 'hybrid' }
  seats: Seats[]
  page: Page<RosterEntry>
  pending: number
  can: { mark: boolean; change: boolean }
}

const PER_PAGE = 50

/** Which registrations belong to a group of the list. */
export const inGroup: Record<RosterGroup, readonly RegistrationStatus[]> = {
  coming: ['going', 'offered', 'attended', 'absent'], pending: ['pending'], waiting: ['waitlisted'], attended: ['attended'], absent: ['absent'], cancelled: ['cancelled'],
}

/** Who registered, for the hosts and the office, in the order they did; paged by key. Throws `not_found` to everybody else. */
export async function readRoster(ctx: Ctx, eventId: string, { group, after }: RosterInput): Promise<Roster> {
  const event = await accessHostedEvent(ctx, eventId)
  const [row, rows, pending] = await Promise.all([
    ctx.db.event.findUniqueOrThrow({ where: { id: event.id }, select: { questions: true, ...seatSelect } }),
    findEntries(ctx, event.id, group, after, PER_PAGE + 1),
    ctx.db.registration.count({ where: { eventId: event.id, status: 'pending' } }),
  ])
  const questions = questionsOf(row.questions)
  const page = toPage(rows.map((r) => ({ ...toEntry(r, questions) })), PER_PAGE, (r) => [r.at, r.member.id])
  const now = ctx.now()
  return {
    event: { id: event.id, title: event.title, status: event.status, startsAt: event.startsAt.toISOString(), mode: event.mode }, seats: seatsOf(row), page, pending,
    can: { mark: canMark(event, now), change: event.status === 'published' && whyNotLeave(event, now) === null },
  }
}

const entrySelect = { status: true, seat: true, createdAt: true, offeredUntil: true, support: true, answers: true, memberId: true, member: { select: cardSelect } } as const satisfies Prisma.RegistrationSelect
export type EntryRow = Prisma.RegistrationGetPayload<{ select: typeof entrySelect }>

/** Rows of the roster in their order, from a key on. The caller has made sure that the actor runs the event. */
export function findEntries(ctx: Ctx, eventId: string, group: RosterGroup | null, after: string | null, take: number): Promise<EntryRow[]> {
  const key = decodeTimeCursor(after)
  const where: Prisma.RegistrationWhereInput = {
    eventId, ...(group !== null && { status: { in: [...inGroup[group]] } }),
    ...(key !== null && { OR: [{ createdAt: { gt: key.at } }, { createdAt: key.at, memberId: { gt: key.id } }] }),
  }
  return ctx.db.registration.findMany({ where, select: entrySelect, orderBy: [{ createdAt: 'asc' }, { memberId: 'asc' }], take })
}

export function toEntry(row: EntryRow, questions: readonly FormQuestion[]): RosterEntry {
  const answers = answersOf(row.answers)
  return {
    member: toCard(row.member), status: row.status, seat: row.seat, at: row.createdAt.toISOString(), until: row.offeredUntil?.toISOString() ?? null, support: row.support,
    answers: questions.flatMap((q) => (answers[q.id] === undefined ? [] : [{ question: q.text, answer: inWords(answers, q.id) }])),
  }
}

/** An answer in one line; several options with 、 between them. */
export function inWords(answers: Answers, id: string): string {
  const answer = answers[id] ?? ''
  return Array.isArray(answer) ? answer.join('、') : answer
}
