/** Does one job: takes it, checks its payload, runs its handler with a context of its cause, and writes down what became of it. */
import { system } from '../app/core/actor.ts'
import type { Ctx, JobDefinitions } from '../app/core/ctx.ts'
import { claimJob, finishJob, giveUpJob, readQueueId, releaseJob } from '../app/core/outbox-relay.server.ts'
import type { MailTransport } from '../app/domain/notifications/index.server.ts'
import type { Deps } from '../server/deps.ts'
import { endForGood, type Processor, putBack } from './queues.ts'
import { BadJob, DEFAULT_TIMEOUT_MS, describeError, isHopeless, LEASE_MARGIN_MS, TimedOut } from './tries.ts'

/** What a handler gets beside its context and payload. */
export type Tools = { mail: MailTransport; isLastTry: boolean }
/** By job name. A handler calls doors of the domain; each of them bears being called twice with the same payload. */
export type AnyHandlers = Readonly<Record<string, (ctx: Ctx, payload: never, tools: Tools) => Promise<void>>>
export type Work = { catalogue: JobDefinitions; handlers: AnyHandlers; mail: MailTransport }

/** done: once and for all. gone: it was done before. busy: another worker has it until then. failed: to be tried again. dead: given up. */
export type Outcome = { kind: 'done' | 'gone' | 'dead' } | { kind: 'busy'; forMs: number } | { kind: 'failed'; error: Error }
type Part = Pick<Deps, 'db' | 'clock' | 'log' | 'ctx'>

export async function runJob(part: Part, work: Work, job: { id: string; round: number; name: string }): Promise<Outcome> {
  const { db, clock, log } = part
  const definition = Object.hasOwn(work.catalogue, job.name) ? work.catalogue[job.name] : undefined
  const timeoutMs = definition?.timeoutMs ?? DEFAULT_TIMEOUT_MS
  const now = clock.now()
  const claimed = await claimJob(db, job, now, new Date(now.getTime() + timeoutMs + LEASE_MARGIN_MS))
  if (claimed === 'gone') return { kind: 'gone' }
  if (claimed instanceof Date) return { kind: 'busy', forMs: claimed.getTime() - now.getTime() }

  const attempts = definition?.attempts ?? 1
  try {
    // The try before this one never came back to say how it ended.
    if (claimed.starts > attempts) throw new BadJob(`its worker was stopped ${attempts} times`)
    await runHandler(part, work, job.name, definition, claimed, timeoutMs, claimed.starts >= attempts)
    await finishJob(db, job)
    return { kind: 'done' }
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error('failed')
    const isDead = claimed.starts >= attempts || isHopeless(error)
    const about = { job: job.name, id: job.id, requestId: claimed.requestId, try: claimed.starts, error: describeError(error), at: error.stack?.split('\n').filter((l) => l.startsWith('    at ')).slice(0, 8) }
    log[isDead ? 'error' : 'warn'](about, isDead ? 'job given up' : 'job will be tried again')
    if (isDead) await giveUpJob(db, job, clock.now(), describeError(error))
    // A handler that was out of time may still be at work: its lease runs out by itself.
    else if (!(error instanceof TimedOut)) await releaseJob(db, job, describeError(error))
    return isDead ? { kind: 'dead' } : { kind: 'failed', error }
  }
}

async function runHandler(part: Part, work: Work, name: string, definition: JobDefinitions[string] | undefined, claimed: { payload: unknown; requestId: string | null }, timeoutMs: number, isLastTry: boolean): Promise<void> {
  const handler = Object.hasOwn(work.handlers, name) ? work.handlers[name] : undefined
  if (!definition || !handler) throw new BadJob('no such job')
  const payload = definition.payload.safeParse(claimed.payload)
  if (!payload.success) throw new BadJob(`payload: ${payload.error.issues.map((i) => i.path.join('.') || i.code).join(', ')}`)
  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new TimedOut(`no answer within ${timeoutMs} ms`)), timeoutMs) })
  try {
    await Promise.race([handler(part.ctx(system, claimed.requestId ?? undefined), payload.data as never, { mail: work.mail, isLastTry }), timeUp])
  } finally {
    clearTimeout(timer)
  }
}

/** The same for a job as BullMQ hands it over: what it must do next is said in BullMQ's way. */
export function processor(part: Part, work: Work, more: { tick(): Promise<void>; onOutcome(name: string, outcome: Outcome['kind']): void }): Processor {
  return async (job, token) => {
    if (job.name === 'tick') return more.tick()
    const ref = readQueueId(job.id)
    if (!ref) throw endForGood('not from the outbox')
    const outcome = await runJob(part, work, { ...ref, name: job.name })
    more.onOutcome(job.name, outcome.kind)
    if (outcome.kind === 'failed') throw outcome.error
    if (outcome.kind === 'busy') await putBack(job, outcome.forMs + 100, token)
  }
}
