/**
 * The log: an ordered row of events for each audience (`topic:<id>`, `event:<id>:all`, `event:<id>:staff`, `user:<id>`).
 * Numbers come from a counter row that is updated in the same transaction, so a reader of `seq > last` never meets a hole.
 */
import { fixed } from './fixed.server.ts'
import type { Db, Tx } from './db.server.ts'
import { Prisma } from '../../prisma/generated/client.ts'

export type LoggedEvent = { seq: number; type: string; payload: unknown }
export type PendingEvent = { stream: string; type: string; payload: unknown }

/** Events are kept this long; a reader who was away longer gets a snapshot. */
export const KEEP_EVENTS_MS = 48 * 3_600_000
/** A gap longer than this is answered with a snapshot. */
export const REPLAY_LIMIT = 200

/**
 * Writes the events of a transaction, one statement a stream, streams in name order so that two transactions can never
 * wait for each other, and rings the doorbell, which PostgreSQL delivers if and when this transaction commits.
 */
export async function appendEvents(tx: Tx, events: PendingEvent[], commandId: string | null, at: Date): Promise<void> {
  const byStream = groupByStream(events)
  for (const [stream, own] of [...byStream].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rows = JSON.stringify(own.map((e) => ({ type: e.type, payload: e.payload })))
    await tx.$executeRaw`
      with counter as (
        insert into stream (name, seq) values (${stream}, ${own.length})
        on conflict (name) do update set seq = stream.seq + ${own.length} returning seq
      ), logged as (
        insert into live_event (stream, seq, command_id, type, payload, at)
        select ${stream}, c.seq - ${own.length} + e.ordinality, ${commandId}::uuid, e.value->>'type', e.value->'payload', ${at}
        from counter c, jsonb_array_elements(${rows}::jsonb) with ordinality e
        returning 1
      ) select pg_notify('enishi_stream', ${stream}) from (select count(*) from logged) done`
  }
}

function groupByStream(events: PendingEvent[]): Map<string, PendingEvent[]> {
  const groups = new Map<string, PendingEvent[]>()
  for (const e of events) groups.set(e.stream, [...(groups.get(e.stream) ?? []), e])
  return groups
}

/** The events after `after`, in order, at most `limit`. */
export async function eventsAfter(db: Db | Tx, stream: string, after: number, limit: number): Promise<LoggedEvent[]> {
  const rows = await db.$queryRaw<{ seq: bigint; type: string; payload: unknown }[]>`
    select seq, type, payload from live_event where stream = ${stream} and seq > ${after} order by seq limit ${limit}`
  return rows.map((r) => ({ seq: Number(r.seq), type: r.type, payload: r.payload }))
}

/** Number of the last event and epoch; a stream that nothing was written to is at 0. */
export async function streamHead(db: Db | Tx, stream: string): Promise<{ seq: number; epoch: number }> {
  const [row] = await db.$queryRaw<{ seq: bigint; epoch: number }[]>`select seq, epoch from stream where name = ${stream}`
  return row ? { seq: Number(row.seq), epoch: row.epoch } : { seq: 0, epoch: 0 }
}

/**
 * What a client that knows everything up to `since` has missed, with the number and epoch of the stream, from one statement.
 * `events` is null when the client must have a snapshot: too much, no longer kept, or a number from the future.
 */
export async function missedSince(db: Db | Tx, stream: string, since: number): Promise<{ seq: number; epoch: number; events: LoggedEvent[] | null }> {
  const rows = await db.$queryRaw<{ head: bigint; epoch: number; seq: bigint | null; type: string; payload: unknown }[]>`
    select s.seq as head, s.epoch, e.seq, e.type, e.payload from stream s
    left join lateral (select seq, type, payload from live_event where stream = s.name and seq > ${since} order by seq limit ${fixed(REPLAY_LIMIT + 1)}) e on true
    where s.name = ${stream} order by e.seq`
  const [first] = rows
  const head = first ? { seq: Number(first.head), epoch: first.epoch } : { seq: 0, epoch: 0 }
  const events: LoggedEvent[] = []
  for (const r of rows) if (r.seq !== null) events.push({ seq: Number(r.seq), type: r.type, payload: r.payload })
  const isWhole = since <= head.seq && events.length <= REPLAY_LIMIT && events.length === head.seq - since
  return { ...head, events: isWhole ? events : null }
}

/** Reads in one REPEATABLE READ transaction, so that a state and its number belong together. */
export function readTogether<T>(db: Db | Tx, read: (tx: Tx) => Promise<T>): Promise<T> {
  return '$transaction' in db ? db.$transaction(read, { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead }) : read(db)
}
