/** The relay: hands the jobs of the outbox to the queue when they are due, as soon as their transaction has committed. */
import { type JobDefinitions, queueNames } from '../app/core/ctx.ts'
import { openListener } from '../app/core/listener.server.ts'
import { markRelayed, queueId, takeReady, takeStale } from '../app/core/outbox-relay.server.ts'
import type { Deps } from '../server/deps.ts'
import type { Queues } from './queues.ts'
import { backoff } from './tries.ts'

const BATCH = 200
/** How often the outbox is looked through without being rung for: what became due, and what a ring could not tell. */
const SWEEP_MS = 2_000
/** A job handed over so long ago that is not done is handed over again. Where the queue still has it, that adds nothing; where it was lost, it runs. */
const STALE_MS = 120_000

export type Relay = { close(): Promise<void> }
type Part = Pick<Deps, 'db' | 'clock' | 'log' | 'databaseUrl'>

/** Rows are locked while they are handed over, so two relays never hand over the same one, and a crash between the two leaves them to the next. */
export async function relayOnce({ db, clock }: Part, queues: Queues, catalogue: JobDefinitions, take: 'ready' | 'stale'): Promise<number> {
  return db.$transaction(async (tx) => {
    const now = clock.now()
    const jobs = take === 'ready' ? await takeReady(tx, now, BATCH) : await takeStale(tx, now, new Date(now.getTime() - STALE_MS), BATCH)
    if (jobs.length === 0) return 0
    for (const queue of queueNames) {
      const own = jobs.filter((job) => job.queue === queue)
      if (own.length > 0) await queues.add(queue, own.map((job) => ({ name: job.name, data: {}, opts: { jobId: queueId(job), attempts: catalogue[job.name]?.attempts ?? 1, backoff, removeOnComplete: true, removeOnFail: true } })))
    }
    await markRelayed(tx, jobs.map((job) => job.id), now)
    return jobs.length
  })
}

/** Relays until closed: when rung for, and every two seconds. An unreachable database or queue is logged and tried again. */
export function startRelay(part: Part, queues: Queues, catalogue: JobDefinitions): Relay {
  let isClosed = false
  const asked = { ready: false, stale: false }
  let running: Promise<void> | undefined

  async function all(take: 'ready' | 'stale'): Promise<void> {
    while (!isClosed && (await relayOnce(part, queues, catalogue, take)) === BATCH);
  }
  async function run(): Promise<void> {
    try {
      while (!isClosed && (asked.ready || asked.stale)) {
        const take = asked.ready ? 'ready' : 'stale'
        asked[take] = false
        await all(take)
      }
    } catch (error) {
      part.log.warn({ err: error }, 'outbox: will try again')
    } finally {
      running = undefined
    }
  }
  const ask = (take: 'ready' | 'stale'): void => {
    asked[take] = true
    running ??= run()
  }
  const ring = (): void => ask('ready')
  const line = openListener(part.databaseUrl, ['enishi_outbox'], { name: 'enishi-outbox', log: part.log, ring, ready: ring })
  const sweep = setInterval(() => {
    ask('ready')
    ask('stale')
  }, SWEEP_MS)
  return {
    async close() {
      isClosed = true
      clearInterval(sweep)
      await line.close()
      await running
    },
  }
}
