import type { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Db, Tx } from './db.server.ts'
import type { Log } from './log.server.ts'

/** Payloads of a kind of event or job, by name in the past tense (events) or imperative (jobs). */
export type Schemas = Record<string, z.ZodType>

/** A job as a module declares it in its jobs.ts. */
export type JobDefinition<S extends z.ZodType = z.ZodType> = {
  queue: 'main' | 'mail'
  payload: S
  /** Tries before it goes to the dead list. */
  attempts: number
}
export type JobDefinitions = Record<string, JobDefinition>

/** What the place is: facts from the environment that rules may need. */
export type Place = {
  publicUrl: string
  isDemo: boolean
  mailFrom: string
}

/** Everything a use case needs, as its first argument. */
export type Ctx = {
  readonly actor: Actor
  /** For reading; inside a transaction it is that transaction. */
  readonly db: Db | Tx
  readonly place: Place
  readonly log: Log
  /** Follows one request from page or socket to the job it causes. */
  readonly requestId: string
  now(): Date
  /**
   * Runs `work` in one transaction. Its change, its events, its jobs and its audit rows commit together, or none of them do.
   * Inside another transaction it joins that one.
   */
  tx<T>(work: (ctx: TxCtx) => Promise<T>): Promise<T>
  /** The same context for another actor: workers acting for a member, tests. */
  as(actor: Actor): Ctx
  /** Keyed hash of a text (HMAC-SHA-256 with ENISHI_SECRET), base64url: unsubscribe links, calendar feeds, device cookies. */
  sign(purpose: string, text: string): string
  /** Counts one use of a limited thing; throws `too_many` with retryAfter when `points` are used up within `seconds`. */
  limit(name: string, key: string, rule: { points: number; seconds: number }): Promise<void>
}

export type TxCtx = Ctx & {
  readonly db: Tx
  /** Appends an event to a stream when the transaction commits; streams are locked in name order. */
  emit<M extends Schemas, K extends keyof M & string>(stream: string, events: M, type: K, payload: z.input<M[K]>): void
  /** Wakes browsers up without a log: may be lost, never needed for a state to be right. */
  hint(hint: Hint): void
  /** Puts a job into the outbox. `dueAt` in the future delays it. */
  enqueue<J extends JobDefinitions, K extends keyof J & string>(jobs: J, name: K, payload: z.input<J[K]['payload']>, more?: { dueAt?: Date }): void
  audit(entry: { action: string; subject?: string; subjectId?: string; reason?: string; detail?: Record<string, unknown> }): void
  /** Raises the epoch of a stream: everyone in its room must ask again, and those who lost access are refused. */
  expel(stream: string): void
}

/** Volatile news for everybody who is connected. */
export type Hint = { kind: 'topic.bumped'; boardId: string; topicId: string; no: number; authorId: string | null }
