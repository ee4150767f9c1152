import net from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { commandInputs } from '../../app/contract/live.ts'
import { newId } from '../../app/core/ids.ts'
import { makeMember } from '../../prisma/factories/accounts.ts'
import { makeEvent } from '../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../prisma/factories/live.ts'
import { keepPulse } from '../../app/realtime/pulse.ts'
import { clock, testCtx, testDb, testUrl } from '../../prisma/testing/index.ts'
import { openPlace, type Place, type Visitor } from '../tests/live/place.ts'
import { BURST, FLOOD } from './bucket.ts'
import { commands } from './commands/index.ts'

const db = testDb()
let place: Place
beforeAll(async () => { place = await openPlace({ db, url: testUrl(), clock, ctx: (actor) => testCtx(actor) }) })
afterAll(() => place.close())
/** Any message at all, past what the types allow. */
const say = ({ socket }: Visitor, name: string, ...args: unknown[]) => (socket as unknown as { emitWithAck(name: string, ...args: unknown[]): Promise<{ ok: boolean; code?: string }> }).emitWithAck(name, ...args)

test('every command has a run', () => {
  expect(Object.keys(commands).sort()).toEqual(Object.keys(commandInputs).sort())
})

test.each(['live:nothing', 'connection', 'disconnect-all', '__proto__', 'constructor', 'room:join2'])('%s is not found', async (name) => {
  const visitor = await place.visit(await makeMember(db))
  expect(await say(visitor, name, {})).toEqual({ ok: false, code: 'not_found' })
  visitor.close()
})

test('whoever asks whether the line is there is answered', async () => {
  const visitor = await place.visit(await makeMember(db))
  const silent = vi.fn()
  const stop = keepPulse({ socket: visitor.socket, silent, isSeen: () => true })
  expect(await say(visitor, 'line:there', null)).toEqual({ ok: true, value: null })
  expect(silent).toHaveBeenCalledWith(false)
  stop()
  visitor.close()
})

test('what does not have the agreed shape is invalid, and nothing breaks', async () => {
  const visitor = await place.visit(await makeMember(db))
  const good = { commandId: newId(), eventId: newId(), text: '?' }
  const shapes: unknown[] = [
    undefined, null, 1, 'text', [], {}, { ...good, more: 1 }, { ...good, commandId: 'x' }, { ...good, eventId: { not: '' } }, { ...good, text: ['a'] }, { ...good, text: Infinity },
    { ...good, text: 'あ'.repeat(301) }, { ...good, text: ' ' }, { ...good, text: 'a\u0000' }, { room: { kind: 'event' } }, { room: { kind: 'desk', id: newId() } },
  ]
  for (const shape of shapes) expect(await say(visitor, 'live:ask', shape)).toMatchObject({ ok: false, code: 'invalid' })
  for (const shape of [undefined, {}, { room: 'event:1' }, { room: { kind: 'event', id: '1' } }, { room: { kind: 'event', id: newId(), more: 1 } }, { room: { kind: 'user', id: newId() }, since: -1 }, { room: { kind: 'user', id: newId() }, since: 1.5 }]) {
    expect(await say(visitor, 'room:join', shape)).toMatchObject({ ok: false, code: 'invalid' })
  }
  expect(await say(visitor, 'live:ask', { ...good, text: ' ' })).toMatchObject({ fields: { text: 'live.text_required' } })
  expect(visitor.socket.connected).toBe(true)
  visitor.close()
})

test('a failure nobody foresaw is unavailable, without a word about it', async () => {
  const visitor = await place.visit(await makeMember(db))
  const broken = await openPlace({ db, url: testUrl(), clock, ctx: (actor) => ({ ...testCtx(actor), tx: () => Promise.reject(new Error('secret of the database')) }) })
  const other = await broken.visit(await makeMember(db))
  const answer = await say(other, 'live:ask', { commandId: newId(), eventId: newId(), text: '?' })
  expect(answer).toEqual({ ok: false, code: 'unavailable' })
  await broken.close()
  visitor.close()
})

test('a message of more than 64 kB ends the line, one below it is looked at', async () => {
  const visitor = await place.visit(await makeMember(db))
  expect(await say(visitor, 'live:ask', { text: 'a'.repeat(60 * 1024) })).toMatchObject({ code: 'invalid' })
  const cut = new Promise((resolve) => visitor.socket.on('disconnect', resolve))
  visitor.socket.emit('live:ask', { commandId: newId(), eventId: newId(), text: 'a'.repeat(70 * 1024) }, () => undefined)
  expect(await cut).toBe('transport close')
  visitor.close()
})

test('too many messages are refused, a flood is cut, and the neighbour notices nothing', async () => {
  const flooder = await place.visit(await makeMember(db))
  const neighbour = await place.visit(await makeMember(db))
  const answers = await Promise.all(Array.from({ length: BURST + 20 }, () => say(flooder, 'nothing', {})))
  expect(answers.filter((a) => a.code === 'too_many').length).toBeGreaterThan(0)
  const why = new Promise((resolve) => flooder.socket.on('server:farewell', resolve))
  for (let i = 0; i < FLOOD * 2; i++) flooder.socket.emit('room:leave', {} as never, () => undefined)
  expect(await why).toEqual({ why: 'flood' })
  expect(await say(neighbour, 'nothing', {})).toEqual({ ok: false, code: 'not_found' })
  flooder.close()
  neighbour.close()
})

