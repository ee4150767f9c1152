import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { type Figure, percentile, round } from './measure.ts'
import type { Person } from './crowd.ts'
import type { Product } from './product.ts'
import { demoId } from '../prisma/demo/ids.ts'

const PEOPLE = 32
const SECONDS = 6
const PACE_MS = 55

type Answer = { ok: boolean; code?: string }

/** Replies accepted a second: `people` members write into one topic over their sockets, each waiting for the answer before the next. */
async function write(product: Product, people: Person[], topicId: string, seconds: number): Promise<{ perSecond: number; times: number[]; refused: number }> {
  const sockets = await Promise.all(people.map((p) => new Promise<ReturnType<typeof io>>((resolve, reject) => {
    const socket = io(product.url, { transports: ['websocket'], extraHeaders: { Cookie: p.cookie, Origin: product.url }, forceNew: true })
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })))
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  let refused = 0
  await Promise.all(sockets.map(async (socket) => {
    while (performance.now() < until) {
      const began = performance.now()
      const answer = (await socket.emitWithAck('topic:reply', { commandId: randomUUID(), topicId, text: '同じ話題に、たくさんの人が一度に書き込みます。' })) as Answer
      if (answer.ok) times.push(performance.now() - began)
      else refused++
      // A member may send 20 messages a second; a socket that sends more is cut.
      await wait(Math.max(0, PACE_MS - (performance.now() - began)))
    }
  }))
  for (const s of sockets) s.close()
  return { perSecond: times.length / seconds, times, refused }
}

/** The reply path: one member, and 32 at once. The socket's own limit (20 messages a second a member) holds for one member. */
export async function replies(product: Product, people: Person[]): Promise<Figure[]> {
  const alone = await write(product, people.slice(0, 1), demoId('topic:office'), 2)
  const crowd = await write(product, people.slice(0, PEOPLE), demoId('topic:four-days'), SECONDS)
  const p50 = percentile(alone.times.slice(0, 20), 0.5)
  return [
    { what: 'Reply accepted, one member, time to the acknowledgement p50', ours: `${round(p50, 1)} ms`, goal: '≤ 5 ms server time', isMet: p50 <= 5, note: 'includes the socket both ways' },
    { what: `Replies accepted, ${PEOPLE} members in one topic`, ours: `${round(crowd.perSecond)}/s`, beside: 'peer 8/s', goal: '≥ 300/s', isMet: crowd.perSecond >= 300, note: `p50 ${round(percentile(crowd.times, 0.5))} ms, p99 ${round(percentile(crowd.times, 0.99))} ms, refused ${crowd.refused}` },
  ]
}
