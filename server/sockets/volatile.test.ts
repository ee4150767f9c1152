import net from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { system } from '../../app/core/actor.ts'
import { createLog } from '../../app/core/log.server.ts'
import { newId } from '../../app/core/ids.ts'
import { makeMember } from '../../prisma/factories/accounts.ts'
import { makeEvent } from '../../prisma/factories/events.ts'
import { makeRoom } from '../../prisma/factories/live.ts'
import { clock, testCtx, testDb, testUrl } from '../../prisma/testing/index.ts'
import { hasRedis, startRedis } from '../../prisma/testing/workers.ts'
import { openPlaces } from '../tests/live/open-places.ts'
import type { Visitor } from '../tests/live/place.ts'
import { openWhispers } from './whispers.ts'

const db = testDb()
const open = openPlaces()

async function evening() {
  const host = await makeMember(db)
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id })
  return { host, event }
}
describe.each([
  { over: 'PostgreSQL', isThere: true },
  { over: 'Redis', isThere: hasRedis() },
])('over $over', ({ over, isThere }) => {
  let redis: Awaited<ReturnType<typeof startRedis>> | undefined
  beforeAll(async () => { if (over === 'Redis' && isThere) redis = await startRedis() })
  afterAll(() => redis?.stop())

  test.runIf(isThere)('the people in a room are counted over processes, once each, and the highest number is kept', async () => {
    const [place, other] = [await open(redis?.url), await open(redis?.url)]
    const { event } = await evening()
    const [a, b] = [await makeMember(db), await makeMember(db)]
    const heard: { now: number; peak: number; all: number }[] = []
    const first = await place.visit(a)
    first.socket.on('room:people', ({ now, peak, all }) => heard.push({ now, peak, all }))
    const join = ({ socket }: Visitor) => socket.emitWithAck('room:join', { room: { kind: 'event', id: event.id } })
    await join(first)
    await join(await place.visit(a))
    await vi.waitFor(() => expect(heard.at(-1)).toEqual({ now: 1, peak: 1, all: 1 }))
    const second = await other.visit(b)
    await join(second)
    await vi.waitFor(() => expect(heard.at(-1)).toEqual({ now: 2, peak: 2, all: 2 }))
    second.close()
    await vi.waitFor(() => expect(heard.at(-1)).toEqual({ now: 1, peak: 2, all: 2 }))
    expect(await db.room.findUniqueOrThrow({ where: { eventId: event.id }, select: { peak: true } })).toEqual({ peak: 2 })
  })

  test.runIf(isThere)('what is given to a room by many comes together to everybody in it, over processes, and from nobody who is not in it', async () => {
    const [place, other] = [await open(redis?.url), await open(redis?.url)]
    const { event } = await evening()
    const room = { kind: 'event', id: event.id } as const
    const [a, b, outsider] = [await place.visit(await makeMember(db)), await other.visit(await makeMember(db)), await place.visit(await makeMember(db))]
    const heard = { clap: 0, heart: 0, times: 0 }
    b.socket.on('room:applause', ({ counts }) => {
      heard.clap += counts.clap ?? 0
      heard.heart += counts.heart ?? 0
      heard.times += 1
    })
    for (const { socket } of [a, b]) await socket.emitWithAck('room:join', { room })
    const give = ({ socket }: Visitor, reaction: 'clap' | 'heart') => socket.emitWithAck('room:applaud', { eventId: event.id, reaction })
    await give(outsider, 'heart')
    await Promise.all([...Array.from({ length: 12 }, () => give(a, 'clap')), give(b, 'heart')])
    await vi.waitFor(() => expect(heard).toMatchObject({ clap: 12, heart: 1 }))
    expect(heard.times).toBeLessThan(13)
  })
})

test('hints reach every member, gathered, and no applicant', async () => {
  const place = await open()
  const member = await place.visit(await makeMember(db))
  const applicant = await place.visit(await makeMember(db, { status: 'applicant' }))
  const heard: number[] = []
  const waited: unknown[] = []
  member.socket.on('hints', (hints) => heard.push(...hints.flatMap((h) => (h.kind === 'topic.bumped' ? [h.no] : []))))
  applicant.socket.on('hints', (hints) => waited.push(hints))
  const topicId = newId()
  // A hint may be lost: it is given again until one is heard. Of those given within a second the last one is.
  let given = 0
  await vi.waitFor(async () => {
    for (let i = 0; i < 5; i++) await testCtx(system).tx(async (tx) => tx.hint({ kind: 'topic.bumped', boardId: newId(), topicId, no: ++given, authorId: null }))
    expect(heard).not.toEqual([])
  })
  expect(heard.length).toBeLessThan(given)
  expect(waited).toEqual([])
})

test.runIf(hasRedis())('what is said goes over Redis; when that goes away the line of the database carries on', async () => {
  const redis = await startRedis()
  const [here, there] = [await open(redis.url), await open(redis.url)]
  const { event } = await evening()
  const [a, b] = [await here.visit(await makeMember(db)), await there.visit(await makeMember(db))]
  for (const { socket } of [a, b]) await socket.emitWithAck('room:join', { room: { kind: 'event', id: event.id } })
  let heard = 0
  b.socket.on('room:applause', () => { heard += 1 })
  const ear = redis.client.duplicate()
  const overRedis: string[] = []
  ear.on('pmessage', (_, channel: string) => overRedis.push(channel))
  await ear.psubscribe('*/enishi_applause')
  const clapUntil = (isIt: () => boolean) => vi.waitFor(async () => {
    await a.socket.emitWithAck('room:applaud', { eventId: event.id, reaction: 'clap' })
    expect(isIt()).toBe(true)
  })
  await clapUntil(() => overRedis.length > 0)
  expect(overRedis[0]).toMatch(/^enishi-[0-9a-f]{12}\/enishi_applause$/)
  ear.disconnect()
  await redis.stop()
  heard = 0
  await clapUntil(() => heard > 1)
})

test.runIf(hasRedis())('a process that could not learn the name of the place at first goes over Redis as soon as it can', async () => {
  const redis = await startRedis()
  const { hostname, port } = new URL(testUrl())
  // A database that cuts the first who ask.
  let cut = 0
  const server = net.createServer((client) => {
    client.on('error', () => {})
    if (cut++ < 2) return void client.destroy()
    const upstream = net.connect(Number(port), hostname).on('error', () => {})
    client.pipe(upstream).pipe(client)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(testUrl())
  url.port = String((server.address() as net.AddressInfo).port)
  url.hostname = '127.0.0.1'
  const heard: string[] = []
  const whispers = openWhispers({ env: { NODE_ENV: 'test', REDIS_URL: redis.url }, databaseUrl: url.href, db: testDb(), clock, log: createLog('silent'), ctx: (actor) => testCtx(actor) }, (_, message) => heard.push(message))
  await vi.waitFor(async () => {
    await whispers.say('enishi_people', ['here'])
    expect(heard).toContain('here')
  })
  expect(cut).toBeGreaterThan(2)
  whispers.close()
  server.close()
  await redis.stop()
})
