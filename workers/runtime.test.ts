import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Ctx, JobDefinitions } from '../app/core/ctx.ts'
import { notFound } from '../app/core/errors.ts'
import { claimJob } from '../app/core/outbox-relay.server.ts'
import { clock, concurrently, testDb } from '../prisma/testing/index.ts'
import { enqueue, runWorkers, testDeps } from '../prisma/testing/workers.ts'
import { runJob, type Tools } from './runtime.ts'

const payload = z.strictObject({ n: z.number() })
const jobs: JobDefinitions = {
  count: { queue: 'main', payload, attempts: 3 },
  poison: { queue: 'main', payload, attempts: 2 },
  endless: { queue: 'main', payload, attempts: 1, timeoutMs: 200 },
  hopeless: { queue: 'main', payload, attempts: 5 },
  flaky: { queue: 'main', payload, attempts: 3 },
  orphan: { queue: 'main', payload, attempts: 5 },
}
let ran: number[] = []
let tools: Tools[] = []
let seen: Ctx[] = []
type Handler = (ctx: Ctx, payload: { n: number }, tools: Tools) => Promise<void>
const handlers: Record<string, Handler> = {
  count: async (ctx, { n }) => { seen.push(ctx); ran.push(n) },
  poison: async () => { throw new Error('poison of haruka@example.com') },
  endless: () => new Promise(() => {}),
  hopeless: async () => { throw notFound() },
  flaky: async (_, { n }, t) => { tools.push(t); if (tools.length < 3) throw new Error('not yet'); ran.push(n) },
}
const work = { catalogue: jobs, handlers: handlers as never }

beforeEach(async () => {
  ran = []
  tools = []
  seen = []
  await testDb().outbox.deleteMany()
})
const rows = () => testDb().outbox.findMany({ orderBy: { id: 'asc' } })

test('poison among five hundred fails alone: what throws, what never ends, what nobody knows, what is not of its kind', async () => {
  const bad: [string, unknown][] = [['poison', { n: 0 }], ['endless', { n: 0 }], ['orphan', { n: 0 }]]
  for (const [name, value] of bad) await enqueue(jobs, name, value)
  const at = clock.now()
  await testDb().outbox.createMany({ data: [{ queue: 'main', name: 'count', payload: { n: 'x', secret: 1 }, createdAt: at, dueAt: at }, { queue: 'main', name: 'constructor', payload: { n: 1 }, createdAt: at, dueAt: at }] })
  await testDb().outbox.createMany({ data: Array.from({ length: 495 }, (_, n) => ({ queue: 'main', name: 'count', payload: { n }, createdAt: at, dueAt: at })) })
  await runWorkers({ work })
  await expect.poll(() => ran.length).toBe(495)
  await expect.poll(async () => (await rows()).every((r) => r.failedAt !== null)).toBe(true)
  expect((await rows()).map((r) => [r.name, r.starts, r.error])).toEqual([
    ['poison', 2, 'Error: poison of …'],
    ['endless', 1, 'TimedOut: no answer within 200 ms'],
    ['orphan', 1, 'BadJob: no such job'],
    ['count', 1, expect.stringMatching(/^BadJob: payload: /)],
    ['constructor', 1, 'BadJob: no such job'],
  ])
  expect(new Set(ran).size).toBe(495)
}, 60_000)

test('a job that fails is tried again, knows its last try, and leaves nothing when it succeeds', async () => {
  await enqueue(jobs, 'flaky', { n: 7 })
  await runWorkers({ work })
  await expect.poll(() => ran).toEqual([7])
  await expect.poll(rows).toEqual([])
  expect(tools.map((t) => t.isLastTry)).toEqual([false, false, true])
}, 60_000)

test('what will be no better is given up at once', async () => {
  await enqueue(jobs, 'hopeless', { n: 1 })
  await runWorkers({ work })
  await expect.poll(rows).toMatchObject([{ starts: 1, failedAt: clock.now(), leaseUntil: null, error: 'DomainError: not_found' }])
})

test('a job acts as the system, with the request id of its cause', async () => {
  await enqueue(jobs, 'count', { n: 1 })
  const [row] = await rows()
  await runWorkers({ work })
  await expect.poll(() => seen.map((c) => [c.actor.kind, c.requestId])).toEqual([['system', row?.requestId]])
})

describe('one row is worked on by one worker', () => {
  const job = async () => {
    await enqueue(jobs, 'count', { n: 1 })
    const [row] = await rows()
    return { id: String(row?.id), round: 0, name: 'count' }
  }
  const until = () => new Date(clock.now().getTime() + 30_000)

  test('of ten that want it at once, one gets it', async () => {
    const own = await job()
    const { done } = await concurrently(10, () => claimJob(testDb(), own, clock.now(), until()))
    expect(done.filter((c) => c !== 'gone' && !(c instanceof Date))).toHaveLength(1)
    expect(done.filter((c) => c instanceof Date)).toEqual(Array.from({ length: 9 }, until))
  })

  test('it is busy until the lease is over, and free then; another round is another job', async () => {
    const own = await job()
    await claimJob(testDb(), own, clock.now(), until())
    expect(await runJob(testDeps(), { ...work, mail: {} as never }, own)).toEqual({ kind: 'busy', forMs: 30_000 })
    expect(ran).toEqual([])
    clock.advance(30_000)
    expect(await runJob(testDeps(), { ...work, mail: {} as never }, { ...own, round: 1 })).toEqual({ kind: 'gone' })
    expect(await runJob(testDeps(), { ...work, mail: {} as never }, own)).toEqual({ kind: 'done' })
    expect(ran).toEqual([1])
    expect(await runJob(testDeps(), { ...work, mail: {} as never }, own)).toEqual({ kind: 'gone' })
  })

  test('a job whose workers were all stopped in the middle ends on the dead list', async () => {
    const own = await job()
    for (let i = 0; i < 3; i++) {
      await claimJob(testDb(), own, clock.now(), until())
      clock.advance(30_000)
    }
    expect(await runJob(testDeps(), { ...work, mail: {} as never }, own)).toEqual({ kind: 'dead' })
    expect(ran).toEqual([])
    expect(await rows()).toMatchObject([{ error: 'BadJob: its worker was stopped 3 times' }])
  })
})

describe('closing', () => {
  test('waits for a job at work', async () => {
    let finish = () => {}
    const workers = await runWorkers({ work: { catalogue: jobs, handlers: { count: () => new Promise<void>((resolve) => { ran.push(1); finish = resolve }) } as never } })
    await enqueue(jobs, 'count', { n: 1 })
    await expect.poll(() => ran).toEqual([1])
    const closed = workers.close()
    finish()
    await closed
    expect(await rows()).toEqual([])
  })

  test('does not wait for ever', async () => {
    const workers = await runWorkers({ work: { catalogue: jobs, handlers: { count: () => { ran.push(1); return new Promise(() => {}) } } as never } })
    await enqueue(jobs, 'count', { n: 1 })
    await expect.poll(() => ran).toEqual([1])
    const before = performance.now()
    await workers.close()
    // Three and a half seconds, and room for a busy machine.
    expect(performance.now() - before).toBeLessThan(15_000)
    expect(await rows()).toMatchObject([{ starts: 1, failedAt: null }])
  }, 60_000)
})
