import { load, warm } from './load.ts'
import { type Figure, round, rssMb } from './measure.ts'
import type { Person } from './crowd.ts'
import { type Product, startBare } from './product.ts'
import { demoId } from '../prisma/demo/ids.ts'

/** Best peer of this kind measured on this kind of machine: requests per processor second of a topic page and of the home page. */
const PEER = { topic: 33, home: 29 }
const SECONDS = 5

/** Requests before anything is measured, here and there. */
const WARM = 4_000
/** Members who ask in turn. */
const READERS = 50

/** The topic page and the home page of signed-in members, the first beside the bare handler in the same run. */
export async function pages(product: Product, people: Person[]): Promise<Figure[]> {
  const cookies = people.slice(0, READERS).map((p) => p.cookie)
  const path = `/topics/${demoId('topic:childcare')}?from=1`
  const bare = await startBare('topic-page.ts', { DATABASE_URL: product.databaseUrl })
  const twice = async (url: string, pid: number) => [await load(url, pid, { connections: 1, seconds: SECONDS, cookies }), await load(url, pid, { connections: 32, seconds: SECONDS, cookies })] as const
  await warm(bare.url + path, cookies, WARM)
  const limit = await twice(bare.url + path, bare.pid)
  const sizes = [await sizeOf(bare.url + path, cookies[0] ?? ''), await sizeOf(product.url + path, cookies[0] ?? '')]
  await bare.stop()
  await warm(product.url + path, cookies, WARM)
  const ours = await twice(product.url + path, product.pid)
  const anew = await load(product.url + path, product.pid, { connections: 32, seconds: SECONDS, cookies, isAnew: true })
  await warm(`${product.url}/`, cookies, WARM / 4)
  const home = await load(`${product.url}/`, product.pid, { connections: 1, seconds: SECONDS, cookies })
  const memory = rssMb(product.pid)
  const shares = [ours[0].perCpuSecond / limit[0].perCpuSecond, ours[1].perCpuSecond / limit[1].perCpuSecond] as const
  return [
    { what: 'Topic page, 20 posts, requests per server CPU second (1 / 32 connections)', ours: `${round(ours[0].perCpuSecond)} / ${round(ours[1].perCpuSecond)}`, beside: `bare handler ${round(limit[0].perCpuSecond)} / ${round(limit[1].perCpuSecond)}`, goal: `≥ ${PEER.topic * 10} and ≥ 0.35× the bare handler`, isMet: Math.min(ours[0].perCpuSecond, ours[1].perCpuSecond) >= PEER.topic * 10 && Math.min(...shares) >= 0.35, note: `${round(shares[0], 2)}× / ${round(shares[1], 2)}× the bare handler; ${READERS} members in turn, ${WARM} requests before on both sides; ${round(anew.perCpuSecond)} at 32 when the main part is rendered anew for every request; ${sizes[1]}, the bare handler ${sizes[0]}; ${ours[0].errors + ours[1].errors} errors` },
    { what: 'Topic page, 32 connections, p99', ours: `${ours[1].p99} ms`, beside: `bare handler ${limit[1].p99} ms`, goal: '≤ 200 ms', isMet: ours[1].p99 <= 200 },
    { what: 'Home page, requests per server CPU second', ours: `${round(home.perCpuSecond)}`, goal: `≥ ${PEER.home * 10}`, isMet: home.perCpuSecond >= PEER.home * 10 },
    { what: 'Memory of the whole product process after that load (web, sockets, workers)', ours: `${round(memory)} MB`, goal: '≤ 300 MB', isMet: memory <= 300 },
  ]
}

/** How much a page is: its elements and kilobytes. */
async function sizeOf(url: string, cookie: string): Promise<string> {
  const html = await (await fetch(url, { headers: { cookie } })).text()
  return `${html.match(/<[a-z]/g)?.length ?? 0} elements in ${round(html.length / 1000)} kB`
}
