/** Chance that comes out the same for the same seed. */
export type Random = {
  /** 0 ≤ x < 1 */
  next(): number
  /** A whole number, 0 ≤ n < below. */
  below(below: number): number
  pick<T>(from: readonly T[]): T
  chance(share: number): boolean
}

/** What stands at a place that is known to be there. */
export const item = <T>(list: { readonly [i: number]: T }, i: number): T => list[i] as T

/** sfc32: small, quick, and good enough for texts and times. */
export function random(seed: number): Random {
  let [a, b, c, d] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1]
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t | 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 16; i++) next()
  const below = (n: number): number => Math.floor(next() * n)
  return {
    next, below,
    pick: <T>(from: readonly T[]): T => from[below(from.length)] as T,
    chance: (share) => next() < share,
  }
}

const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** A UUID of version 7 for a moment, from chance that repeats. */
export function idAt(r: Random, at: number): string {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const byte = () => hex[r.below(256)]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${byte()}${hex[r.below(16)]?.[1]}-${'89ab'[r.below(4)]}${byte()}${hex[r.below(16)]?.[1]}-${byte()}${byte()}${byte()}${byte()}${byte()}${byte()}`
}
