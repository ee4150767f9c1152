import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { setTimeout as wait } from 'node:timers/promises'
import { cpuSeconds, type Figure, percentile, round, rssMb } from './measure.ts'
import type { Person } from './crowd.ts'
import { type Product, startBare } from './product.ts'
import { demoId } from '../prisma/demo/ids.ts'
import { LIVE } from '../prisma/demo/events.ts'

const ATTENDEES = 1000
const PER_SECOND = 10
const SECONDS = 15

type Run = { latencies: number[]; expected: number; perCpuSecond: number; kbEach: number }

async function connect(url: string, count: number, headers: (i: number) => Record<string, string>, ready: (s: Socket) => Promise<unknown>): Promise<Socket[]> {
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

/** Sends `PER_SECOND` messages a second and notes when each attendee has each. */
async function run(pid: number, sockets: Socket[], rssBefore: number, listen: (socket: Socket, heard: (key: string) => void) => void, send: (n: number) => { key: string; done: Promise<unknown> }): Promise<Run> {
  const sentAt = new Map<string, number>()
  const latencies: number[] = []
  for (const s of sockets) listen(s, (key) => {
    const at = sentAt.get(key)
    if (at !== undefined) latencies.push(performance.now() - at)
  })
  await wait(1500)
  const kbEach = ((rssMb(pid) - rssBefore) * 1024) / sockets.length
  const before = cpuSeconds(pid)
  const total = PER_SECOND * SECONDS
  for (let n = 0; n < total; n++) {
    const { key, done } = send(n)
    sentAt.set(key, performance.now())
    void done
    await wait(1000 / PER_SECOND)
  }
  const expected = total * sockets.length
  const limit = performance.now() + 20_000
  while (latencies.length < expected && performance.now() < limit) await wait(50)
  const cpu = cpuSeconds(pid) - before
  for (const s of sockets) s.close()
  return { latencies, expected, perCpuSecond: latencies.length / cpu, kbEach }
}

async function bareRoom(): Promise<Run> {
  const bare = await startBare('socket-room.ts', {})
  const rss = rssMb(bare.pid)
  const sockets = await connect(bare.url, ATTENDEES, () => ({}), async () => {})
  const speaker = sockets[0]
  if (!speaker) throw new Error('nobody came')
  const question = { id: randomUUID(), text: '小さな町でも始められる規模はどれくらいですか', asker: { id: randomUUID(), name: '群 衆' }, status: 'approved', votes: 0, askedAt: new Date().toISOString(), answeringAt: null, answeredAt: null, reason: null }
  const result = await run(bare.pid, sockets, rss, (s, heard) => s.on('said', (m: { key: string }) => heard(m.key)), (n) => {
    const key = String(n)
    speaker.emit('say', { key, room: { kind: 'event', id: randomUUID() }, events: [{ seq: n, type: 'question.published', payload: { question } }] })
    return { key, done: Promise.resolve() }
  })
  await bare.stop()
  return result
}

async function ourRoom(product: Product, people: Person[]): Promise<Run> {
  const eventId = demoId(`event:${LIVE}`)
  const rss = rssMb(product.pid)
  const sockets = await connect(product.url, ATTENDEES, (i) => ({ Cookie: people[i]?.cookie ?? '', Origin: product.url }), async (s) => {
    const answer = (await s.emitWithAck('room:join', { room: { kind: 'event', id: eventId } })) as { ok: boolean }
    if (!answer.ok) throw new Error('an attendee was refused')
  })
  type Batch = { events: { type: string; payload: { question?: { text: string } } }[] }
  return run(product.pid, sockets, rss, (s, heard) => s.on('room:events', (batch: Batch) => { for (const e of batch.events) if (e.payload.question) heard(e.payload.question.text) }), (n) => {
    const key = `質問${n}：小さな町でも始められる規模はどれくらいですか`
    return { key, done: sockets[n % sockets.length]?.emitWithAck('live:ask', { commandId: randomUUID(), eventId, text: key }) ?? Promise.resolve() }
  })
}

/** A room of 1,000 attendees who hear 10 new questions a second, each written by one of them, beside bare Socket.IO in the same run. */
export async function liveRoom(product: Product, people: Person[]): Promise<Figure[]> {
  const bare = await bareRoom()
  const ours = await ourRoom(product, people)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((s) => percentile(ours.latencies, s)) as [number, number, number]
  const share = ours.perCpuSecond / bare.perCpuSecond
  return [
    { what: `Live room, ${ATTENDEES} attendees, ${PER_SECOND} events/s, from asking to every screen`, ours: `p50 ${round(p50)}, p95 ${round(p95)}, p99 ${round(p99)} ms`, beside: `bare Socket.IO p50 ${round(percentile(bare.latencies, 0.5))}, p95 ${round(percentile(bare.latencies, 0.95))}, p99 ${round(percentile(bare.latencies, 0.99))} ms`, goal: 'p95 ≤ 150, p99 ≤ 300 ms', isMet: p95 <= 150 && p99 <= 300, note: 'ours is written to the database first' },
    { what: 'Live room, deliveries that arrived', ours: `${ours.latencies.length} of ${ours.expected}`, beside: `${bare.latencies.length} of ${bare.expected}`, goal: 'all', isMet: ours.latencies.length === ours.expected },
    { what: 'Deliveries per server CPU second', ours: `${round(ours.perCpuSecond)}`, beside: `bare Socket.IO ${round(bare.perCpuSecond)}`, goal: '≥ 0.6× bare Socket.IO', isMet: share >= 0.6, note: `${round(share, 2)}×; ours includes the writes and the workers` },
    { what: 'Memory per connected attendee', ours: `${round(ours.kbEach)} kB`, beside: `bare Socket.IO ${round(bare.kbEach)} kB`, goal: '≤ 40 kB', isMet: ours.kbEach <= 40 },
  ]
}
