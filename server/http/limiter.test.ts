import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createLog } from '../../app/core/log.server.ts'
import { concurrently, testDb, testUrl } from '../../prisma/testing/index.ts'
import { hasRedis, startRedis } from '../../prisma/testing/workers.ts'
import { createLimiter, type Limiter } from './limiter.ts'

const log = createLog('silent')
const rule = { points: 5, seconds: 900 }
const count = async (limiter: Limiter, n: number, key: string) => (await concurrently(n, () => limiter.limit('tries', key, rule))).done.length

const redis = hasRedis() ? await startRedis() : undefined
afterAll(() => redis?.stop())
beforeEach(() => testDb().rateLimit.deleteMany())

const stores: [string, string | undefined][] = [['the table', undefined], ...(redis ? [['Redis', redis.url] as [string, string]] : [])]

describe.each(stores)('limits counted in %s', (_name, url) => {
  let limiter: Limiter
  beforeAll(async () => {
    limiter = await createLimiter({ env: { REDIS_URL: url }, databaseUrl: testUrl(), log })
    // Until Redis is connected the table counts.
    await vi.waitFor(async () => {
      await testDb().rateLimit.deleteMany()
      await limiter.limit('warm', 'up', { points: 1000, seconds: 60 })
      expect(await testDb().rateLimit.count()).toBe(url === undefined ? 1 : 0)
    }, 30_000)
  })
  afterAll(() => limiter.close())

  test('hold exactly, however many come at once', async () => {
    const { done, failed } = await concurrently(200, () => limiter.limit('tries', 'a', rule))
    expect([done.length, failed.length]).toEqual([5, 195])
    for (const refusal of failed) expect(refusal).toMatchObject({ code: 'too_many', retryAfter: expect.any(Number) as number })
    expect((failed[0] as { retryAfter: number }).retryAfter).toBeGreaterThan(880)
  })

  test('tell how long to wait without counting, and take a use back', async () => {
    for (let i = 0; i < 10; i++) expect(await limiter.limit.wait('tries', 'b', rule)).toBe(0)
    expect(await count(limiter, 5, 'b')).toBe(5)
    expect(await limiter.limit.wait('tries', 'b', rule)).toBeGreaterThan(880)
    await limiter.limit.giveBack('tries', 'b', rule)
    expect(await limiter.limit.wait('tries', 'b', rule)).toBe(0)
    expect(await count(limiter, 3, 'b')).toBe(1)
  })

  test('are kept apart by name, by key and by window', async () => {
    expect(await count(limiter, 6, 'c')).toBe(5)
    await limiter.limit('tries', 'd', rule)
    await limiter.limit('others', 'c', rule)
    await limiter.limit('tries', 'c', { points: 20, seconds: 3600 })
  })

  test('outlive the process', async () => {
    expect(await count(limiter, 6, 'e')).toBe(5)
    const next = await createLimiter({ env: { REDIS_URL: url }, databaseUrl: testUrl(), log })
    try {
      await expect.poll(() => next.limit.wait('tries', 'e', rule)).toBeGreaterThan(0)
    } finally {
      await next.close()
    }
  })
})

test.runIf(redis)('when Redis goes away the table counts on', async () => {
  const own = await startRedis()
  const limiter = await createLimiter({ env: { REDIS_URL: own.url }, databaseUrl: testUrl(), log })
  await expect.poll(async () => { await limiter.limit('warm', 'up', { points: 1000, seconds: 60 }); return testDb().rateLimit.deleteMany().then((r) => r.count) }).toBe(0)
  await own.stop()
  expect(await count(limiter, 50, 'f')).toBe(5)
  expect(await testDb().rateLimit.count()).toBe(1)
  await limiter.close()
})

test('when nobody can count, nothing limited happens', async () => {
  const limiter = await createLimiter({ env: {}, databaseUrl: 'postgresql://nobody:nothing@127.0.0.1:1/none', log })
  await expect(limiter.limit('tries', 'g', rule)).rejects.toMatchObject({ code: 'unavailable', retryAfter: 5 })
  await expect(limiter.limit.wait('tries', 'g', rule)).rejects.toMatchObject({ code: 'unavailable' })
  await limiter.close()
})
