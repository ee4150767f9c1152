/** A process that only works on jobs, to be killed by tests. Its clock starts where the test's began and runs faster, so that leases end soon. */
import type { Clock } from '../../app/core/clock.ts'
import { createCtx } from '../../app/core/ctx.server.ts'
import { createDb } from '../../app/core/db.server.ts'
import { createLog } from '../../app/core/log.server.ts'
import { createImages } from '../../app/core/images.server.ts'
import { createPasswords } from '../../app/core/passwords.server.ts'
import { startWorkers } from '../../workers/index.ts'
import { smtpTransport } from '../../workers/transport.ts'
import { countingLimit } from './limit.ts'

/** What the test says. `claimsIdempotent` is the guard switched off: a transport that says a second delivery changes nothing when it does. */
export type WorkerOrders = { databaseUrl: string; redisUrl?: string; smtpUrl: string; startedAt: number; from: number; speed: number; lockMs: number; claimsIdempotent: boolean }

const orders = JSON.parse(process.argv[2] ?? '') as WorkerOrders
const clock: Clock = { now: () => new Date(orders.from + (Date.now() - orders.startedAt) * orders.speed) }
const log = createLog('silent')
const db = createDb(orders.databaseUrl, 5, () => {})
const ports = { db, clock, log, place: { publicUrl: 'http://localhost:3000', isDemo: false, mailFrom: 'Enishi <no-reply@example.com>', hasMailbox: false }, secret: 'a secret of tests, never of a real place', limit: countingLimit(clock), passwords: createPasswords(), images: createImages() }
await startWorkers(
  { env: { REDIS_URL: orders.redisUrl, SMTP_URL: orders.smtpUrl }, databaseUrl: orders.databaseUrl, db, clock, log, ctx: (actor, requestId) => createCtx(ports, actor ?? { kind: 'guest' }, requestId) },
  { due: {}, lockMs: orders.lockMs, work: { mail: { ...smtpTransport(orders.smtpUrl), isIdempotent: orders.claimsIdempotent } } },
)
