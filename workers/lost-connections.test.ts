import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { JobDefinitions } from '../app/core/ctx.ts'
import { clock, testDb, testUrl } from '../prisma/testing/index.ts'
import { enqueue, hasRedis, runWorkers, startRedis } from '../prisma/testing/workers.ts'
import pg from 'pg'

const jobs: JobDefinitions = { count: { queue: 'main', payload: z.strictObject({ n: z.number() }), attempts: 3 } }
let ran: number[] = []
const work = { catalogue: jobs, handlers: { count: async (_: unknown, { n }: { n: number }) => void ran.push(n) } as never }
beforeEach(async () => {
  ran = []
  await testDb().outbox.deleteMany()
})
/** What a restart of PostgreSQL does to everybody who is connected. */
async function cutEveryLine(): Promise<number> {
  const owner = new pg.Client({ connectionString: testUrl() })
  await owner.connect()
  const { rowCount } = await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  await owner.end()
  return rowCount ?? 0
}
/** Until the outbox can be written again: the pool notices a dead line by using it. */
const tryEnqueue = (n: number) => expect.poll(() => enqueue(jobs, 'count', { n }).then(() => true, () => false)).toBe(true)

test('the database goes away and comes back: the process lives, what is asked for afterwards runs', async () => {
  await runWorkers({ work })
  await enqueue(jobs, 'count', { n: 1 })
  await expect.poll(() => ran).toEqual([1])
  // Prisma, two queues, two workers and their LISTEN clients, and the outbox's.
  expect(await cutEveryLine()).toBeGreaterThanOrEqual(5)
  await tryEnqueue(2)
  await expect.poll(() => ran).toEqual([1, 2])
  await cutEveryLine()
  await cutEveryLine()
  await tryEnqueue(3)
  await expect.poll(() => ran).toEqual([1, 2, 3])
}, 60_000)

describe.runIf(hasRedis())('Redis', () => {
  test('goes away with everything and comes back empty: what was asked for before, meanwhile and afterwards runs once', async () => {
    const redis = await startRedis()
    const { port } = new URL(redis.url)
    let server: ReturnType<typeof spawn> | undefined
    try {
      let isHeld = true
      const handler = async (_: unknown, { n }: { n: number }) => { if (isHeld) throw new Error('not yet'); ran.push(n) }
      const workers = await runWorkers({ redisUrl: redis.url, work: { catalogue: jobs, handlers: { count: handler } as never } })
      await enqueue(jobs, 'count', { n: 1 })
      await expect.poll(async () => (await testDb().outbox.findFirst())?.starts).toBe(1)
      await redis.stop()
      isHeld = false
      await enqueue(jobs, 'count', { n: 2 })
      server = spawn('redis-server', ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' })
      await expect.poll(() => ran).toEqual([2])
      await enqueue(jobs, 'count', { n: 3 })
      await expect.poll(() => ran).toEqual([2, 3])
      clock.advance(120_000)
      await expect.poll(() => ran).toEqual([2, 3, 1])
      await expect.poll(() => testDb().outbox.count()).toBe(0)
      await workers.close()
    } finally {
      server?.kill('SIGTERM')
      if (server) await once(server, 'exit')
    }
  }, 90_000)
})
