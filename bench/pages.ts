import { load } from './load.ts'
import { type Figure, round, rssMb } from './measure.ts'
import type { Person } from './crowd.ts'
import { type Product, startBare } from './product.ts'
import { demoId } from '../prisma/demo/ids.ts'

/** Best peer of this kind measured on this kind of machine: requests per processor second of a topic page and of the home page. */
const PEER = { topic: 33, home: 29 }
const SECONDS = 5

/** The topic page and the home page of a signed-in member, the first beside the bare handler in the same run. */
export async function pages(product: Product, [person]: Person[]): Promise<Figure[]> {
  if (!person) throw new Error('nobody is signed in')
  const path = `/topics/${demoId('topic:childcare')}?from=1`
  const bare = await startBare('topic-page.ts', { DATABASE_URL: product.databaseUrl })
  const limit = [await load(bare.url + path, bare.pid, { connections: 1, seconds: SECONDS, cookie: person.cookie }), await load(bare.url + path, bare.pid, { connections: 32, seconds: SECONDS, cookie: person.cookie })] as const
  const sizes = [await sizeOf(bare.url + path, person.cookie), await sizeOf(product.url + path, person.cookie)]
  await bare.stop()
  const ours = [await load(product.url + path, product.pid, { connections: 1, seconds: SECONDS, cookie: person.cookie }), await load(product.url + path, product.pid, { connections: 32, seconds: SECONDS, cookie: person.cookie })] as const
  const home = await load(product.url + '/', product.pid, { connections: 1, seconds: SECONDS, cookie: person.cookie })
  const memory = rssMb(product.pid)
  const share = ours[0].perCpuSecond / limit[0].perCpuSecond
  return [
    { what: 'Topic page, 20 posts, requests per server CPU second (1 / 32 connections)', ours: `${round(ours[0].perCpuSecond)} / ${round(ours[1].perCpuSecond)}`, beside: `bare handler ${round(limit[0].perCpuSecond)} / ${round(limit[1].perCpuSecond)}`, goal: `≥ ${PEER.topic * 10} and ≥ 0.35× the bare handler`, isMet: ours[0].perCpuSecond >= PEER.topic * 10 && share >= 0.35, note: `${round(share, 2)}× the bare handler; ${sizes[1]}, the bare handler ${sizes[0]}; ${ours[0].errors + ours[1].errors} errors` },
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
