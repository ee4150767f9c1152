import { jobs } from '../app/contract/jobs.ts'
import { system } from '../app/core/actor.ts'
import { queueNames } from '../app/core/ctx.ts'
import type { Deps } from '../server/deps.ts'
import { startRelay } from './outbox.ts'
import { openQueues } from './queues.ts'
import { handlers } from './registry.ts'
import { processor, type Outcome, type Work } from './runtime.ts'
import { type Due, tick, TICK_MS } from './schedule.ts'
import { mailboxTransport, smtpTransport } from './transport.ts'
import { backoffStrategy } from './tries.ts'

export type Workers = { close(): Promise<void> }
export type WorkerDeps = Pick<Deps, 'databaseUrl' | 'db' | 'clock' | 'log' | 'ctx'> & { env: Pick<Deps['env'], 'REDIS_URL' | 'SMTP_URL'>; metrics?: Deps['metrics'] }
export type Settings = {
  work?: Partial<Work>
  /** What each tick does. */
  due?: Due
  /** Between two ticks, in milliseconds. */
  tickMs?: number
  /** How long a worker may be silent before its job goes to another, in milliseconds. */
  lockMs?: number
  onOutcome?(queue: string, name: string, outcome: Outcome['kind']): void
}

/** Jobs at a time in this process. */
const concurrency = { main: 5, mail: 3 }
/** Stopping waits this long for jobs at work; what is cut off begins anew elsewhere when its lease is over. */
const CLOSE_MS = 3_000

/** Relay, workers and schedule of one process. Resolves when the queue can be reached; afterwards a lost database or Redis is waited for. */
export async function startWorkers(deps: WorkerDeps, settings: Settings = {}): Promise<Workers> {
  const { env, databaseUrl, log } = deps
  const work: Work = { catalogue: jobs, handlers, mail: env.SMTP_URL === undefined ? mailboxTransport(() => deps.ctx(system)) : smtpTransport(env.SMTP_URL), ...settings.work }
  const queues = await openQueues({ redisUrl: env.REDIS_URL, databaseUrl, log })
  const { lockMs: lockDuration = 30_000, tickMs = TICK_MS } = settings
  const ended = deps.metrics?.counter('enishi_jobs_total', 'Tries of jobs by queue, name and what became of them', ['queue', 'name', 'outcome'])
  const count = (queue: string, name: string, outcome: Outcome['kind']): void => {
    ended?.inc({ queue, name: Object.hasOwn(work.catalogue, name) ? name : 'unknown', outcome })
    settings.onOutcome?.(queue, name, outcome)
  }
  let ticking: Promise<void> = Promise.resolve()
  const tickOnce = (): Promise<void> => (ticking = tick(deps, settings.due))

  const workers = await Promise.all(queueNames.map((queue) =>
    queues.work(queue, processor(deps, work, { tick: tickOnce, onOutcome: (name, outcome) => count(queue, name, outcome) }), {
      // Tries are counted in the outbox, also those that killed their worker; the queue itself never gives up on a stalled job.
      concurrency: concurrency[queue], lockDuration, stalledInterval: Math.min(10_000, Math.round(lockDuration / 3)), maxStalledCount: 1_000, settings: { backoffStrategy },
    }))).catch(async (error: unknown) => {
    await queues.close()
    throw error
  })
  const relay = startRelay(deps, queues, work.catalogue)
  const schedule = (): void => void queues.every('main', 'tick', tickMs).catch((error: unknown) => log.warn({ err: error }, 'schedule'))
  schedule()
  const watch = setInterval(schedule, 2 * tickMs)
  void tickOnce()

  let closing: Promise<void> | undefined
  async function close(): Promise<void> {
    clearInterval(watch)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => { timer = setTimeout(resolve, CLOSE_MS) })
    await Promise.race([Promise.allSettled([relay.close(), ticking, ...workers.map((w) => w.close())]), late])
    clearTimeout(timer)
    work.mail.close()
    await Promise.race([queues.close(), new Promise((resolve) => setTimeout(resolve, 500).unref())])
  }
  return { close: () => (closing ??= close()) }
}