test('1,000 votes at once from 10 members over 30 lines are 10 rows', async () => {
  const event = await makeEvent(db, { hostId: (await makeMember(db)).id })
  await makeRoom(db, { eventId: event.id })
  const question = await makeQuestion(db, { eventId: event.id })
  const members = await Promise.all(Array.from({ length: 10 }, () => makeMember(db)))
  const visitors = await Promise.all(members.flatMap((m) => [place.visit(m), place.visit(m), place.visit(m)]))
  const vote = (visitor: Visitor) => say(visitor, 'live:vote', { commandId: newId(), questionId: question.id, isOn: true })
  const answers = await Promise.all(Array.from({ length: 1000 }, (_, i) => vote(visitors[i % visitors.length]!)))
  expect(answers.filter((a) => a.ok).length).toBeGreaterThanOrEqual(10 * (BURST - 10))
  expect(answers.filter((a) => !a.ok).every((a) => a.code === 'too_many')).toBe(true)
  expect(await db.questionVote.count({ where: { questionId: question.id } })).toBe(10)
  expect(await db.question.findUniqueOrThrow({ where: { id: question.id }, select: { voteCount: true } })).toEqual({ voteCount: 10 })
  for (const visitor of visitors) visitor.close()
})

test('while draining, newcomers are asked to come back and those inside are told', async () => {
  const own = await openPlace({ db, url: testUrl(), clock, ctx: (actor) => testCtx(actor) })
  const event = await makeEvent(db, { hostId: (await makeMember(db)).id })
  const visitor = await own.visit(await makeMember(db))
  const told = new Promise((resolve) => visitor.socket.on('server:restarting', resolve))
  own.sockets.drain()
  expect(await told).toMatchObject({ withinMs: expect.any(Number) })
  expect(await visitor.socket.emitWithAck('room:join', { room: { kind: 'event', id: event.id } })).toMatchObject({ ok: false, code: 'unavailable' })
  const late = own.knock({ cookie: visitor.cookieHeader, origin: own.origin })
  const refused = new Promise<Error>((resolve) => late.on('connect_error', resolve))
  late.connect()
  expect((await refused).message).toBe('restarting')
  await own.close()
  await vi.waitFor(() => expect(visitor.socket.connected).toBe(false))
})

test('what is said to a room leaves as one whole frame a line, in one write', async () => {
  const visitors = await Promise.all(Array.from({ length: 3 }, async () => place.visit(await makeMember(db))))
  const { id: eventId } = await makeEvent(db, { hostId: (await makeMember(db)).id })
  await makeRoom(db, { eventId, isModerated: false })
  for (const visitor of visitors) await say(visitor, 'room:join', { room: { kind: 'event', id: eventId } })
  const heard = Promise.all(visitors.map(({ socket }) => new Promise((resolve) => socket.on('room:events', ({ room }) => { if (room.kind === 'event') resolve(room) }))))
  const written: Buffer[] = []
  const { write } = net.Socket.prototype
  const spy = vi.spyOn(net.Socket.prototype, 'write').mockImplementation(function (this: net.Socket, ...args: unknown[]) {
    if (Buffer.isBuffer(args[0]) && args[0].includes(`["room:events",{"room":{"kind":"event","id":"${eventId}"}`)) written.push(Buffer.from(args[0]))
    return Reflect.apply(write, this, args) as boolean
  })
  try {
    await say(visitors[0]!, 'live:ask', { commandId: newId(), eventId, text: '一つの枠で' })
    await heard
  } finally {
    spy.mockRestore()
    for (const visitor of visitors) visitor.close()
  }
  // 0x81: the head of a text frame that is whole. Sent in two pieces the body would begin with Engine.IO's own letter.
  expect(written.map((piece) => piece[0])).toEqual([0x81, 0x81, 0x81])
})

test('what a process was told before it stood still is not done when it wakes up, and is done when it is said again', async () => {
  const { id: eventId } = await makeEvent(db, { hostId: (await makeMember(db)).id })
  await makeRoom(db, { eventId })
  const question = await makeQuestion(db, { eventId })
  const own = await openPlace({ db, url: testUrl(), clock, ctx: (actor) => testCtx(actor) })
  const visitor = await own.visit(await makeMember(db))
  const vote = { commandId: newId(), questionId: question.id, isOn: true }
  const votes = () => db.questionVote.count({ where: { questionId: question.id } })
  const real = performance.now.bind(performance)
  const stoodStillFor = (ms: number) => vi.spyOn(performance, 'now').mockImplementation(() => real() + ms)
  try {
    // It has the vote in its hands and is about to read the session.
    let answer: ReturnType<typeof say> | undefined
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`lock table session in access exclusive mode`
      answer = say(visitor, 'live:vote', vote)
      await vi.waitFor(async () => expect(await tx.$queryRaw`select 1 from pg_locks where relation = 'session'::regclass and not granted`).not.toEqual([]))
      stoodStillFor(60_000)
    }, { timeout: 60_000 })
    expect(await answer).toEqual({ ok: false, code: 'unavailable' })
    // Its browser says it again, and this is what lies unread in the line when it wakes up.
    stoodStillFor(120_000)
    expect(await say(visitor, 'live:vote', vote)).toEqual({ ok: false, code: 'unavailable' })
    expect(await votes()).toBe(0)
    await vi.waitFor(async () => expect(await say(visitor, 'live:vote', vote)).toMatchObject({ ok: true, value: { votes: 1 } }), { interval: 200 })
    expect(await votes()).toBe(1)
  } finally {
    vi.restoreAllMocks()
    await own.close()
  }
})
