import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type net from 'node:net'
import fs from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../app/core/actor.ts'
import { queueMails } from '../app/domain/notifications/index.server.ts'
import { DEMO_NOW, testCtx, testDb, testUrl } from '../prisma/testing/index.ts'
import { hasRedis, startRedis } from '../prisma/testing/workers.ts'
import type { WorkerOrders } from '../prisma/testing/worker-process.ts'

/** Bundled once, inside the clone so that it finds its packages: a child is at work within a second. */
const script = path.resolve(`.cache/tests/worker-process-${process.pid}.mjs`)
beforeAll(() => build({ entryPoints: ['prisma/testing/worker-process.ts'], outfile: script, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' }))
afterAll(() => fs.rmSync(script, { force: true }))

const children = new Set<ChildProcess>()
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  await Promise.all(closing.splice(0).map((close) => close()))
})

function startChild(orders: WorkerOrders): ChildProcess {
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, VITEST: undefined } })
  children.add(child)
  return child
}
async function kill(child: ChildProcess): Promise<void> {
  children.delete(child)
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** A mail server that takes every message, and says so after `answerMs`: time for the worker to die in. */
async function sink(answerMs: number): Promise<{ url: string; got: string[] }> {
  const got: string[] = []
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _, done) {
      const parts: Buffer[] = []
      stream.on('data', (d: Buffer) => parts.push(d))
      stream.on('end', () => void PostalMime.parse(Buffer.concat(parts)).then((mail) => { got.push(mail.to?.[0]?.address ?? ''); setTimeout(done, answerMs) }))
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { url: `smtp://127.0.0.1:${(server.server.address() as net.AddressInfo).port}`, got }
}

const MAILS = 40
const KILLS = 3
/** Mails on their way at one time in one process. */
const AT_ONCE = 3

async function sendWhileKilling(name: string, more: { redisUrl?: string; claimsIdempotent: boolean }) {
  const { url, got } = await sink(40)
  await testCtx(system).tx((tx) => queueMails(tx, Array.from({ length: MAILS }, (_, i) => ({ to: `${name}-${i}@example.com`, kind: name, dedupeKey: `${name}-${i}`, subject: 's', text: 't', html: 'h' }))))
  const orders: WorkerOrders = { databaseUrl: testUrl(), smtpUrl: url, startedAt: Date.now(), from: DEMO_NOW.getTime(), speed: 30, lockMs: 1_500, ...more }
  for (let killed = 0; killed < KILLS; killed++) {
    const child = startChild(orders)
    const before = got.length
    await expect.poll(() => got.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(before + 3)
    await kill(child)
  }
  startChild(orders)
  const statuses = () => testDb().mail.groupBy({ by: ['status'], where: { kind: name }, _count: true })
  await expect.poll(async () => (await statuses()).some((s) => s.status === 'queued' || s.status === 'sending'), { timeout: 60_000 }).toBe(false)
  const count = Object.fromEntries((await statuses()).map((s) => [s.status, s._count]))
  return { got, sent: count['sent'] ?? 0, unknown: count['unknown'] ?? 0, duplicates: got.length - new Set(got).size }
}

describe.each([
  { backend: 'PostgreSQL', isThere: true },
  { backend: 'Redis', isThere: hasRedis() },
])('a worker killed with SIGKILL again and again, on $backend', ({ backend, isThere }) => {
  const redisUrl = async () => {
    if (backend !== 'Redis') return {}
    const redis = await startRedis()
    closing.push(() => redis.stop())
    return { redisUrl: redis.url }
  }

  test.runIf(isThere)('every mail is sent once or listed as unknown', async () => {
    const { got, sent, unknown, duplicates } = await sendWhileKilling(`kill-${backend}`, { ...(await redisUrl()), claimsIdempotent: false })
    expect(duplicates).toBe(0)
    expect(sent + unknown).toBe(MAILS)
    // Nothing is lost in silence: what did not arrive is among those listed.
    expect(MAILS - got.length).toBeLessThanOrEqual(unknown)
    expect(unknown).toBeLessThanOrEqual(AT_ONCE * KILLS)
  }, 180_000)
})

test('the control: where a second delivery is wrongly taken for harmless, mails arrive twice', async () => {
  const { sent, duplicates } = await sendWhileKilling('control', { claimsIdempotent: true })
  expect(sent).toBe(MAILS)
  expect(duplicates).toBeGreaterThan(0)
}, 180_000)
