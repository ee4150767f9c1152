import { type Actor, isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import type { Prisma } from '../../../prisma/generated/client.ts'
import { cardSelect as personSelect, type MemberCard, toCard as toPerson } from '../accounts/card.ts'
import { seatColumns, seatSelect } from './access.server.ts'
import { isAmongHosts, isFree, leftOf, phaseOf, type Phase, type RegistrationStatus, seatsOf, type Standing, standingOf, total } from './policy.ts'
import type { SeatKind } from './views.ts'

/** An event as lists show it to one reader. Instants are ISO texts. */
export type EventCard = {
  id: string
  kind: 'seminar' | 'meetup'
  mode: 'online' | 'venue' | 'hybrid'
  title: string
  startsAt: string
  endsAt: string
  place: string
  host: MemberCard | null
  /** All kinds of seats together; null: as many as come. */
  capacity: number | null
  seatsLeft: number | null
  waiting: number
  /** One kind or two, each by itself. */
  seats: { seat: SeatKind; capacity: number | null; left: number | null; waiting: number; isFree: boolean }[]
  recordingMinutes: number | null
  phase: Phase
  standing: Standing
  mine: RegistrationStatus | null
  isHosted: boolean
  /** Seminars have a live room with questions. */
  hasRoom: boolean
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
const idOf = (actor: Actor): string => (isMember(actor) ? actor.id : NOBODY)

/** Selection of a card with this actor's own registration, and nobody else's. */
export const selectCard = (actor: Actor) =>
  ({
    id: true, kind: true, status: true, title: true, startsAt: true, endsAt: true, place: true, hostId: true, cohostIds: true, ...seatSelect, recordingMinutes: true,
    host: { select: personSelect },
    registrations: { where: { memberId: idOf(actor) }, select: { status: true, seat: true, waitlistNo: true, offeredUntil: true, support: true, isListed: true, sequence: true } },
  }) as const satisfies Prisma.EventSelect

type CardVisibility = NonNullable<NonNullable<CardRow['host']>['profile']>['visibility']
export type CardRow = Prisma.EventGetPayload<{ select: ReturnType<typeof selectCard> }>

/** `isClosed`: its room was closed, so that it is over even before its time has passed. */
export function toCard(row: CardRow, actor: Actor, now: Date, isClosed = false): EventCard {
  const mine = row.registrations[0]?.status ?? null
  const event = isClosed && phaseOf(row, now) === 'on' ? { ...row, endsAt: now } : row
  const seats = seatsOf(row).map((s) => ({ seat: s.seat, capacity: s.capacity, left: leftOf(s), waiting: s.waiting, isFree: isFree(s) }))
  return {
    id: row.id, kind: row.kind, mode: row.mode, title: row.title, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), place: row.place,
    host: row.host === null ? null : toPerson(row.host),
    capacity: total(seats.map((s) => s.capacity)), seatsLeft: total(seats.map((s) => s.left)), waiting: seats.reduce((n, s) => n + s.waiting, 0), seats,
    recordingMinutes: row.recordingMinutes,
    phase: phaseOf(event, now), standing: standingOf(event, mine, now), mine,
    isHosted: isMember(actor) && isAmongHosts(actor.id, row),
    hasRoom: row.kind === 'seminar',
  }
}

/** Cards in the order of their start, for this actor. What the actor may see is the caller's `where`. */
export async function findCards(ctx: Ctx, where: Prisma.EventWhereInput, direction: 'asc' | 'desc', take: number): Promise<EventCard[]> {
  const rows = await ctx.db.event.findMany({ where, select: selectCard(ctx.actor), orderBy: [{ startsAt: direction }, { id: direction }], take })
  const now = ctx.now()
  const onNow = rows.filter((row) => row.kind === 'seminar' && phaseOf(row, now) === 'on').map((row) => row.id)
  const closed = onNow.length === 0 ? [] : await ctx.db.room.findMany({ where: { eventId: { in: onNow }, status: 'closed' }, select: { eventId: true } })
  const isClosed = new Set(closed.map((room) => room.eventId))
  return rows.map((row) => toCard(row, ctx.actor, now, isClosed.has(row.id)))
}

type FlatRow = Omit<CardRow, 'host' | 'registrations'> & { hostHandle: string | null; hostName: string | null; jobType: string | null; headline: string | null; visibility: unknown; formerShown: string | null; myStatus: RegistrationStatus | null; isClosed: boolean }

/**
 * The same cards in one statement, for pages that everybody opens; Prisma asks once a relation. `which` is a condition over the
 * event `e` and the actor's own registration `r`; it must hold to what the actor may see.
 */
export async function readCards(ctx: Ctx, which: Prisma.Sql, take: number): Promise<EventCard[]> {
  const rows = await ctx.db.$queryRaw<FlatRow[]>`
    select e.id, e.kind::text as kind, e.status::text as status, e.title, e.starts_at as "startsAt", e.ends_at as "endsAt", e.place, e.host_id as "hostId", e.cohost_ids as "cohostIds", ${seatColumns},
      e.recording_minutes as "recordingMinutes",
      h.handle as "hostHandle", h.display_name as "hostName", f.job_type as "jobType", f.headline, f.visibility, f.former_shown as "formerShown", r.status::text as "myStatus",
      exists (select from room where room.event_id = e.id and room.status = 'closed') as "isClosed"
    from event e left join member h on h.id = e.host_id left join profile f on f.member_id = h.id
      left join registration r on r.event_id = e.id and r.member_id = ${idOf(ctx.actor)}::uuid
    where ${which} order by e.starts_at, e.id limit ${fixed(take)}`
  return rows.map(({ hostHandle, hostName, jobType, headline, visibility, formerShown, myStatus, isClosed, ...event }) => toCard({
    ...event,
    host: event.hostId === null ? null : { id: event.hostId, handle: hostHandle ?? '', displayName: hostName ?? '', profile: jobType === null ? null : { jobType, headline: headline ?? '', visibility: visibility as CardVisibility, formerShown } },
    registrations: myStatus === null ? [] : [{ status: myStatus, seat: 'venue', waitlistNo: null, offeredUntil: null, support: '', isListed: false, sequence: 0 }],
  }, ctx.actor, ctx.now(), isClosed))
}
