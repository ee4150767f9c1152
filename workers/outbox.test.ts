import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import type { JobDefinitions } from '../app/core/ctx.ts'
import { createLog } from '../app/core/log.server.ts'
import { placeKey } from '../app/core/place-key.server.ts'
import { cloneTemplate } from '../prisma/testing/cluster.ts'
import { clock, concurrently, jobs as outbox, testCtx, testDb, testUrl } from '../prisma/testing/index.ts'
import { enqueue, hasRedis, runWorkers, startRedis, testDeps } from '../prisma/testing/workers.ts'
import { relayOnce, startRelay } from './outbox.ts'
import { openQueues, type Queues } from './queues.ts'

const catalogue: JobDefinitions = {
  count: { queue: 'main', payload: z.strictObject({ n: z.number() }), attempts: 3 },
}
let ran: number[] = []
const work = { catalogue, handlers: { count: async (_: unknown, { n }: { n: number }) => void ran.push(n) } as never }

beforeEach(async () => {
  ran = []
  await testDb().outbox.deleteMany()
})
const rows = () => testDb().outbox.findMany({ orderBy: { id: 'asc' } })

describe.each([
  { backend: 'PostgreSQL', isThere: true },
  { backend: 'Redis', isThere: hasRedis() },
])('on $backend', ({ backend, isThere }) => {
  let redis: Awaited<ReturnType<typeof startRedis>> | undefined
  beforeAll(async () => {
    if (backend === 'Redis' && isThere) redis = await startRedis()
  })
  afterAll(() => redis?.stop())
  const open = (): Promise<Queues> => openQueues({ redisUrl: redis?.url, databaseUrl: testUrl(), log: createLog('silent') })

  test.runIf(isThere)('a job that committed runs, and its row goes; one that was rolled back never was', async () => {
    await runWorkers({ work, redisUrl: redis?.url })
    await enqueue(catalogue, 'count', { n: 1 })
    const rolledBack = testCtx().tx(async (tx) => {
      tx.enqueue(catalogue, 'count', { n: 2 })
      throw new Error('no')
    })
    await expect(rolledBack).rejects.toThrow('no')
    await enqueue(catalogue, 'count', { n: 3 })
    await expect.poll(() => [...ran].sort()).toEqual([1, 3])
    await expect.poll(rows).toEqual([])
  })

  test.runIf(isThere)('a crash between handing over and writing it down: handed over again, run once', async () => {
    await enqueue(catalogue, 'count', { n: 1 })
    const queues = await open()
    const crashing: Queues = { ...queues, add: async (...args) => { await queues.add(...args); throw new Error('crash') } }
    await expect(relayOnce(testDeps(), crashing, catalogue, 'ready')).rejects.toThrow('crash')
    expect(await rows()).toMatchObject([{ relayedAt: null }])
    expect(await relayOnce(testDeps(), queues, catalogue, 'ready')).toBe(1)
    await queues.close()

    const { outcomes } = await runWorkers({ work, redisUrl: redis?.url })
    await expect.poll(rows).toEqual([])
    expect(ran).toEqual([1])
    await expect.poll(() => outcomes).toEqual([{ name: 'count', outcome: 'done' }])
  })

  test.runIf(isThere)('a queue that lost everything: what is not done runs after a while, also what is only waiting for its next try', async () => {
    const queues = await open()
    await enqueue(catalogue, 'count', { n: 1 })
    await relayOnce(testDeps(), queues, catalogue, 'ready')
    if (redis) await redis.client.flushall()
    else await testDb().$executeRaw`delete from jobs.job`
    expect(await relayOnce(testDeps(), queues, catalogue, 'stale')).toBe(0)
    clock.advance(120_000)
    expect(await relayOnce(testDeps(), queues, catalogue, 'stale')).toBe(1)
    await queues.close()
    await runWorkers({ work, redisUrl: redis?.url })
    await expect.poll(rows).toEqual([])
    expect(ran).toEqual([1])
  })

  test.runIf(isThere)('handing over again what the queue still has adds nothing', async () => {
    const queues = await open()
    await enqueue(catalogue, 'count', { n: 1 })
    await relayOnce(testDeps(), queues, catalogue, 'ready')
    clock.advance(120_000)
    expect(await relayOnce(testDeps(), queues, catalogue, 'stale')).toBe(1)
    await queues.close()
    const { outcomes } = await runWorkers({ work, redisUrl: redis?.url })
    await expect.poll(rows).toEqual([])
    await enqueue(catalogue, 'count', { n: 2 })
    await expect.poll(() => ran).toEqual([1, 2])
    await expect.poll(() => outcomes).toHaveLength(2)
  })

  test.runIf(isThere)('two relays share the outbox, none takes what the other holds', async () => {
    const queues = await open()
    await testCtx().tx(async (tx) => {
      for (let n = 0; n < 500; n++) tx.enqueue(catalogue, 'count', { n })
    })
    const { done } = await concurrently(6, () => relayOnce(testDeps(), queues, catalogue, 'ready'))
    expect(done.reduce((a, b) => a + b, 0)).toBe(500)
    await queues.close()
    await runWorkers({ work, redisUrl: redis?.url })
    await expect.poll(rows).toEqual([])
    expect(new Set(ran).size).toBe(500)
    expect(ran).toHaveLength(500)
  }, 60_000)
})

