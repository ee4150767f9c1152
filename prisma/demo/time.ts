/**
 * When things of the demo happen. The data files write times as if it were DEMO_NOW; they keep their clock time and move by whole
 * days to the day the demo is laid out.
 */
import { jstInstant, jstParts } from '../../app/core/dates.ts'
import { DEMO_NOW } from '../factories/accounts.ts'

const DAY = 86_400_000

/** Midnight in Asia/Tokyo of the day of an instant. */
export function midnight(at: Date): Date {
  const p = jstParts(at)
  return jstInstant(p.year, p.month, p.day)
}

/** Whole days from one day in Asia/Tokyo to another. */
export const daysBetween = (from: Date, to: Date): number => Math.round((midnight(to).getTime() - midnight(from).getTime()) / DAY)

/** A fixed local time in Japan, as `2025-11-20T10:00`. */
export const inJapan = (local: string): Date => new Date(`${local}:00+09:00`)

/** Turns a local time of the data files into an instant of a demo laid out at `now`. */
export function mover(now: Date): (local: string) => Date {
  const days = daysBetween(DEMO_NOW, now)
  return (local) => new Date(inJapan(local).getTime() + days * DAY)
}

/** The same day of the month, `months` ago, as a service date. */
export function monthsAgo(now: Date, months: number): Date {
  const p = jstParts(now)
  const last = new Date(Date.UTC(p.year, p.month - months, 0)).getUTCDate()
  return new Date(Date.UTC(p.year, p.month - 1 - months, Math.min(p.day, last)))
}
