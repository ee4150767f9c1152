import pg from 'pg'
import { RateLimiterPostgres, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Limit, LimitRule } from '../../app/core/ctx.ts'
import type { Env } from '../../app/core/env.server.ts'
import { DomainError } from '../../app/core/errors.ts'
import type { Log } from '../../app/core/log.server.ts'
import { placeKey } from '../../app/core/place-key.server.ts'
import { askingRedis } from '../redis.ts'

export type Limiter = { limit: Limit; close(): Promise<void> }

/**
 * Counts in our table `rate_limit`, or in Redis where there is one (then the table steps in while Redis is away).
 * One statement counts a use, so that many at once are all counted; windows are fixed and run by the wall clock.
 * `limit` throws `too_many` with retryAfter, or `unavailable` when nobody can count.
 */
export async function createLimiter({ env, databaseUrl, log }: { env: Pick<Env, 'REDIS_URL'>; databaseUrl: string; log: Log }): Promise<Limiter> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3, application_name: 'enishi limits' })
  pool.on('error', (error) => log.warn({ err: error }, 'limits: database connection lost'))
  const place = env.REDIS_URL === undefined ? undefined : await placeKey(databaseUrl)
  const redis = env.REDIS_URL === undefined ? undefined : askingRedis(env.REDIS_URL, log, 'limits')

  const made = new Map<string, RateLimiterAbstract>()
  function limiterFor(name: string, { points, seconds }: LimitRule): RateLimiterAbstract {
    const id = `${name} ${points}/${seconds}`
    const known = made.get(id)
    if (known) return known
    const common = { keyPrefix: `${name}/${seconds}`, points, duration: seconds }
    // tableCreated: the table comes from our migrations; the role of a running process may create nothing. One of all clears what is over.
    const table = new RateLimiterPostgres({ ...common, storeClient: pool, storeType: 'pool', tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout: made.size === 0 })
    const limiter = redis ? new RateLimiterRedis({ ...common, keyPrefix: `${place}/${common.keyPrefix}`, storeClient: redis, rejectIfRedisNotReady: true, insuranceLimiter: table }) : table
    made.set(id, limiter)
    return limiter
  }

  const seconds = (state: RateLimiterRes) => Math.max(1, Math.ceil(state.msBeforeNext / 1000))
  const unavailable = (cause: unknown) => new DomainError('unavailable', { retryAfter: 5, cause })

  const use = async (name: string, key: string, rule: LimitRule): Promise<void> => {
    try {
      await limiterFor(name, rule).consume(key)
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw new DomainError('too_many', { retryAfter: seconds(refusal) })
      throw unavailable(refusal)
    }
  }
  const wait = async (name: string, key: string, rule: LimitRule): Promise<number> => {
    const state = await limiterFor(name, rule).get(key).catch((error: unknown) => { throw unavailable(error) })
    return state !== null && state.consumedPoints >= rule.points ? seconds(state) : 0
  }
  const giveBack = async (name: string, key: string, rule: LimitRule): Promise<void> => {
    await limiterFor(name, rule).reward(key).catch((error: unknown) => { throw unavailable(error) })
  }

  return {
    limit: Object.assign(use, { wait, giveBack }),
    async close() {
      redis?.disconnect()
      await pool.end()
    },
  }
}
