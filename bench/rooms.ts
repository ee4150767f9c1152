/** Many lines into one room, and how soon each hears what is said there. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { cpuSeconds } from './measure.ts'
import { type Product, startBare, type Weight } from './product.ts'

/** Milliseconds from sending to each screen, deliveries that should have come, deliveries a processor second, memory of one line: in use, and as the system counts. */
export type Run = { latencies: number[]; expected: number; perCpuSecond: number; kbEach: number; rssKbEach: number }

/** Opens `count` lines, 50 at a time; `ready` is awaited for each. */
export async function connect(url: string, count: number, headers: (i: number) => Record<string, string>, ready: (s: Socket) => Promise<unknown>): Promise<Socket[]> {
  const sockets: Socket[] = []
  for (let at = 0; at < count; at += 50) {
    sockets.push(...await Promise.all(Array.from({ length: Math.min(50, count - at) }, (_, k) => new Promise<Socket>((resolve, reject) => {
      const socket = io(url, { transports: ['websocket'], extraHeaders: headers(at + k), forceNew: true })
      socket.once('connect', () => { ready(socket).then(() => resolve(socket), reject) })
      socket.once('connect_error', reject)
    }))))
  }
  return sockets
}

type Hall = {
  server: Pick<Product, 'pid' | 'weigh'>
  sockets: Socket[]
  /** What the server held before anybody came. */
  before: Weight
  perSecond: number
  total: number
}

/** Sends `total` messages, `perSecond` of them, and notes when each of `sockets` has each: once to make the code warm, and once to measure. */
export async function run({ server, sockets, before, perSecond, total }: Hall, listen: (socket: Socket, heard: (key: string) => void) => void, send: (n: number) => { key: string; done: Promise<unknown> }): Promise<Run> {
  const sentAt = new Map<string, number>()
  let latencies: number[] = []
  for (const s of sockets) listen(s, (key) => {
    const at = sentAt.get(key)
    if (at !== undefined) latencies.push(performance.now() - at)
  })
  const expected = total * sockets.length
  async function say(from: number): Promise<void> {
    latencies = []
    for (let n = from; n < from + total; n++) {
      const { key, done } = send(n)
      sentAt.set(key, performance.now())
      void done
      await wait(1000 / perSecond)
    }
    const limit = performance.now() + 20_000
    while (latencies.length < expected && performance.now() < limit) await wait(50)
  }
  await wait(1500)
  const full = await server.weigh()
  const [kbEach, rssKbEach] = [full.heapKb - before.heapKb, full.rssKb - before.rssKb].map((kb) => kb / sockets.length) as [number, number]
  await say(0)
  const cpuBefore = cpuSeconds(server.pid)
  await say(total)
  const cpu = cpuSeconds(server.pid) - cpuBefore
  for (const s of sockets) s.close()
  return { latencies, expected, perCpuSecond: latencies.length / cpu, kbEach, rssKbEach }
}

/** Bare Socket.IO with everybody in one room, hearing messages of this payload. */
export async function bareRoom(people: number, perSecond: number, total: number, event: { type: string; payload: unknown }): Promise<Run> {
  const bare = await startBare('socket-room.ts', {})
  const before = await bare.weigh()
  const sockets = await connect(bare.url, people, () => ({}), async () => {})
  const speaker = sockets[0]
  if (!speaker) throw new Error('nobody came')
  const result = await run({ server: bare, sockets, before, perSecond, total }, (s, heard) => s.on('said', (m: { key: string }) => heard(m.key)), (n) => {
    const key = String(n)
    speaker.emit('say', { key, room: { kind: 'event', id: randomUUID() }, events: [{ seq: n, ...event }] })
    return { key, done: Promise.resolve() }
  })
  await bare.stop()
  return result
}
