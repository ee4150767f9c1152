import type { z } from 'zod'
import { isOperator, isStaff } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { decodeCursor, type Page, toPage } from '../../core/paging.ts'
import type { retryInput } from './schema.ts'

/** A job that was given up. What it was to work on stays hidden: its name, when and why are enough to act. */
export type DeadJob = { id: string; queue: string; name: string; requestId: string | null; createdAt: string; failedAt: string; tries: number; error: string }
/** waiting: not begun, or between two tries. active: being worked on now. dead: given up. */
export type JobCounts = { queue: string; waiting: number; active: number; dead: number }

const PER_PAGE = 20
const KEEP_DEAD_MS = 90 * 86_400_000

const mayLook = (ctx: Ctx): boolean => isStaff(ctx.actor) || isOperator(ctx.actor)

/** Jobs that were given up, newest first, paged by key. */
export async function listDeadJobs(ctx: Ctx, cursor: string | null): Promise<Page<DeadJob>> {
  if (!mayLook(ctx)) throw notFound()
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const before = at !== undefined && /^\d{1,18}$/.test(String(id)) && !Number.isNaN(Date.parse(String(at))) ? { OR: [{ failedAt: { lt: new Date(String(at)) } }, { failedAt: new Date(String(at)), id: { lt: BigInt(String(id)) } }] } : {}
  const rows = await ctx.db.outbox.findMany({
    where: { failedAt: { not: null }, ...before }, orderBy: [{ failedAt: 'desc' }, { id: 'desc' }], take: PER_PAGE + 1,
    select: { id: true, queue: true, name: true, requestId: true, createdAt: true, failedAt: true, starts: true, error: true },
  })
  const dead = rows.map((r) => ({ id: String(r.id), queue: r.queue, name: r.name, requestId: r.requestId, createdAt: r.createdAt.toISOString(), failedAt: (r.failedAt ?? r.createdAt).toISOString(), tries: r.starts, error: r.error ?? '' }))
  return toPage(dead, PER_PAGE, (r) => [r.failedAt, r.id])
}

/** How the queues stand. For the desk and for /metrics (as `system`). */
export async function countJobs(ctx: Ctx): Promise<JobCounts[]> {
  if (!mayLook(ctx) && ctx.actor.kind !== 'system') throw notFound()
  return ctx.db.$queryRaw<JobCounts[]>`
    select q.name as queue,
      count(o.id) filter (where o.failed_at is null and (o.lease_until is null or o.lease_until <= ${ctx.now()}))::int as waiting,
      count(o.id) filter (where o.failed_at is null and o.lease_until > ${ctx.now()})::int as active,
      count(o.id) filter (where o.failed_at is not null)::int as dead
    from unnest(array['main', 'mail']) with ordinality q(name, position) left join outbox o on o.queue = q.name group by q.name, q.position order by q.position`
}

/** Staff try a dead job again: all its tries, under a new number, so that the queue takes it for another one. */
export function retryDeadJob(ctx: Ctx, input: z.output<typeof retryInput>): Promise<{ id: string }> {
  return once(ctx, 'job.retry', input.commandId, async (tx) => {
    if (!mayLook(tx)) throw notFound()
    const id = BigInt(input.id)
    const job = await tx.db.outbox.findUnique({ where: { id }, select: { name: true } })
    if (!job) throw notFound()
    const count = await tx.db.$executeRaw`
      with retried as (
        update outbox set failed_at = null, error = null, relayed_at = null, lease_until = null, starts = 0, round = round + 1, due_at = ${tx.now()}
        where id = ${id} and failed_at is not null returning 1
      ) select pg_notify('enishi_outbox', '') from retried`
    if (count === 0) throw conflict('jobs.already_retried')
    tx.audit({ action: 'job.retried', subject: 'job', subjectId: input.id, detail: { name: job.name } })
    return { id: input.id }
  })
}

/** For the schedule: a dead job is kept for 90 days. Answers how many are gone. */
export const pruneDeadJobs = (ctx: Ctx): Promise<number> => ctx.db.$executeRaw`
  delete from outbox where id in (select id from outbox where failed_at < ${new Date(ctx.now().getTime() - KEEP_DEAD_MS)} limit 500)`
