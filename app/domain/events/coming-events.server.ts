import { isMember, isStaff } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { visibleTo } from './access.server.ts'
import { type EventCard, findCards, readCards } from './event-card.server.ts'
import { tomorrow } from './list-events.server.ts'

/** What this member goes to, waits for or hosts and that is not over, the nearest first; at most `take`. For the home page. */
export async function upcomingFor(ctx: Ctx, take = 3): Promise<EventCard[]> {
  const { actor } = ctx
  if (!isMember(actor)) return []
  return readCards(ctx, Prisma.sql`e.status = 'published' and e.ends_at > ${ctx.now()} and (e.host_id = ${actor.id}::uuid or ${actor.id}::uuid = any(e.cohost_ids) or r.status in ('going', 'offered', 'pending', 'waitlisted', 'attended'))`, take)
}

/** What is on at this moment and was not closed before its time, for every member. */
export async function liveNow(ctx: Ctx, take = 5): Promise<EventCard[]> {
  if (!isMember(ctx.actor)) return []
  const now = ctx.now()
  return readCards(ctx, Prisma.sql`e.status = 'published' and e.starts_at <= ${now} and e.ends_at > ${now} and not exists (select from room where room.event_id = e.id and room.status = 'closed')`, take)
}

/** For the desk: what is on now and what else comes today, with seats and waiting. */
export async function eventsWaiting(ctx: Ctx): Promise<{ onNow: EventCard[]; today: EventCard[] }> {
  if (!isStaff(ctx.actor)) throw forbidden()
  const now = ctx.now()
  const today = await findCards(ctx, { status: 'published', startsAt: { gt: now, lt: tomorrow(now) } }, 'asc', 20)
  return { onNow: await liveNow(ctx, 20), today }
}

/** For the digest of the acting member (`ctx.as`): what was made known after `since`, is still to come and they have neither joined nor muted; at most `take`. */
export async function digestItems(ctx: Ctx, since: Date, take = 5): Promise<EventCard[]> {
  const { actor } = ctx
  if (!isMember(actor)) return []
  const joined: Prisma.EventWhereInput = { registrations: { some: { memberId: actor.id, status: { in: ['going', 'offered', 'pending', 'waitlisted'] } } } }
  const muted = await ctx.db.attention.findMany({ where: { memberId: actor.id, kind: 'event', level: 'muted' }, select: { targetId: true }, orderBy: { at: 'desc' }, take: 200 })
  return findCards(ctx, { AND: [visibleTo(actor), { status: 'published', startsAt: { gt: ctx.now() }, createdAt: { gt: since } }, { NOT: joined }, { id: { notIn: muted.map((m) => m.targetId) } }] }, 'asc', take)
}
