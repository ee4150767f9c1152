/**
 * The outbox as the workers see it: what is ready, who works on it, what became of it. The queue carries only the id and the name
 * of a job; its payload, its tries and its end stand here, so a queue that loses everything loses nothing.
 */
import type { Db, Tx } from './db.server.ts'
import { fixed } from './fixed.server.ts'

export type ReadyJob = { id: string; queue: string; name: string; round: number }
export type ClaimedJob = { payload: unknown; requestId: string | null; starts: number }

/** Name of a job in the queue. The same row and round give the same name, so handing it over twice adds nothing. */
export const queueId = (job: { id: string; round: number }): string => `ob-${job.id}-${job.round}`
const idPattern = /^ob-(\d{1,19})-(\d{1,9})$/
/** The row and round behind a queue id, or null for a job that is not ours. */
export function readQueueId(id: string | undefined): { id: string; round: number } | null {
  const m = idPattern.exec(id ?? '')
  return m?.[1] === undefined || m[2] === undefined ? null : { id: m[1], round: Number(m[2]) }
}

/** Locks up to `limit` jobs that are due and not yet in the queue; another relay skips them until this transaction ends. */
export const takeReady = (tx: Tx, now: Date, limit: number): Promise<ReadyJob[]> => tx.$queryRaw<ReadyJob[]>`
  select id::text, queue, name, round from outbox
  where relayed_at is null and failed_at is null and due_at <= ${now} order by due_at, id limit ${fixed(limit)} for update skip locked`

/** Locks up to `limit` jobs that were handed over before `before` and are neither done nor being worked on: the queue may have lost them. */
export const takeStale = (tx: Tx, now: Date, before: Date, limit: number): Promise<ReadyJob[]> => tx.$queryRaw<ReadyJob[]>`
  select id::text, queue, name, round from outbox
  where relayed_at <= ${before} and failed_at is null and (lease_until is null or lease_until <= ${now}) order by relayed_at, id limit ${fixed(limit)} for update skip locked`

export async function markRelayed(tx: Tx, ids: string[], now: Date): Promise<void> {
  await tx.$executeRaw`update outbox set relayed_at = ${now} where id = any(${ids.map(BigInt)})`
}

/**
 * Takes a job for one worker until `until`. `gone`: it is done, given up or replaced. A date: somebody else has it until then.
 * Every start is counted before the work begins, so that a job that kills its worker runs out of tries like any other.
 */
export async function claimJob(db: Db, job: { id: string; round: number }, now: Date, until: Date): Promise<ClaimedJob | 'gone' | Date> {
  const [claimed] = await db.$queryRaw<ClaimedJob[]>`
    update outbox set starts = starts + 1, lease_until = ${until}
    where id = ${BigInt(job.id)} and round = ${job.round} and failed_at is null and (lease_until is null or lease_until <= ${now})
    returning payload, request_id as "requestId", starts`
  if (claimed) return claimed
  const [busy] = await db.$queryRaw<{ leaseUntil: Date }[]>`
    select lease_until as "leaseUntil" from outbox where id = ${BigInt(job.id)} and round = ${job.round} and failed_at is null and lease_until > ${now}`
  return busy ? busy.leaseUntil : 'gone'
}

/** The job is done. */
export async function finishJob(db: Db, job: { id: string; round: number }): Promise<void> {
  await db.$executeRaw`delete from outbox where id = ${BigInt(job.id)} and round = ${job.round}`
}

/** This try failed and another will follow; `error` says nothing private. */
export async function releaseJob(db: Db, job: { id: string; round: number }, error: string): Promise<void> {
  await db.$executeRaw`update outbox set lease_until = null, error = ${error} where id = ${BigInt(job.id)} and round = ${job.round}`
}

/** Puts a job on the dead list; `error` says nothing private. */
export async function giveUpJob(db: Db, job: { id: string; round: number }, now: Date, error: string): Promise<void> {
  await db.$executeRaw`
    update outbox set failed_at = ${now}, lease_until = null, error = ${error} where id = ${BigInt(job.id)} and round = ${job.round} and failed_at is null`
}
