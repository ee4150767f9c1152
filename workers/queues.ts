/**
 * The one place that knows what BullMQ stands on: PostgreSQL (schema `jobs`, made by the migrations) or Redis when REDIS_URL is set.
 *
 * Connections of a process that works on jobs, on PostgreSQL: 1 for each queue (adding), 2 and one LISTEN for each worker, one LISTEN for
 * the outbox: 2 × 1 + 2 × 3 + 1 = 9, beside the 10 of Prisma. On Redis: one shared for adding, one shared and one blocking for the workers' waiting each.
 * A process that only serves pages opens none of them: it writes the outbox.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { createPostgresBackend, DelayedError, type Job, type JobsOptions, Queue, UnrecoverableError, Worker, type WorkerOptions } from 'bullmq'
import { Redis } from 'ioredis'
import { type QueueName, queueNames } from '../app/core/ctx.ts'
import '../app/core/lost-lines.server.ts'
import type { Log } from '../app/core/log.server.ts'
import { placeKey } from '../app/core/place-key.server.ts'

export type QueuedJob = { name: string; data: Record<string, never>; opts: JobsOptions }
export type Processor = (job: Job, token?: string) => Promise<void>
type WorkSettings = Pick<WorkerOptions, 'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount' | 'settings'> & { autorun?: false }

export type Queues = {
  add(queue: QueueName, jobs: QueuedJob[]): Promise<void>
  /** Makes sure that a job named `name` is queued every `everyMs`, once however many processes ask, also after the queue was emptied. */
  every(queue: QueueName, name: string, everyMs: number): Promise<void>
  /** Begins to work on a queue; throws when the backend cannot be reached. */
  work(queue: QueueName, processor: Processor, settings: WorkSettings): Promise<Worker>
  close(): Promise<void>
}

/** Puts a job that is being worked on back for a while; a processor ends with this. */
export async function putBack(job: Job, forMs: number, token: string | undefined): Promise<never> {
  await job.moveToDelayed(Date.now() + forMs, token)
  throw new DelayedError()
}
/** Ends a job that no second try will help. */
export const endForGood = (why: string): Error => new UnrecoverableError(why)

type Source = { redisUrl: string | undefined; databaseUrl: string; log: Log }
/** How long a worker rests after it could not ask for its next job. */
const REST_MS = 1_000
/** A backend that cannot be reached fails many times a second; the log hears of it once in this time. */
const QUIET_MS = 5_000

/** Opens both queues; throws when the backend cannot be reached. A later loss of the connection is logged and mends itself. */
export async function openQueues({ redisUrl, databaseUrl, log }: Source): Promise<Queues> {
  let loggedAt = 0
  const onError = (error: Error): void => {
    if (Date.now() - loggedAt < QUIET_MS) return
    loggedAt = Date.now()
    log.warn({ err: error }, 'queue connection')
  }
  const backend = redisUrl === undefined ? onPostgres(databaseUrl) : onRedis(redisUrl, await placeKey(databaseUrl), onError)
  const queues = new Map(queueNames.map((name) => [name, backend.queue(name)]))
  for (const queue of queues.values()) queue.on('error', onError)
  const of = (name: QueueName): Queue => queues.get(name) ?? backend.queue(name)

  const close = async (): Promise<void> => {
    await Promise.allSettled([...queues.values()].map((q) => q.close()))
    await backend.close()
  }
  try {
    await Promise.all([...queues.values()].map((q) => q.waitUntilReady()))
  } catch (error) {
    await close()
    throw error
  }
  return {
    add: async (queue, jobs) => void (await of(queue).addBulk(jobs)),
    async every(queue, name, everyMs) {
      const known = await of(queue).getJobScheduler(name)
      if (known?.every === everyMs && (known.next ?? 0) > Date.now() - 3 * everyMs) return
      await of(queue).upsertJobScheduler(name, { every: everyMs }, { name, opts: { removeOnComplete: true, removeOnFail: true, attempts: 1 } })
    },
    async work(queue, processor, settings) {
      // A worker whose first line broke asks that same broken line for ever, without a pause: it may run only once it is ready.
      const worker = backend.worker(queue, processor, { ...settings, autorun: false })
      worker.on('error', onError)
      try {
        await worker.waitUntilReady()
      } catch (error) {
        await worker.close(true)
        throw error
      }
      worker.run().catch(onError)
      return worker
    },
    close,
  }
}

function onPostgres(connectionString: string) {
  const connection = (max: number) => ({ connectionString, schema: 'jobs', max, keepAlive: true })
  return {
    queue: (name: string): Queue => new Queue(name, { connection: connection(1) }, createPostgresBackend) as unknown as Queue,
    worker: (name: string, processor: Processor, settings: WorkSettings): Worker => new Worker(name, processor, { ...settings, runRetryDelay: REST_MS, connection: connection(2) }, restingBackend) as unknown as Worker,
    close: async (): Promise<void> => {},
  }
}

/**
 * BullMQ rests when the server refuses the line, and asks again at once when the server is there and says no: one that is starting up
 * (57P03) would be kept from it by thousands of new lines a second.
 */
const restingBackend: typeof createPostgresBackend = (...made) => {
  const backend = createPostgresBackend(...made)
  const moveToActive = backend.moveToActive.bind(backend)
  backend.moveToActive = async (...asked: Parameters<typeof moveToActive>) => {
    try {
      return await moveToActive(...asked)
    } catch (error) {
      if (!backend.closing) await wait(REST_MS)
      throw error
    }
  }
  return backend
}

function onRedis(url: string, prefix: string, onError: (error: Error) => void) {
  // Adding fails at once while Redis is away (the outbox keeps the job); waiting workers wait for it.
  const adding = new Redis(url, { maxRetriesPerRequest: 1 })
  const working = new Redis(url, { maxRetriesPerRequest: null })
  for (const client of [adding, working]) client.on('error', onError)
  return {
    queue: (name: string): Queue => new Queue(name, { connection: adding, prefix }),
    worker: (name: string, processor: Processor, settings: WorkSettings): Worker => new Worker(name, processor, { ...settings, runRetryDelay: REST_MS, connection: working, prefix }),
    close: async (): Promise<void> => { adding.disconnect(); working.disconnect() },
  }
}
