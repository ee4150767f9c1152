import type { Ctx } from '../../core/ctx.ts'
import { isMember } from '../../core/actor.ts'
import { notFound } from '../../core/errors.ts'
import { choose, eventLevel } from '../attention/index.server.ts'
import { EVERY_EVENT, type Level } from '../attention/policy.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { accessEvent } from './access.server.ts'

/** What the member hears of an event: what they chose; else who has registered watches it. */
export async function levelOfEvent(ctx: Ctx, eventId: string): Promise<{ title: string; href: string; level: Level; chosen: Level | null }> {
  const { actor } = ctx
  if (!isMember(actor)) throw notFound()
  if (eventId === 'all') return levelOfEvery(ctx, tFor(actor.lng)('attention.every_event'))
  const event = await accessEvent(ctx, eventId)
  const [chosen, joined] = await Promise.all([
    eventLevel(ctx, event.id),
    ctx.db.registration.count({ where: { eventId: event.id, memberId: actor.id, status: { not: 'cancelled' } } }),
  ])
  return { title: event.title, href: `/events/${event.id}`, level: chosen ?? (joined > 0 ? 'watching' : 'normal'), chosen }
}

/** Keeps the member's choice for an event. 「興味あり」 is `tracking`. */
export async function chooseEventLevel(ctx: Ctx, eventId: string, { level, commandId }: { level: Level | 'auto' | 'undo'; commandId: string }): Promise<{ level: Level | 'auto' }> {
  const event = eventId === 'all' ? { id: EVERY_EVENT } : await accessEvent(ctx, eventId)
  return choose(ctx, 'event', event.id, { level: level === 'undo' ? 'normal' : level, commandId })
}

/** What the member hears of events as such: of each new one, with `watching_first` or more. */
async function levelOfEvery(ctx: Ctx, title: string) {
  const chosen = await eventLevel(ctx, EVERY_EVENT)
  return { title, href: '/events', level: chosen ?? ('normal' as const), chosen }
}
