import { Redis } from 'ioredis'
import type { Log } from '../app/core/log.server.ts'

/** A line over which one asks: while Redis is away it fails at once, and something else steps in. */
export const askingRedis = (url: string, log: Log, who: string): Redis => heeded(new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false }), log, who)

/** A line over which one listens: it waits for Redis to come back. */
export const hearingRedis = (url: string, log: Log, who: string): Redis => heeded(new Redis(url, { maxRetriesPerRequest: null }), log, who)

function heeded(redis: Redis, log: Log, who: string): Redis {
  return redis.on('error', (error) => log.warn({ err: error }, `${who}: redis connection lost`))
}
