import autocannon from 'autocannon'
import { cpuSeconds } from './measure.ts'

export type Load = { perSecond: number; perCpuSecond: number; p50: number; p99: number; errors: number }

/** Asks for one page over and over, `connections` at a time, for `seconds`; processor time is that of process `pid`. */
export async function load(url: string, pid: number, { connections, seconds, cookie = '' }: { connections: number; seconds: number; cookie?: string }): Promise<Load> {
  const run = (duration: number) => autocannon({ url, connections, duration, headers: { cookie, accept: 'text/html' } })
  await run(3)
  const before = cpuSeconds(pid)
  const result = await run(seconds)
  const used = cpuSeconds(pid) - before
  const answered = result['2xx']
  return { perSecond: answered / seconds, perCpuSecond: answered / used, p50: result.latency.p50, p99: result.latency.p99, errors: result.non2xx + result.errors }
}
