/** Many lines into one room, and how soon each hears what is said there. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { cpuSeconds, rssMb } from './measure.ts'
import { startBare } from './product.ts'

/** Milliseconds from sending to each screen, deliveries that should have come, deliveries a processor second, memory of one line. */
export type Run = { latencies: number[]; expected: number; perCpuSecond: number; kbEach: number }

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

/** Sends `total` messages, `perSecond` of them, and notes when each of `sockets` has each. */
export async function run({ pid, sockets, rssBefore, perSecond, total }: { pid: number; sockets: Socket[]; rssBefore: number; perSecond: number; total: number }, listen: (socket: Socket, heard: (key: string) => void) => void, send: (n: number) => { key: string; done: Promise<unknown> }): Promise<Run> {
  const sentAt = new Map<string, number>()
  const latencies: number[] = []
  for (const s of sockets) listen(s, (key) => {
    const at = sentAt.get(key)
    if (at !== undefined) latencies.push(performance.now() - at)
  })
  await wait(1500)
  const kbEach = ((rssMb(pid) - rssBefore) * 1024) / sockets.length
  const before = cpuSeconds(pid)
  for (let n = 0; n < total; n++) {
    const { key, done } = send(n)
    sentAt.set(key, performance.now())
    void done
    await wait(1000 / perSecond)
  }
  const expected = total * sockets.length
  const limit = performance.now() + 20_000
  while (latencies.length < expected && performance.now() < limit) await wait(50)
  const cpu = cpuSeconds(pid) - before
  for (const s of sockets) s.close()
  return { latencies, expected, perCpuSecond: latencies.length / cpu, kbEach }
}

/** Bare Socket.IO with everybody in one room, hearing messages of this payload. */
export async function bareRoom(people: number, perSecond: number, total: number, event: { type: string; payload: unknown }): Promise<Run> {
  const bare = await startBare('socket-room.ts', {})
  const rssBefore = rssMb(bare.pid)
  const sockets = await connect(bare.url, people, () => ({}), async () => {})
  const speaker = sockets[0]
  if (!speaker) throw new Error('nobody came')
  const result = await run({ pid: bare.pid, sockets, rssBefore, perSecond, total }, (s, heard) => s.on('said', (m: { key: string }) => heard(m.key)), (n) => {
    const key = String(n)
    speaker.emit('say', { key, room: { kind: 'event', id: randomUUID() }, events: [{ seq: n, ...event }] })
    return { key, done: Promise.resolve() }
  })
  await bare.stop()
  return result
}
