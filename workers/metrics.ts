import { system } from '../app/core/actor.ts'
import { countJobs, type JobCounts } from '../app/domain/operations/index.server.ts'
import type { Deps } from '../server/deps.ts'

/** One scrape asks for three figures; they come from one query. */
const TOGETHER_MS = 1_000

/** How the queues stand, asked of the outbox at each scrape; any process that serves /metrics can tell. */
export function jobGauges({ metrics, ctx }: Pick<Deps, 'metrics' | 'ctx'>): void {
  let asked: { at: number; counts: Promise<JobCounts[]> } | undefined
  const counts = (): Promise<JobCounts[]> => {
    const at = performance.now()
    if (!asked || at - asked.at > TOGETHER_MS) asked = { at, counts: countJobs(ctx(system)) }
    return asked.counts
  }
  const sum = (state: 'waiting' | 'active' | 'dead') => async () => (await counts()).reduce((n, queue) => n + queue[state], 0)
  metrics.gauge('enishi_jobs_waiting', 'Jobs not begun, or between two tries', sum('waiting'))
  metrics.gauge('enishi_jobs_active', 'Jobs being worked on', sum('active'))
  metrics.gauge('enishi_jobs_dead', 'Jobs given up and not yet tried again by staff', sum('dead'))
}
