/** Jobs that commit together with their change. A relay (workers/outbox) hands them to the queue; a row goes when its job is done. */
import type { Tx } from './db.server.ts'

export type PendingJob = { queue: string; name: string; payload: unknown; dueAt: Date }

/** Writes the jobs of a transaction and wakes the relay when it commits. */
export async function writeOutbox(tx: Tx, jobs: PendingJob[], requestId: string, at: Date): Promise<void> {
  const rows = JSON.stringify(jobs.map((j) => ({ ...j, dueAt: j.dueAt.toISOString() })))
  await tx.$executeRaw`
    with added as (
      insert into outbox (queue, name, payload, request_id, created_at, due_at)
      select j->>'queue', j->>'name', j->'payload', ${requestId}, ${at}, (j->>'dueAt')::timestamptz
      from jsonb_array_elements(${rows}::jsonb) j returning 1
    ) select pg_notify('enishi_outbox', '') from (select count(*) from added) done`
}
