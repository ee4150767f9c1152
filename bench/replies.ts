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

/**
 * Replies accepted a second: `people` members write into one topic over their sockets, each waiting for the answer before the next.
 * `isWayTaken`: before each reply something is sent that is answered as it is heard; `ways` is what that took, there and back.
 */
async function write(product: Product, people: Person[], topicId: string, seconds: number, isWayTaken = false): Promise<{ perSecond: number; times: number[]; ways: number[]; refused: number }> {
  const sockets = await Promise.all(people.map((p) => new Promise<ReturnType<typeof io>>((resolve, reject) => {
    const socket = io(product.url, { transports: ['websocket'], extraHeaders: { Cookie: p.cookie, Origin: product.url }, forceNew: true })
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })))
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  const ways: number[] = []
  let refused = 0
  await Promise.all(sockets.map(async (socket) => {
    while (performance.now() < until) {
      const asked = performance.now()
      if (isWayTaken) {
        await socket.emitWithAck('room:applaud', null)
        ways.push(performance.now() - asked)
      }
      const began = performance.now()
      const answer = (await socket.emitWithAck('topic:reply', { commandId: randomUUID(), topicId, text: '同じ話題に、たくさんの人が一度に書き込みます。' })) as Answer
      if (answer.ok) times.push(performance.now() - began)
      else refused++
      // A member may send 20 messages a second; a socket that sends more is cut.
      await wait(Math.max(0, (isWayTaken ? 2 : 1) * PACE_MS - (performance.now() - asked)))
    }
  }))
  for (const s of sockets) s.close()
  return { perSecond: times.length / seconds, times, ways, refused }
}

/** The reply path: one member, and 32 at once. The socket's own limit (20 messages a second a member) holds for one member. */
export async function replies(product: Product, people: Person[]): Promise<Figure[]> {
  const alone = await write(product, people.slice(0, 1), demoId('topic:office'), 4, true)
  const crowd = await write(product, people.slice(0, PEOPLE), demoId('topic:four-days'), SECONDS)
  const p50 = percentile(alone.times.slice(0, 20), 0.5)
  const way = percentile(alone.ways.slice(0, 20), 0.5)
  return [
    { what: 'Reply accepted, one member, server time p50', ours: `${round(p50 - way, 1)} ms`, goal: '≤ 5 ms server time', isMet: p50 - way <= 5, note: `${round(p50, 1)} ms to the acknowledgement; a message that only is answered takes the socket ${round(way, 1)} ms there and back` },
    { what: `Replies accepted, ${PEOPLE} members in one topic`, ours: `${round(crowd.perSecond)}/s`, beside: 'peer 8/s', goal: '≥ 300/s', isMet: crowd.perSecond >= 300, note: `p50 ${round(percentile(crowd.times, 0.5))} ms, p99 ${round(percentile(crowd.times, 0.99))} ms, refused ${crowd.refused}` },
  ]
}
