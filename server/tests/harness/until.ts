import { setTimeout as wait } from 'node:timers/promises'

/**
 * Asks again and again until the answer is neither undefined, null nor false, and gives it. An answer that throws counts as "not yet".
 * Throws when `ms` have passed, naming `what` was waited for and the last error.
 */
export async function until<T>(what: string, ask: () => T | Promise<T>, ms = 30_000): Promise<NonNullable<T>> {
  const end = Date.now() + ms
  // Soon at first, then less often: many who ask at once would keep the machine from what they wait for.
  for (let last: unknown, pause = 20; ; await wait(pause), pause = Math.min(100, pause * 1.5)) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== null && answer !== false) return answer
    } catch (error) {
      last = error
    }
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`, { cause: last })
  }
}
