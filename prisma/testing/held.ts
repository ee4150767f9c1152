import type { Db, Tx } from '../../app/core/db.server.ts'

/**
 * Holds a topic's row while `begin` starts its calls, until all of them wait for it; then does `act` under the same lock and lets go. So
 * the calls (at most four: the connections of a test) have looked at the topic as it was before, and write after it: a race that happens every time.
 */
export async function heldTopic<T>(db: Db, topicId: string, begin: () => Promise<T>[], act: (tx: Tx) => Promise<unknown> = async () => undefined): Promise<PromiseSettledResult<T>[]> {
  let calls: Promise<T>[] = []
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 as locked from topic where id = ${topicId}::uuid for update`
    calls = begin()
    let settled = 0
    for (const call of calls) call.then(() => (settled += 1), () => (settled += 1))
    for (let waiting = 0; waiting + settled < calls.length; ) {
      // What a transaction has seen of others' waiting it keeps seeing, unless it asks anew.
      await tx.$queryRaw`select pg_stat_clear_snapshot()::text`
      const [row] = await tx.$queryRaw<{ n: number }[]>`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      waiting = row?.n ?? 0
    }
    await act(tx)
  }, { timeout: 20_000 })
  return Promise.allSettled(calls)
}
