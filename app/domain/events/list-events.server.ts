import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { jstInstant, jstParts } from '../../core/dates.ts'
import { forbidden } from '../../core/errors.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import type { Prisma } from '../../../prisma/generated/client.ts'
import { visibleTo } from './access.server.ts'
import { type EventCard, findCards } from './event-card.server.ts'
import type { ListInput, Narrowed } from './schema.ts'
import type { EventFilter } from './views.ts'

const PER_PAGE = 30
/** How many finished ones stand below the list of what comes. */
const PAST_PREVIEW = 3

export type EventList = {
  /** Begins before midnight in Tokyo and is not over. */
  today: EventCard[]
  ahead: Page<EventCard>
  past: Page<EventCard>
}

/** Midnight in Asia/Tokyo after `now`. */
export function tomorrow(now: Date): Date {
  const p = jstParts(now)
  return jstInstant(p.year, p.month, p.day + 1)
}

/** What was declined or withdrawn is in the list of proposals alone, a rehearsal in none. */
const isListed: Prisma.EventWhereInput = { rehearsalOfId: null, OR: [{ status: { not: 'draft' } }, { proposal: null }, { proposal: { state: { in: ['proposed', 'changes_asked'] } } }] }

/** `hasFreeSeat` as a query. */
function freeSeats(ctx: Ctx): Prisma.EventWhereInput[] {
  const { venueCapacity, onlineCapacity } = ctx.db.event.fields
  const atPlace = { mode: { in: ['venue' as const, 'hybrid' as const] } }
  const online = { mode: { in: ['online' as const, 'hybrid' as const] } }
  return [
    { ...atPlace, venueCapacity: null }, { ...atPlace, venueWaiting: 0, venueTaken: { lt: venueCapacity } },
    { ...online, onlineCapacity: null }, { ...online, onlineWaiting: 0, onlineTaken: { lt: onlineCapacity } },
  ]
}

function showWhere(ctx: Ctx, memberId: string, show: EventFilter): Prisma.EventWhereInput {
  switch (show) {
    case 'all': return {}
    case 'online': return { mode: { in: ['online', 'hybrid'] } }
    case 'venue': return { mode: { in: ['venue', 'hybrid'] } }
    case 'joined': return { registrations: { some: { memberId, status: { in: ['going', 'offered', 'pending', 'waitlisted', 'attended'] } } } }
    case 'hosted': return { OR: [{ hostId: memberId }, { cohostIds: { has: memberId } }] }
    case 'open': return { status: 'published', endsAt: { gt: ctx.now() }, OR: freeSeats(ctx) }
  }
}

/** What the reader may see of events, narrowed as they asked: the view, the kind, who hosts, helps or speaks, the theme. */
export function narrowedWhere(ctx: Ctx, memberId: string, { show, kind, by, theme }: Narrowed): Prisma.EventWhereInput {
  const member = { handle: by ?? '' }
  return {
    AND: [
      visibleTo(ctx.actor), isListed, showWhere(ctx, memberId, show),
      ...(kind === null ? [] : [{ kind }]),
      ...(by === null ? [] : [{ OR: [{ host: member }, { people: { some: { member } } }] }]),
      ...(theme === null ? [] : [{ themes: { has: theme } }]),
    ],
  }
}

/**
 * The list of events for a member: `ahead` shows today, what comes (paged) and the last few finished ones; `past` only the finished,
 * newest first, paged.
 */
export async function listEvents(ctx: Ctx, input: ListInput): Promise<EventList> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  const now = ctx.now()
  const midnight = tomorrow(now)
  const after = decodeTimeCursor(input.after)
  const find = (where: Prisma.EventWhereInput, direction: 'asc' | 'desc', take: number) =>
    findCards(ctx, { AND: [narrowedWhere(ctx, actor.id, input), where] }, direction, take)
  const beyond = (side: 'gt' | 'lt'): Prisma.EventWhereInput =>
    after === null ? {} : { OR: [{ startsAt: { [side]: after.at } }, { startsAt: after.at, id: { [side]: after.id } }] }
  const isOver = { endsAt: { lte: now } }

  if (input.when === 'past') {
    return { today: [], ahead: { items: [], next: null }, past: toPage(await find({ AND: [isOver, beyond('lt')] }, 'desc', PER_PAGE + 1), PER_PAGE, key) }
  }
  const [today, ahead, past] = await Promise.all([
    after ? [] : find({ startsAt: { lt: midnight }, endsAt: { gt: now } }, 'asc', PER_PAGE),
    find({ AND: [{ startsAt: { gte: midnight } }, beyond('gt')] }, 'asc', PER_PAGE + 1),
    after ? [] : find(isOver, 'desc', PAST_PREVIEW + 1),
  ])
  return { today, ahead: toPage(ahead, PER_PAGE, key), past: toPage(past, PAST_PREVIEW, key) }
}

const key = (card: EventCard) => [card.startsAt, card.id] as const
