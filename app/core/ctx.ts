import type { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Db, Tx } from './db.server.ts'
import type { Log } from './log.server.ts'

/** Payloads of a kind of event or job, by name in the past tense (events) or imperative (jobs). */
export type Schemas = Record<string, z.ZodType>

/** Mails wait behind their own door, so that a slow mail server never holds up anything else. */
export const queueNames = ['main', 'mail'] as const
export type QueueName = (typeof queueNames)[number]

/** A job as a module declares it in its jobs.ts. */
export type JobDefinition<S extends z.ZodType = z.ZodType> = {
  queue: QueueName
  payload: S
  /** Tries before it goes to the dead list. */
  attempts: number
  /** How long one try may take, in milliseconds; 25 seconds when not said. */
  timeoutMs?: number
}
export type JobDefinitions = Record<string, JobDefinition>

/** What the place is: facts from the environment that rules may need. */
export type Place = {
  publicUrl: string
  isDemo: boolean
  /** Mail stays in the house: there is no mail server, and `/dev/mail` shows what was sent. */
  hasMailbox: boolean
  mailFrom: string
}

/** Counting how often something was done, exact also when many try at once; the counts outlive a restart. */
export type Limit = {
  /** Counts one use of a limited thing; throws `too_many` with retryAfter when `points` are used up within `seconds`. */
  (name: string, key: string, rule: LimitRule): Promise<void>
  /** Seconds until the next use would be allowed, 0 when it is allowed now. Counts nothing. */
  wait(name: string, key: string, rule: LimitRule): Promise<number>
  /** Gives one use back: a sign-in that succeeded was no guess. */
  giveBack(name: string, key: string, rule: LimitRule): Promise<void>
}
export type LimitRule = { points: number; seconds: number }

/** Argon2id behind a short queue, so that a flood of sign-ins never starves the pages; throws `unavailable` when the queue is full. */
export type Passwords = {
  hash(password: string): Promise<string>
  /** A key of 32 bytes out of a passphrase and a salt, at a higher cost. */
  derive(passphrase: string, salt: Uint8Array): Promise<Uint8Array>
  /**
   * Whether the password belongs to the hash. Without a hash it costs the same time and is false.
   * `first` runs when its turn has come, before anything is compared (limits: what waits is not yet a try). `isUrgent` goes to the head of the queue.
   */
  verify(hash: string | null, password: string, more?: { first?: () => Promise<void>; isUrgent?: boolean }): Promise<boolean>
}

/** An image as it is stored: WebP, upright, without anything but its picture. `small` is for phones, null when the whole one is small enough. */
export type EncodedImage = { width: number; height: number; full: Uint8Array; small: Uint8Array | null }

/** Reads images by what they hold, not by what they are called, and writes them anew, a few at a time. */
export type Images = {
  /** Throws `invalid` (field `image`) for what is no image we take, `unavailable` when too many wait. */
  encode(bytes: Uint8Array): Promise<EncodedImage>
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
   * Inside another transaction it joins that one. It ends by itself, with everything undone, when it is not done `within` its time (20 s).
   */
  tx<T>(work: (ctx: TxCtx) => Promise<T>, within?: { ms: number }): Promise<T>
  /** The same context for another actor: workers acting for a member, tests. */
  as(actor: Actor): Ctx
  /** Keyed hash of a text (HMAC-SHA-256 with ENISHI_SECRET), base64url: unsubscribe links, calendar feeds, device cookies. */
  sign(purpose: string, text: string): string
  readonly limit: Limit
  readonly passwords: Passwords
  readonly images: Images
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
export type Hint = TopicHint | SeatsHint | VoiceHint
type TopicHint = { kind: 'topic.bumped'; boardId: string; topicId: string; no: number; authorId: string | null }
/** A voice of the ledger is new, or something of it changed. */
type VoiceHint = { kind: 'voice.moved'; no: number }
/** Registrations or the capacity of an event changed; given by the database. */
type SeatsHint = { kind: 'event.seats'; eventId: string; seats: Record<'venue' | 'online', { capacity: number | null; taken: number; waiting: number }> }
