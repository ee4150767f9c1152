/** How much one member may send: 20 messages a second, 40 at once, over all of their lines. */
export const RATE = 20
export const BURST = 40
/** Somebody who sends this much above it within ten seconds is cut. */
export const FLOOD = 200
const FLOOD_WINDOW_MS = 10_000

type Bucket = { tokens: number; at: number; refused: number; refusedSince: number }
export type Verdict = 'taken' | 'empty' | 'flood'

/** Token buckets by member. `now` in milliseconds, from a clock that never goes back. */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>()

  take(memberId: string, now: number): Verdict {
    let bucket = this.#buckets.get(memberId)
    if (!bucket) this.#buckets.set(memberId, (bucket = { tokens: BURST, at: now, refused: 0, refusedSince: now }))
    bucket.tokens = Math.min(BURST, bucket.tokens + ((now - bucket.at) / 1000) * RATE)
    bucket.at = now
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1
      return 'taken'
    }
    if (now - bucket.refusedSince > FLOOD_WINDOW_MS) Object.assign(bucket, { refused: 0, refusedSince: now })
    bucket.refused += 1
    return bucket.refused > FLOOD ? 'flood' : 'empty'
  }

  /** Forgets members who sent nothing long enough to be full again. */
  sweep(now: number): void {
    for (const [id, b] of this.#buckets) if (now - b.at > FLOOD_WINDOW_MS) this.#buckets.delete(id)
  }

  get size(): number {
    return this.#buckets.size
  }
}
