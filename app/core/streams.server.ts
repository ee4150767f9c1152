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
    select seq, type, payload from live_event where stream = ${stream} and seq > ${after} order by seq limit ${fixed(limit)}`
  return rows.map((r) => ({ seq: Number(r.seq), type: r.type, payload: r.payload }))
}

/** Number of the last event and epoch; a stream that nothing was written to is at 0. */
export async function streamHead(db: Db | Tx, stream: string): Promise<{ seq: number; epoch: number }> {
  const [row] = await db.$queryRaw<{ seq: bigint; epoch: number }[]>`select seq, epoch from stream where name = ${stream}`
  return row ? { seq: Number(row.seq), epoch: row.epoch } : { seq: 0, epoch: 0 }
}

export type StreamHead = { seq: number; epoch: number }

/** The heads of several streams; one that nothing was written to is missing. */
export async function streamHeads(db: Db | Tx, names: readonly string[]): Promise<Map<string, StreamHead>> {
  const rows = await db.$queryRaw<{ name: string; seq: bigint; epoch: number }[]>`select name, seq, epoch from stream where name = any(${names})`
  return new Map(rows.map((row) => [row.name, { seq: Number(row.seq), epoch: row.epoch }]))
}

export type Missed = StreamHead & { events: LoggedEvent[] | null }

/**
 * What clients that know everything up to `since` of their stream have missed, with its number and epoch, from one statement.
 * `events` is null when a client must have a snapshot: too much, no longer kept, or a number from the future.
 */
export async function missedSince(db: Db | Tx, asked: readonly (readonly [stream: string, since: number])[]): Promise<Missed[]> {
  const rows = await db.$queryRaw<{ at: number; head: bigint; epoch: number; seq: bigint | null; type: string; payload: unknown }[]>`
    select w.at::int, s.seq as head, s.epoch, e.seq, e.type, e.payload
    from unnest(${asked.map(([stream]) => stream)}::text[], ${asked.map(([, since]) => since)}::bigint[]) with ordinality w (name, since, at) join stream s on s.name = w.name
    left join lateral (select seq, type, payload from live_event where stream = s.name and seq > w.since order by seq limit ${fixed(REPLAY_LIMIT + 1)}) e on true
    order by w.at, e.seq`
  const missed = asked.map((): StreamHead & { events: LoggedEvent[] } => ({ seq: 0, epoch: 0, events: [] }))
  for (const { at, head, epoch, seq, type, payload } of rows) {
    const one = missed[at - 1]
    if (!one) continue
    Object.assign(one, { seq: Number(head), epoch })
    if (seq !== null) one.events.push({ seq: Number(seq), type, payload })
  }
  return missed.map(({ seq, epoch, events }, i) => {
    const since = asked[i]?.[1] ?? 0
    const isWhole = since <= seq && events.length <= REPLAY_LIMIT && events.length === seq - since
    return { seq, epoch, events: isWhole ? events : null }
  })
}

/** Reads in one REPEATABLE READ transaction, so that a state and its number belong together. */
export function readTogether<T>(db: Db | Tx, read: (tx: Tx) => Promise<T>): Promise<T> {
  return '$transaction' in db ? db.$transaction(read, { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead }) : read(db)
}
