import { randomUUID } from 'node:crypto'
import { type Figure, percentile, round } from './measure.ts'
import type { Person } from './crowd.ts'
import type { Product } from './product.ts'
import { bareRoom, connect, run, type Run } from './rooms.ts'
import { demoId } from '../prisma/demo/ids.ts'

const READERS = 2000
const PER_SECOND = 2
const POSTS = 20

const textOf = (n: number): string => `返信${n}：同じ話題を、たくさんの人が開いています。`

async function ourTopic(product: Product, people: Person[]): Promise<Run> {
  const topicId = demoId('topic:four-days')
  const before = await product.weigh()
  const sockets = await connect(product.url, READERS, (i) => ({ Cookie: people[i]?.cookie ?? '', Origin: product.url }), async (s) => {
    const answer = (await s.emitWithAck('room:join', { room: { kind: 'topic', id: topicId } })) as { ok: boolean }
    if (!answer.ok) throw new Error('a reader was refused')
  })
  type Batch = { events: { payload: { post?: { html: string } } }[] }
  return run({ server: product, sockets, before, perSecond: PER_SECOND, total: POSTS }, (s, heard) => s.on('room:events', (batch: Batch) => {
    for (const { payload } of batch.events) if (payload.post) heard(payload.post.html.replace(/<[^>]+>/g, ''))
  }), (n) => ({ key: textOf(n), done: sockets[n]?.emitWithAck('topic:reply', { commandId: randomUUID(), topicId, text: textOf(n) }) ?? Promise.resolve() }))
}

/** A topic that 2,000 members have open: how soon each of them has a new post, beside bare Socket.IO in the same run. */
export async function readers(product: Product, people: Person[]): Promise<Figure[]> {
  const post = { no: 1, author: { kind: 'member', id: randomUUID(), name: '群 衆', line: '' }, at: new Date().toISOString(), isEdited: false, isHidden: false, html: `<p>${textOf(1)}</p>` }
  const bare = await bareRoom(READERS, PER_SECOND, POSTS, { type: 'post.added', payload: { post } })
  const ours = await ourTopic(product, people)
  const [p50, p99] = [percentile(ours.latencies, 0.5), percentile(ours.latencies, 0.99)]
  return [
    { what: `New post reaches ${READERS} readers of the topic`, ours: `p50 ${round(p50)}, p99 ${round(p99)} ms`, beside: `bare Socket.IO p50 ${round(percentile(bare.latencies, 0.5))}, p99 ${round(percentile(bare.latencies, 0.99))} ms`, goal: 'p99 ≤ 150 ms', isMet: p99 <= 150 && ours.latencies.length === ours.expected, note: `${ours.latencies.length} of ${ours.expected} arrived; ours is in the database first` },
  ]
}
