import { type Account, type Actor, isMember, isStaff } from '../../core/actor.ts'
import type { SeatKind } from './views.ts'

export type EventStatus = 'draft' | 'published' | 'cancelled'
export type RegistrationStatus = 'going' | 'waitlisted' | 'cancelled' | 'attended' | 'absent' | 'pending' | 'offered'
export type EventMode = 'online' | 'venue' | 'hybrid'

/** What is counted of an event's seats. A capacity of null: as many as come. */
export type SeatFacts = {
  mode: EventMode
  venueCapacity: number | null
  venueTaken: number
  venueWaiting: number
  onlineCapacity: number | null
  onlineTaken: number
  onlineWaiting: number
}
/** One kind of seat of an event. */
export type Seats = { seat: SeatKind; capacity: number | null; taken: number; waiting: number }

/** What the rules need to know of an event. */
export type EventFacts = SeatFacts & {
  status: EventStatus
  hostId: string | null
  /** Who runs it beside the host. */
  cohostIds: readonly string[]
  startsAt: Date
  endsAt: Date
}

/** The room can be entered this long before the start. */
export const DOORS_OPEN_MS = 10 * 60_000

/** `soon`: the doors are open; `on`: between start and end. */
export type Phase = 'cancelled' | 'ahead' | 'soon' | 'on' | 'over'

export function phaseOf(event: Pick<EventFacts, 'status' | 'startsAt' | 'endsAt'>, now: Date): Phase {
  if (event.status === 'cancelled') return 'cancelled'
  if (now >= event.endsAt) return 'over'
  if (now >= event.startsAt) return 'on'
  return now.getTime() >= event.startsAt.getTime() - DOORS_OPEN_MS ? 'soon' : 'ahead'
}

/** Whether somebody came: what a host marked counts, else whether they were seen in the room. Of others nobody knows. */
export type Came = 'attended' | 'absent' | 'unknown'
export const cameTo = (status: RegistrationStatus, wasInRoom: boolean): Came => (status === 'attended' || status === 'absent' ? status : wasInRoom ? 'attended' : 'unknown')

/** How long somebody was in a room is kept this long after the end; that they took part stays with their registration. */
export const PRESENCE_KEPT_MS = 30 * 86_400_000

export type Hosts = Pick<EventFacts, 'hostId' | 'cohostIds'>

/** The host and co-hosts, without the office. */
export const isAmongHosts = (memberId: string, event: Hosts): boolean => memberId === event.hostId || event.cohostIds.includes(memberId)

/** The host and co-hosts of the event, and the office. */
export const canHost = (actor: Actor, event: Hosts): boolean => isMember(actor) && (isAmongHosts(actor.id, event) || isStaff(actor))

/** Drafts are for their hosts and the office; everything else is for members. The neighbour as a query is `visibleTo`. */
export const canSeeEvent = (actor: Actor, event: Pick<EventFacts, 'status'> & Hosts): boolean =>
  actor.kind === 'system' || (isMember(actor) && (event.status !== 'draft' || canHost(actor, event)))

/** 配慮事項 are read by the person who wrote them, the hosts and the office. */
export const canSeeSupport = (actor: Actor, event: Hosts, memberId: string): boolean =>
  canHost(actor, event) || (isMember(actor) && actor.id === memberId)

/** Which seats an event has; a hybrid one both kinds. */
export const seatsOfMode = (mode: EventMode): SeatKind[] => (mode === 'hybrid' ? ['venue', 'online'] : [mode])

export function seatsOf(event: SeatFacts): Seats[] {
  return seatsOfMode(event.mode).map((seat) => seat === 'venue'
    ? { seat, capacity: event.venueCapacity, taken: event.venueTaken, waiting: event.venueWaiting }
    : { seat, capacity: event.onlineCapacity, taken: event.onlineTaken, waiting: event.onlineWaiting })
}

/** Seats of one kind that nobody has or is offered; null: as many as come. */
export const leftOf = ({ capacity, taken }: Pick<Seats, 'capacity' | 'taken'>): number | null => (capacity === null ? null : Math.max(0, capacity - taken))

/** The sum, or null when one of them has no end. */
export const total = (numbers: (number | null)[]): number | null => numbers.reduce((sum, n) => (sum === null || n === null ? null : sum + n), 0)

