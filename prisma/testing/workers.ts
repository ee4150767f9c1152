/** Running workers in tests: the real ones, on the test's own database and, when asked, its own Redis. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { Redis } from 'ioredis'
import { afterEach } from 'vitest'
import type { JobDefinitions } from '../../app/core/ctx.ts'
import { createLog } from '../../app/core/log.server.ts'
import { clock, testCtx, testDb, testUrl } from './index.ts'
import { type Settings, startWorkers, type WorkerDeps, type Workers } from '../../workers/index.ts'
import type { Outcome } from '../../workers/runtime.ts'

export const testDeps = (env: WorkerDeps['env'] = {}): WorkerDeps => ({ env, databaseUrl: testUrl(), db: testDb(), clock, log: createLog('silent'), ctx: (actor, requestId) => testCtx(actor, { requestId }) })

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((w) => w.close()))
})

/** Starts workers that end with the test, and keeps what became of each job. Nothing is due by itself unless the test says so. */
export async function runWorkers(settings: Settings & { redisUrl?: string } = {}): Promise<Workers & { outcomes: { name: string; outcome: Outcome['kind'] }[] }> {
  const outcomes: { name: string; outcome: Outcome['kind'] }[] = []
  const workers = await startWorkers(testDeps({ REDIS_URL: settings.redisUrl }), { due: {}, ...settings, onOutcome: (_, name, outcome) => void outcomes.push({ name, outcome }) })
  const running = { ...workers, outcomes }
  open.push(running)
  return running
}

/** Writes a job into the outbox as a use case does: in a transaction of its own. */
export const enqueue = (jobs: JobDefinitions, name: string, payload: unknown, more?: { dueAt?: Date }): Promise<void> => testCtx().tx(async (tx) => tx.enqueue(jobs, name, payload, more))

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Whether this machine has a redis-server; where tests are required to run on it (CI), its absence is an error. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return process.env['CI'] !== undefined
  }
}

/** A Redis of this test's own, with nothing kept on disk. */
export async function startRedis(): Promise<{ url: string; client: Redis; stop(): Promise<void> }> {
  const port = await freePort()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-redis-'))
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' })
  const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null, retryStrategy: () => 50 })
  client.on('error', () => {})
  await client.ping()
  return {
    url: `redis://127.0.0.1:${port}`,
    client,
    async stop() {
      client.disconnect()
      server.kill('SIGTERM')
      await once(server, 'exit')
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
