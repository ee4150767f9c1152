import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { jstDate, jstInstant, jstParts } from '../../core/dates.ts'
import { forbidden } from '../../core/errors.ts'
import { type EventCard, findCards } from './event-card.server.ts'
import { holidayName, weekdayOf } from './japanese-days.ts'
import { narrowedWhere } from './list-events.server.ts'
import type { MonthInput } from './schema.ts'

/** `date` is a day in Tokyo, 2025-12-06; `weekday` 0 is Sunday. */
export type MonthDay = { date: string; weekday: number; holiday: string | null; isToday: boolean; events: EventCard[] }
export type EventMonth = { month: string; before: string | null; next: string | null; days: MonthDay[]; /** More happens than is shown. */ isCut: boolean }

const MOST = 300
const [FIRST, LAST] = [2000, 2099]

const monthOf = (at: Date): string => jstDate(at).slice(0, 7)

/** A month of events in Tokyo's days, each event on every day it lasts. Without a month that makes sense: this one. */
export async function monthOfEvents(ctx: Ctx, input: MonthInput): Promise<EventMonth> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  const month = input.month ?? monthOf(ctx.now())
  const [year = 0, number = 1] = month.split('-').map(Number)
  const from = jstInstant(year, number, 1)
  const until = jstInstant(year, number + 1, 1)
  const cards = await findCards(ctx, { AND: [narrowedWhere(ctx, actor.id, input), { startsAt: { lt: until }, endsAt: { gt: from } }] }, 'asc', MOST + 1)
  const byDay = new Map<string, EventCard[]>()
  for (const card of cards.slice(0, MOST)) for (const date of daysOf(card, from, until)) byDay.set(date, [...(byDay.get(date) ?? []), card])
  const today = jstDate(ctx.now())
  const count = jstParts(new Date(until.getTime() - 1)).day
  const days = Array.from({ length: count }, (_, i): MonthDay => {
    const date = jstDate(jstInstant(year, number, i + 1))
    return { date, weekday: weekdayOf(date), holiday: holidayName(date, actor.lng), isToday: date === today, events: byDay.get(date) ?? [] }
  })
  return { month, before: year === FIRST && number === 1 ? null : monthOf(jstInstant(year, number - 1, 1)), next: year === LAST && number === 12 ? null : monthOf(until), days, isCut: cards.length > MOST }
}

/** The days of an event between two midnights. One that ends at midnight does not touch the next day. */
function daysOf({ startsAt, endsAt }: EventCard, from: Date, until: Date): string[] {
  const days: string[] = []
  const last = Math.min(new Date(endsAt).getTime(), until.getTime()) - 1
  let at = jstDay(new Date(Math.max(new Date(startsAt).getTime(), from.getTime())))
  while (at.getTime() <= last) {
    days.push(jstDate(at))
    const p = jstParts(at)
    at = jstInstant(p.year, p.month, p.day + 1)
  }
  return days
}

function jstDay(at: Date): Date {
  const p = jstParts(at)
  return jstInstant(p.year, p.month, p.day)
}
