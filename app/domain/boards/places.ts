/**
 * A member's place in a topic is the number up to which they have read, without a hole. `ahead` are stretches beyond it that they
 * know already, because they read them in a topic that was merged into this one: from, to, from, to, …
 */

/** How many of a topic's posts somebody has not read. */
export function unreadOf(lastNo: number, place: number, ahead: readonly number[]): number {
  let unread = Math.max(0, lastNo - place)
  for (const [from, to] of stretches(ahead)) unread -= Math.max(0, Math.min(to, lastNo) - Math.max(from, place + 1) + 1)
  return Math.max(0, unread)
}

/** The place of somebody who has read up to `place`: what they know already is not shown to them as new. */
export function beyond(place: number, ahead: readonly number[]): number {
  let reached = place
  for (const [from, to] of stretches(ahead).sort(([a], [b]) => a - b)) if (from <= reached + 1) reached = Math.max(reached, to)
  return reached
}

const stretches = (ahead: readonly number[]): [from: number, to: number][] => ahead.flatMap((from, i): [number, number][] => (i % 2 === 0 ? [[from, ahead[i + 1] ?? from]] : []))
