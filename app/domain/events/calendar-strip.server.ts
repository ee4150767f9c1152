import type { Ctx } from '../../core/ctx.ts'
import { jstDate, jstInstant, jstParts } from '../../core/dates.ts'
import type { EventCard } from './event-card.server.ts'
import { isHoliday } from './japanese-days.ts'

/** `date` is a day in Tokyo, 2025-11-27. */
export type StripDay = { date: string; isToday: boolean; isHoliday: boolean; events: 'none' | 'some' | 'live' }

/** Days beyond the two weeks are there only when something happens on them, and only so many. */
const MOST_LATER = 6

/** The calendar strip above a list: two weeks from today, then the next days on which the list has events. */
export function calendarStrip(ctx: Pick<Ctx, 'now'>, cards: readonly EventCard[]): StripDay[] {
  const today = jstParts(ctx.now())
  const weeks = Array.from({ length: 14 }, (_, i) => jstDate(jstInstant(today.year, today.month, today.day + i)))
  const last = weeks.at(-1) ?? ''
  const held = cards.filter((c) => c.standing !== 'cancelled' && c.standing !== 'draft')
  const busy = new Set(held.map((c) => dayOf(c)))
  const live = new Set(held.filter((c) => c.standing === 'on').map((c) => dayOf(c)))
  const later = [...busy].filter((d) => d > last).sort().slice(0, MOST_LATER)
  return [...weeks, ...later].map((date) => ({ date, isToday: date === jstDate(ctx.now()), isHoliday: isHoliday(date), events: live.has(date) ? 'live' : busy.has(date) ? 'some' : 'none' }))
}

const dayOf = (card: EventCard): string => jstDate(new Date(card.startsAt))
