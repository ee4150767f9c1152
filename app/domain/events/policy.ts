import { type Account, type Actor, isMember, isStaff } from '../../core/actor.ts'

export type EventStatus = 'draft' | 'published' | 'cancelled'
export type RegistrationStatus = 'going' | 'waitlisted' | 'cancelled' | 'attended' | 'absent'

/** What the rules need to know of an event. */
export type EventFacts = {
  status: EventStatus
  hostId: string | null
  /** Who runs it beside the host. */
  cohostIds: readonly string[]
  startsAt: Date
  endsAt: Date
  /** Null: as many as come. */
  capacity: number | null
  seatsTaken: number
  waitingCount: number
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

/** A seat is free for the next who comes: none is ever taken past somebody who waits. */
export const hasFreeSeat = (event: Pick<EventFacts, 'capacity' | 'seatsTaken' | 'waitingCount'>): boolean =>
  event.capacity === null || (event.waitingCount === 0 && event.seatsTaken < event.capacity)

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

/** What a list or a page says about an event to one reader, the most pressing first. */
export type Standing = 'draft' | 'cancelled' | 'over' | 'on' | 'going' | 'waiting' | 'open' | 'full'

export function standingOf(event: EventFacts, mine: RegistrationStatus | null, now: Date): Standing {
  const phase = phaseOf(event, now)
  if (event.status === 'draft') return 'draft'
  if (phase === 'cancelled' || phase === 'over' || phase === 'on') return phase
  if (mine === 'going') return 'going'
  if (mine === 'waitlisted') return 'waiting'
  return hasFreeSeat(event) ? 'open' : 'full'
}
