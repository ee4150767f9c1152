import { createHmac, randomUUID } from 'node:crypto'
import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Ctx, Hint, Place, TxCtx } from './ctx.ts'
import type { Db, Tx } from './db.server.ts'
import type { Log } from './log.server.ts'
import { writeOutbox, type PendingJob } from './outbox.server.ts'
import { appendEvents, type PendingEvent } from './streams.server.ts'

export type CtxPorts = {
  db: Db
  clock: Clock
  log: Log
  place: Place
  secret: string
  limit: Ctx['limit']
  passwords: Ctx['passwords']
  images: Ctx['images']
}

type PendingAudit = { action: string; subject: string | null; subjectId: string | null; reason: string | null; detail: unknown }
type Pending = { events: PendingEvent[]; hints: Hint[]; jobs: PendingJob[]; audits: PendingAudit[]; expelled: string[] }

/** The context of one request, socket command or job. */
export function createCtx(ports: CtxPorts, actor: Actor, requestId: string = randomUUID()): Ctx {
  const ctx: Ctx = {
    ...common(ports, actor, requestId),
    db: ports.db,
    as: (other) => createCtx(ports, other, requestId),
    tx: (work, within) =>
      ports.db.$transaction(async (tx) => {
        const pending: Pending = { events: [], hints: [], jobs: [], audits: [], expelled: [] }
        const result = await work(createTxCtx(ports, tx, actor, requestId, pending))
        await settle(tx, ports, actor, requestId, pending)
        return result
      }, within === undefined ? undefined : { timeout: within.ms }),
  }
  return ctx
}

function common(ports: CtxPorts, actor: Actor, requestId: string) {
  return {
    actor,
    requestId,
    place: ports.place,
    log: ports.log,
    now: () => ports.clock.now(),
    limit: ports.limit,
    passwords: ports.passwords,
    images: ports.images,
    sign: (purpose: string, text: string) => createHmac('sha256', ports.secret).update(`${purpose}\n${text}`).digest('base64url'),
  }
}

function createTxCtx(ports: CtxPorts, tx: Tx, actor: Actor, requestId: string, pending: Pending): TxCtx {
  const txCtx: TxCtx = {
    ...common(ports, actor, requestId),
    db: tx,
    as: (other) => createTxCtx(ports, tx, other, requestId, pending),
    tx: (work) => work(txCtx),
    emit: (stream, events, type, payload) => {
      const schema = events[type]
      if (!schema) throw new Error(`no event named ${type}`)
      pending.events.push({ stream, type, payload: schema.parse(payload) })
    },
    hint: (hint) => void pending.hints.push(hint),
    enqueue: (jobs, name, payload, more) => {
      const job = jobs[name]
      if (!job) throw new Error(`no job named ${name}`)
      pending.jobs.push({ queue: job.queue, name, payload: job.payload.parse(payload), dueAt: more?.dueAt ?? ports.clock.now() })
    },
    audit: (e) => void pending.audits.push({ action: e.action, subject: e.subject ?? null, subjectId: e.subjectId ?? null, reason: e.reason ?? null, detail: e.detail ?? null }),
    expel: (stream) => void pending.expelled.push(stream),
  }
  return txCtx
}

/** Last act of a transaction: what happened is written where others will read it, and the bells ring when it commits. */
async function settle(tx: Tx, ports: CtxPorts, actor: Actor, requestId: string, pending: Pending): Promise<void> {
  const at = ports.clock.now()
  if (pending.audits.length > 0) {
    const who = actor.kind === 'account' ? { actorId: actor.id, actorRole: actor.role } : { actorId: null, actorRole: actor.kind }
    await tx.auditEntry.createMany({ data: pending.audits.map((a) => ({ ...a, ...who, at, requestId, detail: a.detail === null ? undefined : (a.detail as object) })) })
  }
  if (pending.jobs.length > 0) await writeOutbox(tx, pending.jobs, requestId, at)
  if (pending.events.length > 0) await appendEvents(tx, pending.events, null, at)
  for (const stream of [...new Set(pending.expelled)].sort()) {
    await tx.$executeRaw`insert into stream (name, epoch) values (${stream}, 1) on conflict (name) do update set epoch = stream.epoch + 1`
    await tx.$executeRaw`select pg_notify('enishi_expel', ${stream})`
  }
  for (const hint of pending.hints) await tx.$executeRaw`select pg_notify('enishi_hint', ${JSON.stringify(hint)})`
}
