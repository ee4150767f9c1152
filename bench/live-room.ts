import { randomUUID } from 'node:crypto'
import { type Figure, percentile, round } from './measure.ts'
import type { Person } from './crowd.ts'
import type { Product } from './product.ts'
import { bareRoom, connect, run, type Run } from './rooms.ts'
import { demoId } from '../prisma/demo/ids.ts'
import { LIVE } from '../prisma/demo/events.ts'

const ATTENDEES = 1000
const PER_SECOND = 10
const SECONDS = 15

async function bareQuestions(): Promise<Run> {
  const question = { id: randomUUID(), text: '小さな町でも始められる規模はどれくらいですか', asker: { id: randomUUID(), name: '群 衆' }, status: 'approved', votes: 0, askedAt: new Date().toISOString(), answeringAt: null, answeredAt: null, reason: null }
  return bareRoom(ATTENDEES, PER_SECOND, PER_SECOND * SECONDS, { type: 'question.published', payload: { question } })
}

async function ourRoom(product: Product, people: Person[]): Promise<Run> {
  const eventId = demoId(`event:${LIVE}`)
  const before = await product.weigh()
  const sockets = await connect(product.url, ATTENDEES, (i) => ({ Cookie: people[i]?.cookie ?? '', Origin: product.url }), async (s) => {
    const answer = (await s.emitWithAck('room:join', { room: { kind: 'event', id: eventId } })) as { ok: boolean }
    if (!answer.ok) throw new Error('an attendee was refused')
  })
  type Batch = { events: { type: string; payload: { question?: { text: string } } }[] }
  return run({ server: product, sockets, before, perSecond: PER_SECOND, total: PER_SECOND * SECONDS }, (s, heard) => s.on('room:events', (batch: Batch) => { for (const e of batch.events) if (e.payload.question) heard(e.payload.question.text) }), (n) => {
    const key = `質問${n}：小さな町でも始められる規模はどれくらいですか`
    return { key, done: sockets[n % sockets.length]?.emitWithAck('live:ask', { commandId: randomUUID(), eventId, text: key }) ?? Promise.resolve() }
  })
}

/** A room of 1,000 attendees who hear 10 new questions a second, each written by one of them, beside bare Socket.IO in the same run. */
export async function liveRoom(product: Product, people: Person[]): Promise<Figure[]> {
  const bare = await bareQuestions()
  const ours = await ourRoom(product, people)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((s) => percentile(ours.latencies, s)) as [number, number, number]
  const share = ours.perCpuSecond / bare.perCpuSecond
  return [
    { what: `Live room, ${ATTENDEES} attendees, ${PER_SECOND} events/s, from asking to every screen`, ours: `p50 ${round(p50)}, p95 ${round(p95)}, p99 ${round(p99)} ms`, beside: `bare Socket.IO p50 ${round(percentile(bare.latencies, 0.5))}, p95 ${round(percentile(bare.latencies, 0.95))}, p99 ${round(percentile(bare.latencies, 0.99))} ms`, goal: 'p95 ≤ 150, p99 ≤ 300 ms', isMet: p95 <= 150 && p99 <= 300, note: 'ours is written to the database first' },
    { what: 'Live room, deliveries that arrived', ours: `${ours.latencies.length} of ${ours.expected}`, beside: `${bare.latencies.length} of ${bare.expected}`, goal: 'all', isMet: ours.latencies.length === ours.expected },
    { what: 'Deliveries per server CPU second', ours: `${round(ours.perCpuSecond)}`, beside: `bare Socket.IO ${round(bare.perCpuSecond)}`, goal: '≥ 0.6× bare Socket.IO', isMet: share >= 0.6, note: `${round(share, 2)}×; as many deliveries before on both sides; ours includes the writes and the workers` },
    { what: 'Memory per connected attendee', ours: `${round(ours.kbEach)} kB`, beside: `bare Socket.IO ${round(bare.kbEach)} kB`, goal: '≤ 40 kB', isMet: ours.kbEach <= 40, note: `what is in use, both heaps cleaned before and after; resident ${round(ours.rssKbEach)} and ${round(bare.rssKbEach)} kB, with what V8 keeps for later` },
  ]
}
