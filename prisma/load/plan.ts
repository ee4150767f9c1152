import { item, type Random } from './random.ts'
import type { Size } from './sizes.ts'

const DAY = 86_400_000
const SPAN = 730 * DAY
export const POSTS_A_TOPIC = 20

/** Who writes where and when, in typed arrays: a million posts are a few dozen megabytes. Posts stand in the order they were written. */
export type Plan = {
  topics: number
  /** Of a topic. */
  board: Uint16Array
  subject: Uint8Array
  size: Uint32Array
  startedAt: Float64Array
  /** Of a post: its topic, its number there, when, by whom (-1: anonymous), and what is special about it. */
  topic: Uint32Array
  no: Uint32Array
  at: Float64Array
  author: Int32Array
  kind: Uint8Array
}

export const PLAIN = 0
export const HIDDEN = 1
export const OFFICIAL = 2

/** A few topics of thousands of posts, many of three: sizes fall as a power of their rank and add up to `posts`. */
export function topicSizes(posts: number): Uint32Array {
  const count = Math.max(1, Math.round(posts / POSTS_A_TOPIC))
  const weights = Array.from({ length: count }, (_, i) => (i + 3) ** -0.9)
  const sum = weights.reduce((a, b) => a + b, 0)
  const given = Uint32Array.from(weights, (w) => Math.max(1, Math.floor((w / sum) * posts)))
  let left = posts - given.reduce((a, b) => a + b, 0)
  for (let i = 0; left > 0; i = (i + 1) % count, left--) given[i] = item(given, i) + 1
  for (let i = 0; left < 0; i = (i + 1) % count) if (item(given, i) > 1) { given[i] = item(given, i) - 1; left++ }
  return given
}

/** Lays out `size` on `boards` boards, over the two years before `now`. */
export function plan(r: Random, { members, posts }: Size, boards: number, subjects: number, now: number): Plan {
  const size = topicSizes(posts)
  const topics = size.length
  const startedAt = Float64Array.from(size, (n) => now - SPAN * (n > 200 ? 0.5 + 0.5 * r.next() : 0.02 + 0.97 * r.next()))
  const topicOf = new Uint32Array(posts)
  const times = new Float64Array(posts)
  let k = 0
  for (let t = 0; t < topics; t++) {
    const start = item(startedAt, t)
    const length = item(size, t) > 200 ? now - start : Math.min(now - start, DAY * (0.2 + 25 * r.next() ** 3))
    for (let i = 0; i < item(size, t); i++, k++) {
      topicOf[k] = t
      times[k] = Math.floor(start + (i === 0 ? 0 : 60_000 + (length - 120_000) * r.next() ** 1.3))
    }
  }
  const order = Uint32Array.from(times.keys()).sort((a, b) => item(times, a) - item(times, b) || a - b)
  const written = new Uint32Array(topics)
  const out: Plan = {
    topics, size, startedAt,
    board: Uint16Array.from({ length: topics }, () => Math.floor(boards * r.next() ** 1.5)),
    subject: Uint8Array.from({ length: topics }, () => r.below(subjects)),
    topic: new Uint32Array(posts), no: new Uint32Array(posts), at: new Float64Array(posts), author: new Int32Array(posts), kind: new Uint8Array(posts),
  }
  for (let i = 0; i < posts; i++) {
    const t = item(topicOf, item(order, i))
    out.topic[i] = t
    written[t] = item(written, t) + 1
    out.no[i] = item(written, t)
    out.at[i] = item(times, item(order, i))
    out.author[i] = authorOf(r, t, item(size, t), members)
    out.kind[i] = r.chance(0.002) && item(out.no, i) > 1 ? HIDDEN : item(out.author, i) >= 0 && r.chance(0.004) ? OFFICIAL : PLAIN
  }
  return out
}

/** Most posts come from the regulars of a topic, the others from whoever passes by; a few members write much. */
function authorOf(r: Random, topic: number, size: number, members: number): number {
  if (r.chance(0.03)) return -1
  if (r.chance(0.6)) return ((topic + 1) * 2_654_435 + r.below(2 + Math.floor(Math.sqrt(size))) * 40_503) % members
  return Math.floor(members * r.next() ** 2.5)
}
