import { type Actor, guest } from '../app/core/actor.ts'
import { clockFrom, type Clock, systemClock } from '../app/core/clock.ts'
import type { Ctx, Place } from '../app/core/ctx.ts'
import { createCtx, type CtxPorts } from '../app/core/ctx.server.ts'
import { createDb, type Db } from '../app/core/db.server.ts'
import type { Env } from '../app/core/env.server.ts'
import { createImages } from '../app/core/images.server.ts'
import { createLog, type Log } from '../app/core/log.server.ts'
import { logLostLines } from '../app/core/lost-lines.server.ts'
import { createPasswords } from '../app/core/passwords.server.ts'
import { type OrganisationFacts, readOrganisation } from '../app/domain/organisation/index.server.ts'
import { unnamedOrganisation } from '../app/domain/organisation/schema.ts'
import { createLimiter, type Limiter } from './http/limiter.ts'
import { createMetrics, type Metrics } from './http/metrics.ts'

/** The one set of dependencies of a process; pages get it through the load context, sockets and workers directly. */
export type Deps = {
  env: Env
  /** Address of the database for LISTEN clients and queues. */
  databaseUrl: string
  db: Db
  clock: Clock
  log: Log
  limiter: Limiter
  metrics: Metrics
  ctx(actor?: Actor, requestId?: string): Ctx
  /** Settings of the place, at most five seconds old. */
  organisation(): Promise<OrganisationFacts>
  isDraining(): boolean
  drain(): void
  close(): Promise<void>
}

const ORGANISATION_MS = 5_000

/** Builds the dependencies; `databaseUrl` is the runtime role's. */
export async function createDeps(env: Env, databaseUrl: string): Promise<Deps> {
  const log = createLog(env.ENISHI_LOG)
  logLostLines(log)
  const clock = env.ENISHI_CLOCK ? clockFrom(env.ENISHI_CLOCK) : systemClock
  const db = createDb(databaseUrl, 10, (error) => log.warn({ err: error }, 'database connection lost'))
  const limiter = await createLimiter({ env, databaseUrl, log })
  const place: Place = { publicUrl: env.publicUrl, isDemo: false, hasMailbox: env.SMTP_URL === undefined, mailFrom: env.MAIL_FROM ?? '' }
  const ports: CtxPorts = { db, clock, log, place, secret: env.secret, limit: limiter.limit, passwords: createPasswords(), images: createImages() }
  let draining = false
  let known: { at: number; facts: OrganisationFacts } | undefined
  const deps: Deps = {
    env, databaseUrl, db, clock, log, limiter, metrics: createMetrics(),
    ctx: (actor = guest, requestId) => createCtx(ports, actor, requestId),
    async organisation() {
      // A place that has just been named shows its name at once.
      if (!known || known.facts === unnamedOrganisation || Date.now() - known.at > ORGANISATION_MS) {
        known = { at: Date.now(), facts: await readOrganisation(db) }
        place.isDemo = known.facts.isDemo
      }
      return known.facts
    },
    isDraining: () => draining,
    drain: () => { draining = true },
    async close() {
      await limiter.close()
      await db.$disconnect()
    },
  }
  return deps
}
