import autocannon from 'autocannon'
import { cpuSeconds } from './measure.ts'

export type Load = { perSecond: number; perCpuSecond: number; p50: number; p99: number; errors: number }

type Asked = {
  connections: number
  seconds: number
  /** Of those who ask, in turn. */
  cookies: string[]
  /** Every request has an address of its own, so that nothing of an earlier answer fits. */
  isAnew?: boolean
}

let asked = 0

/** Asks for one page over and over, `connections` at a time, for `seconds`; processor time is that of process `pid`. */
export async function load(url: string, pid: number, { connections, seconds, cookies, isAnew = false }: Asked): Promise<Load> {
  const setupRequest = isAnew ? (request: { path: string }) => ({ ...request, path: `${request.path}&n=${asked++}` }) : undefined
  const requests = cookies.map((cookie) => ({ headers: { cookie, accept: 'text/html' }, ...(setupRequest && { setupRequest }) }))
  const run = (duration: number) => autocannon({ url, connections, duration, requests: requests as autocannon.Request[] })
  await run(1)
  const before = cpuSeconds(pid)
  const result = await run(seconds)
  const used = cpuSeconds(pid) - before
  const answered = result['2xx']
  return { perSecond: answered / seconds, perCpuSecond: answered / used, p50: result.latency.p50, p99: result.latency.p99, errors: result.non2xx + result.errors }
}

/** Asks so often that the code is as fast as it gets: what is measured beside something else is warmed by as many requests as that. */
export const warm = async (url: string, cookies: string[], amount: number): Promise<void> => void (await autocannon({ url, connections: 32, amount, requests: cookies.map((cookie) => ({ headers: { cookie, accept: 'text/html' } })) }))
