import type { Clock } from '../../app/core/clock.ts'
import type { Limit, LimitRule } from '../../app/core/ctx.ts'
import { DomainError } from '../../app/core/errors.ts'

/** Limits that count in memory and by the test's clock: `points` uses from the first one on, for `seconds`. */
export function countingLimit(clock: Clock): Limit {
  const windows = new Map<string, { used: number; endsAt: number }>()

  function windowOf(name: string, key: string, { points, seconds }: LimitRule) {
    const now = clock.now().getTime()
    const id = JSON.stringify([name, key, points, seconds])
    const known = windows.get(id)
    const window = known && known.endsAt > now ? known : { used: 0, endsAt: now + seconds * 1000 }
    windows.set(id, window)
    return { window, retryAfter: Math.ceil((window.endsAt - now) / 1000) }
  }

  const use = async (name: string, key: string, rule: LimitRule): Promise<void> => {
    const { window, retryAfter } = windowOf(name, key, rule)
    if (++window.used > rule.points) throw new DomainError('too_many', { retryAfter })
  }
  const wait = async (name: string, key: string, rule: LimitRule): Promise<number> => {
    const { window, retryAfter } = windowOf(name, key, rule)
    return window.used >= rule.points ? retryAfter : 0
  }
  const giveBack = async (name: string, key: string, rule: LimitRule): Promise<void> => {
    windowOf(name, key, rule).window.used--
  }
  return Object.assign(use, { wait, giveBack })
}