test('a job that is not due stays, and runs when the clock says so', async () => {
  await enqueue(catalogue, 'count', { n: 1 }, { dueAt: new Date(clock.now().getTime() + 3_600_000) })
  await runWorkers({ work })
  await enqueue(catalogue, 'count', { n: 2 })
  await expect.poll(() => ran).toEqual([2])
  expect(await outbox()).toHaveLength(1)
  clock.advance(3_600_000)
  await expect.poll(() => ran).toEqual([2, 1])
})

test('what the relay asks is answered by its own small indexes', async () => {
  await testDb().$executeRaw`insert into outbox (queue, name, payload, created_at, due_at, relayed_at) select 'main', 'count', '{}', now(), now(), now() from generate_series(1, 5000)`
  await testDb().$executeRaw`analyze outbox`
  const due = new Date('2025-11-20')
  const [ready, stale, dead] = await Promise.all([
    testDb().$queryRaw`explain select id from outbox where relayed_at is null and failed_at is null and due_at <= ${due} order by due_at, id limit 200 for update skip locked`,
    testDb().$queryRaw`explain select id from outbox where relayed_at <= ${due} and failed_at is null and (lease_until is null or lease_until <= ${due}) order by relayed_at, id limit 200 for update skip locked`,
    testDb().$queryRaw`explain select id from outbox where failed_at is not null order by failed_at desc, id desc limit 21`,
  ])
  expect(JSON.stringify(ready)).toContain('outbox_ready')
  expect(JSON.stringify(stale)).toContain('outbox_relayed')
  expect(JSON.stringify(dead)).toContain('outbox_dead')
})

test('a relay that could not reach the queue tries again', async () => {
  let isBroken = true
  const queues = await openQueues({ redisUrl: undefined, databaseUrl: testUrl(), log: createLog('silent') })
  const add = vi.fn(async (...args: Parameters<Queues['add']>) => { if (isBroken) throw new Error('away'); await queues.add(...args) })
  const relay = startRelay(testDeps(), { ...queues, add }, catalogue)
  await enqueue(catalogue, 'count', { n: 1 })
  await expect.poll(() => add.mock.calls.length).toBeGreaterThan(0)
  expect(await rows()).toMatchObject([{ relayedAt: null }])
  isBroken = false
  await expect.poll(async () => (await rows())[0]?.relayedAt).toEqual(clock.now())
  await relay.close()
  await queues.close()
})

test.runIf(hasRedis())('two places on one Redis: each works off its own jobs', async () => {
  const redis = await startRedis()
  const cluster = inject('cluster')
  const elsewhere = await cloneTemplate(cluster)
  expect(await placeKey(elsewhere.appUrl)).toBe(await placeKey(elsewhere.url))
  const theirs = await openQueues({ redisUrl: redis.url, databaseUrl: elsewhere.url, log: createLog('silent') })
  await theirs.add('main', [{ name: 'count', data: {}, opts: { jobId: 'theirs' } }])
  const { outcomes } = await runWorkers({ work, redisUrl: redis.url })
  await enqueue(catalogue, 'count', { n: 1 })
  await expect.poll(() => ran).toEqual([1])
  await expect.poll(() => outcomes).toEqual([{ name: 'count', outcome: 'done' }])
  const taken = await theirs.work('main', async () => void ran.push(2), { concurrency: 1 })
  await expect.poll(() => ran).toEqual([1, 2])
  await taken.close()
  await theirs.close()
  await redis.stop()
})
