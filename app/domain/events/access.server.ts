import { type Actor, isMember, isStaff } from '../../core/actor.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { canHost, canSeeEvent, type EventFacts, type Hosts } from './policy.ts'

/** Which events an actor may know of: the query beside `canSeeEvent`. */
export function visibleTo(actor: Actor): Prisma.EventWhereInput {
  if (actor.kind === 'system') return {}
  if (!isMember(actor)) return { id: { in: [] } }
  const { id } = actor
  return isStaff(actor) ? {} : { OR: [{ status: { not: 'draft' } }, { hostId: id }, { cohostIds: { has: id } }] }
}

/** Prisma selection of SeatFacts. */
export const seatSelect = { mode: true, venueCapacity: true, venueTaken: true, venueWaiting: true, onlineCapacity: true, onlineTaken: true, onlineWaiting: true } as const
/** The same as SQL, of the event `e`. */
export const seatColumns = Prisma.sql`e.mode::text as mode, e.venue_capacity as "venueCapacity", e.venue_taken as "venueTaken", e.venue_waiting as "venueWaiting",
  e.online_capacity as "onlineCapacity", e.online_taken as "onlineTaken", e.online_waiting as "onlineWaiting"`

const factsSelect = { id: true, kind: true, status: true, title: true, startsAt: true, endsAt: true, hostId: true, cohostIds: true, ...seatSelect, sequence: true } as const
export type AccessedEvent = EventFacts & { id: string; kind: 'seminar' | 'meetup'; title: string; sequence: number }

/** What decides who may know of an event and run it, whoever asks; null when there is none. Called where access is decided next. */
export async function eventFacts(ctx: Ctx, id: string): Promise<AccessedEvent | null> {
  return isId(id) ? ctx.db.event.findUnique({ where: { id }, select: factsSelect }) : null
}

/** An event for whoever may know of it. Throws `not_found` for everything and everybody else. `facts`: where they have just been read for several. */
export async function accessEvent(ctx: Ctx, id: string, facts?: AccessedEvent | null): Promise<AccessedEvent> {
  if (facts !== undefined) {
    if (facts === null || !canSeeEvent(ctx.actor, facts)) throw notFound()
    return facts
  }
  if (!isId(id)) throw notFound()
  const event = await ctx.db.event.findFirst({ where: { AND: [{ id }, visibleTo(ctx.actor)] }, select: factsSelect })
  if (!event) throw notFound()
  return event
}

/** An event this actor runs (a host of it, or the office). Throws `not_found` to everybody else, as if there were no such console. */
export async function accessHostedEvent(ctx: Ctx, id: string, facts?: AccessedEvent | null): Promise<AccessedEvent> {
  const event = await accessEvent(ctx, id, facts)
  if (!canHost(ctx.actor, event)) throw notFound()
  return event
}

/** Whether an actor may know of an event. */
export const maySeeEvent = async (ctx: Ctx, id: string): Promise<boolean> => (await ctx.db.event.count({ where: { AND: [{ id }, visibleTo(ctx.actor)] } })) > 0

/** Whether this actor runs the event. */
export const isHost = (actor: Actor, event: Hosts): boolean => canHost(actor, event)

export type LockedEvent = EventFacts & { id: string; waitlistNo: number; offersSeats: boolean }

/**
 * The event with its row locked until the transaction ends: seats, the waitlist and its numbers change only under this lock.
 * The lock (NO KEY UPDATE) leaves others free to write rows that refer to the event. Throws `not_found` like `accessEvent`.
 */
export async function lockEvent(tx: TxCtx, id: string): Promise<LockedEvent> {
  if (!isId(id)) throw notFound()
  const [event] = await tx.db.$queryRaw<LockedEvent[]>`
    select e.id, e.status::text as status, e.host_id as "hostId", e.cohost_ids as "cohostIds", e.starts_at as "startsAt", e.ends_at as "endsAt", ${seatColumns}, e.waitlist_no as "waitlistNo", e.offers_seats as "offersSeats"
    from event e where e.id = ${id}::uuid for no key update`
  if (!event || !canSeeEvent(tx.actor, event)) throw notFound()
  return event
}
