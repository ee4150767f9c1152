/** What committed, read back from the tables where others will find it. */
import pg from 'pg'
import type { LoggedEvent } from '../../app/core/streams.server.ts'
import { eventsAfter } from '../../app/core/streams.server.ts'
import { testDb, testUrl } from './db.ts'

/** The events of a stream in order, those after number `after` when given. */
export const emitted = (stream: string, after = 0): Promise<LoggedEvent[]> => eventsAfter(testDb(), stream, after, 10_000)

export type QueuedJob = { id: bigint; queue: string; name: string; payload: unknown; dueAt: Date; requestId: string | null }

/** The jobs in the outbox, oldest first; of one name when given. */
export function jobs(name?: string): Promise<QueuedJob[]> {
  return testDb().outbox.findMany({
    ...(name === undefined ? {} : { where: { name } }),
    orderBy: { id: 'asc' },
    select: { id: true, queue: true, name: true, payload: true, dueAt: true, requestId: true },
  })
}

export type AuditRow = { at: Date; actorId: string | null; actorRole: string; action: string; subject: string | null; subjectId: string | null; reason: string | null; detail: unknown }

/** The audit trail, oldest first; of one action when given. */
export function audits(action?: string): Promise<AuditRow[]> {
  return testDb().auditEntry.findMany({
    ...(action === undefined ? {} : { where: { action } }),
    orderBy: { id: 'asc' },
    select: { at: true, actorId: true, actorRole: true, action: true, subject: true, subjectId: true, reason: true, detail: true },
  })
}

/** Everything in the database that can be read as text, but the members themselves and their sessions. */
export async function everything(): Promise<string> {
  const client = new pg.Client({ connectionString: testUrl() })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(`select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not in ('member', 'profile', 'session', '_prisma_migrations')`)
    const { rows } = await client.query<{ row: string }>(tables.map(({ name }) => `select '${name} ' || t::text as row from ${name} t`).join(' union all '))
    return rows.map((r) => r.row).join('\n')
  } finally {
    await client.end()
  }
}