/** A seat of this kind is free for the next who comes: none is ever taken past somebody who waits. */
export const isFree = (seats: Seats): boolean => seats.capacity === null || (seats.waiting === 0 && seats.taken < seats.capacity)
/** A seat of some kind is free for the next who comes. */
export const hasFreeSeat = (event: SeatFacts): boolean => seatsOf(event).some(isFree)

/** An offered seat is held this long. */
export const OFFER_MS = 12 * 3_600_000
/** From this long before the start on, a free seat is given at once, also where it is offered otherwise: nobody waits for an answer then. */
export const NEAR_START_MS = 24 * 3_600_000

/** Until when a seat that becomes free now is offered to who waits first; null: it is theirs at once. */
export function offerUntil(event: { offersSeats: boolean; startsAt: Date }, now: Date): Date | null {
  if (!event.offersSeats || event.startsAt.getTime() - now.getTime() < NEAR_START_MS) return null
  return new Date(now.getTime() + OFFER_MS)
}

/** Has a place of some kind: one registration a member holds. */
export const isHeld = (status: RegistrationStatus | null): boolean => status === 'going' || status === 'waitlisted' || status === 'pending' || status === 'offered'
/** Those whom an event is in the calendar of. */
export const takesPart = (status: RegistrationStatus | null): boolean => status === 'going' || status === 'attended' || status === 'absent'

export type Refusal = 'draft' | 'cancelled' | 'over' | 'host'

/** Why a member cannot register, or null when they can (a full event is waited for). Texts: `events.refused.<reason>`. */
export function whyNotRegister(actor: Account, event: EventFacts, now: Date): Refusal | null {
  if (event.status === 'draft') return 'draft'
  if (event.status === 'cancelled') return 'cancelled'
  if (now >= event.endsAt) return 'over'
  if (isAmongHosts(actor.id, event)) return 'host'
  return null
}

/** Why somebody cannot give their seat or place in the line back, or null when they can. */
export function whyNotLeave(event: Pick<EventFacts, 'status' | 'endsAt'>, now: Date): 'cancelled' | 'over' | null {
  if (event.status === 'cancelled') return 'cancelled'
  return now >= event.endsAt ? 'over' : null
}

/** Who came is marked from this long before the start on: at the door. */
export const MARKING_FROM_MS = 3 * 3_600_000
export const canMark = (event: Pick<EventFacts, 'status' | 'startsAt'>, now: Date): boolean =>
  event.status === 'published' && now.getTime() >= event.startsAt.getTime() - MARKING_FROM_MS

/** What a list or a page says about an event to one reader, the most pressing first. */
export type Standing = 'draft' | 'cancelled' | 'over' | 'on' | 'going' | 'offered' | 'pending' | 'waiting' | 'open' | 'full'

export function standingOf(event: EventFacts, mine: RegistrationStatus | null, now: Date): Standing {
  const phase = phaseOf(event, now)
  if (event.status === 'draft') return 'draft'
  if (phase === 'cancelled' || phase === 'over' || phase === 'on') return phase
  if (takesPart(mine)) return 'going'
  if (mine === 'offered' || mine === 'pending') return mine
  if (mine === 'waitlisted') return 'waiting'
  return hasFreeSeat(event) ? 'open' : 'full'
}

/** The seats of a card, each kind by itself and together, and what follows from them. */
export type CardSeats = { standing: Standing; capacity: number | null; seatsLeft: number | null; waiting: number; seats: { seat: SeatKind; capacity: number | null; left: number | null; waiting: number; isFree: boolean }[] }
/** What is heard of the seats of an event. */
export type SeatsSaid = Record<SeatKind, Omit<Seats, 'seat'>>

/** A card with the seats as they are said to be now; all else of it stays. */
export function withSeats<C extends CardSeats>(card: C, said: SeatsSaid): C {
  const seats = card.seats.map(({ seat }) => ({ seat, capacity: said[seat].capacity, left: leftOf(said[seat]), waiting: said[seat].waiting, isFree: isFree({ seat, ...said[seat] }) }))
  const standing = card.standing === 'open' || card.standing === 'full' ? (seats.some((s) => s.isFree) ? 'open' : 'full') : card.standing
  return { ...card, seats, standing, capacity: total(seats.map((s) => s.capacity)), seatsLeft: total(seats.map((s) => s.left)), waiting: seats.reduce((n, s) => n + s.waiting, 0) }
}

/** What the numbers of certificates are made of: 32 signs, none to be taken for another. */
export const CERTIFICATE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const CERTIFICATE_LENGTH = 12
/** As it is printed: in fours. */
export const certificateText = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1-')
