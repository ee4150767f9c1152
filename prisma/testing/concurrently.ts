/** Starts `n` calls at once and waits for all. Out: what they returned and what they threw, each in the order of their numbers. */
export async function concurrently<T>(n: number, call: (i: number) => Promise<T>): Promise<{ done: T[]; failed: unknown[] }> {
  const results = await Promise.allSettled(Array.from({ length: n }, (_, i) => call(i)))
  return {
    done: results.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : [])),
    failed: results.flatMap((r) => (r.status === 'rejected' ? [r.reason as unknown] : [])),
  }
}
