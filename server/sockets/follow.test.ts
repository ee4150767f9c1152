import pg from 'pg'
import { beforeEach, expect, test, vi } from 'vitest'
import { system } from '../../app/core/actor.ts'
import { readRoom } from '../../app/core/rooms.server.ts'
import { REPLAY_LIMIT } from '../../app/core/streams.server.ts'
import { foldMine, foldRoom, type Mine, type RoomState } from '../../app/domain/live/fold.ts'
import { eventRoom } from '../../app/domain/live/index.server.ts'
import { roomEvents } from '../../app/domain/live/events.ts'
import { openRoom, type Room } from '../../app/realtime/room.ts'
import { makeMember } from '../../prisma/factories/accounts.ts'
import { makeEvent } from '../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../prisma/factories/live.ts'
import { clock, testCtx, testDb } from '../../prisma/testing/index.ts'
import { openPlaces } from '../tests/live/open-places.ts'
import type { Place, Visitor } from '../tests/live/place.ts'

const db = testDb()
const open = openPlaces()
let place: Place
beforeEach(async () => { place = await open() })

const enter = ({ line }: Pick<Visitor, 'line'>, id: string): Room<RoomState, Mine> => openRoom({ line, room: { kind: 'event', id }, fold: foldRoom, foldMine })
async function evening() {
  const host = await makeMember(db)
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id })
  return { host, event }
}
/** Something happens in the room: `n` questions are shown, one after the other. */
async function happen(eventId: string, n: number): Promise<void> {
  for (let i = 0; i < n; i++) {
    const q = await makeQuestion(db, { eventId })
    const question = { id: q.id, text: q.text, asker: null, status: 'approved' as const, votes: 0, askedAt: q.createdAt.toISOString(), answeringAt: null, answeredAt: null, reason: null }
    await testCtx(system).tx(async (tx) => tx.emit(`event:${eventId}:all`, roomEvents, 'question.published', { question }))
  }
}
async function isEqualToSql(room: Room<RoomState, Mine>, member: { id: string }, eventId: string): Promise<void> {
  const fresh = await readRoom(testCtx(await db.member.findUniqueOrThrow({ where: { id: member.id } })), eventRoom, eventId)
  expect(room.get()).toMatchObject({ status: 'live', seq: fresh.seq })
  expect(room.get().state).toEqual(fresh.state)
}
/** Whatever a browser hears of a room, by number. */
const wire = ({ socket }: Visitor): number[] => {
  const seqs: number[] = []
  socket.on('room:events', ({ room, events }) => { if (room.kind === 'event') seqs.push(...events.map((e) => e.seq)) })
  return seqs
}

test('who comes in while much is happening has all of it, in order and once', async () => {
  const { event } = await evening()
  const members = await Promise.all(Array.from({ length: 12 }, () => makeMember(db)))
  const rooms: Room<RoomState, Mine>[] = []
  let joins = 0
  const storm = happen(event.id, 60)
  for (const member of members) {
    const visitor = await place.visit(member)
    visitor.socket.onAnyOutgoing((name) => { if (name === 'room:join') joins += 1 })
    rooms.push(enter(visitor, event.id))
  }
  await storm
  for (const [i, room] of rooms.entries()) await vi.waitFor(() => isEqualToSql(room, members[i]!, event.id))
  expect(rooms[0]!.get().state.questions).toHaveLength(60)
  // Nobody met a hole and had to ask again.
  expect(joins).toBe(members.length)
})

test('a hundred who come in together are all answered', async () => {
  const { event } = await evening()
  const members = await Promise.all(Array.from({ length: 20 }, () => makeMember(db)))
  const visitors = await Promise.all(members.flatMap((m) => Array.from({ length: 5 }, () => place.visit(m))))
  const answers = await Promise.all(visitors.map(({ socket }) => socket.emitWithAck('room:join', { room: { kind: 'event', id: event.id } })))
  expect(answers.every((a) => a.ok && a.value.mode === 'snapshot')).toBe(true)
})

test('a line that was cut catches up without a hole, by what it missed alone', async () => {
  const { event } = await evening()
  const member = await makeMember(db)
  const visitor = await place.visit(member)
  const room = enter(visitor, event.id)
  await room.joined()
  await happen(event.id, 3)
  await vi.waitFor(() => expect(room.get().seq).toBe(3))
  const modes: string[] = []
  const emit = visitor.socket.emitWithAck.bind(visitor.socket)
  visitor.socket.onAnyOutgoing((name) => { if (name === 'room:join') modes.push('asked') })
  visitor.cut()
  await happen(event.id, 5)
  await vi.waitFor(() => isEqualToSql(room, member, event.id))
  expect(modes.length).toBeGreaterThan(0)
  expect(await emit('room:join', { room: { kind: 'event', id: event.id }, since: 3 })).toMatchObject({ ok: true, value: { mode: 'replay', seq: 8, events: [4, 5, 6, 7, 8].map((seq) => ({ seq })) } })
})

test.each([['too much', REPLAY_LIMIT + 1, 0], ['from the future', 1, 99]])('who missed %s gets the whole state', async (_, n, since) => {
  const { event } = await evening()
  const rows = JSON.stringify(Array.from({ length: n }, () => ({ type: 'asking.switched', payload: { isOpen: true } })))
  await db.$executeRaw`insert into stream (name, seq) values (${`event:${event.id}:all`}, ${n})`
  await db.$executeRaw`insert into live_event (stream, seq, type, payload, at) select ${`event:${event.id}:all`}, e.ordinality, e.value->>'type', e.value->'payload', ${clock.now()} from jsonb_array_elements(${rows}::jsonb) with ordinality e`
  const { socket } = await place.visit(await makeMember(db))
  expect(await socket.emitWithAck('room:join', { room: { kind: 'event', id: event.id }, since })).toMatchObject({ ok: true, value: { mode: 'snapshot', seq: n } })
  // One less is still told event by event.
  if (since === 0) expect(await socket.emitWithAck('room:join', { room: { kind: 'event', id: event.id }, since: 1 })).toMatchObject({ value: { mode: 'replay' } })
})

test('two processes tell the same', async () => {
  const other = await open()
  const { event } = await evening()
  const [a, b] = [await makeMember(db), await makeMember(db)]
  const [here, there] = [enter(await place.visit(a), event.id), enter(await other.visit(b), event.id)]
  await Promise.all([here.joined(), there.joined()])
  await happen(event.id, 10)
  await vi.waitFor(async () => {
    await isEqualToSql(here, a, event.id)
    await isEqualToSql(there, b, event.id)
  })
})

test('what rang while nobody listened is heard after the line to the database is back', async () => {
  const { event } = await evening()
  const member = await makeMember(db)
  const room = enter(await place.visit(member), event.id)
  await room.joined()
  await vi.waitFor(() => expect(place.sockets.gauges().isListening).toBe(1))
  // It happens in the very transaction that cuts the doorbell's own connection: nobody is there to hear it ring.
  for (let i = 0; i < 3; i++) {
    await testCtx(system).tx(async (tx) => {
      await tx.db.$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'enishi-doorbell' and datname = current_database()`
      const q = await makeQuestion(tx.db, { eventId: event.id })
      tx.emit(`event:${event.id}:all`, roomEvents, 'question.published', { question: { id: q.id, text: q.text, asker: null, status: 'approved', votes: 0, askedAt: q.createdAt.toISOString(), answeringAt: null, answeredAt: null, reason: null } })
    })
    await vi.waitFor(() => isEqualToSql(room, member, event.id))
    await vi.waitFor(() => expect(place.sockets.gauges().isListening).toBe(1))
  }
})

test('who leaves a room hears it no longer, and nothing is kept of it', async () => {
  const { event } = await evening()
  const visitor = await place.visit(await makeMember(db))
  const seqs = wire(visitor)
  const before = place.sockets.gauges().streams
  await visitor.socket.emitWithAck('room:join', { room: { kind: 'event', id: event.id } })
  expect(place.sockets.gauges().streams).toBe(before + 1)
  await visitor.socket.emitWithAck('room:leave', { room: { kind: 'event', id: event.id } })
  expect(place.sockets.gauges().streams).toBe(before)
  await happen(event.id, 1)
  const other = await place.visit(await makeMember(db))
  const room = enter(other, event.id)
  await vi.waitFor(() => expect(room.get().seq).toBe(1))
  expect(seqs).toEqual([])
  visitor.close()
  other.close()
  await vi.waitFor(() => expect(place.sockets.gauges()).toMatchObject({ lines: 0, members: 0, streams: 0 }))
})

test('joining and leaving in any order ends as the last word said', async () => {
  const { event } = await evening()
  const visitor = await place.visit(await makeMember(db))
  const room = { room: { kind: 'event', id: event.id } } as const
  await Promise.all([
    visitor.socket.emitWithAck('room:join', room), visitor.socket.emitWithAck('room:leave', room), visitor.socket.emitWithAck('room:join', room),
    visitor.socket.emitWithAck('room:join', room),
  ])
  const seqs = wire(visitor)
  await happen(event.id, 2)
  await vi.waitFor(() => expect(seqs).toEqual([1, 2]))
  const before = place.sockets.gauges().streams
  await Promise.all([visitor.socket.emitWithAck('room:join', room), visitor.socket.emitWithAck('room:leave', room)])
  expect(place.sockets.gauges().streams).toBe(before - 1)
})

test('a hundred who come into a room together cost the database a few statements, not some for each, and each gets what is theirs', async () => {
  const { event } = await evening()
  const members = await Promise.all(Array.from({ length: 20 }, () => makeMember(db)))
  const questions = await Promise.all(members.map((m) => makeQuestion(db, { eventId: event.id, authorId: m.id, status: 'pending' })))
  await happen(event.id, 2)
  const visitors = await Promise.all(members.flatMap((m, i) => Array.from({ length: 5 }, async () => ({ i, ...(await place.visit(m)) }))))
  const statements = new Map<string, number>()
  const query = vi.spyOn(pg.Client.prototype, 'query').mockClear()
  const answers = await Promise.all(visitors.map(({ socket }) => socket.emitWithAck('room:join', { room: { kind: 'event', id: event.id }, since: 1 })))
  for (const [asked] of query.mock.calls as unknown as [{ text?: string } | string][]) {
    const text = typeof asked === 'string' ? asked : (asked.text ?? '')
    for (const what of ['token_hash', 'question_vote o', 'from question\n', 'poll_vote', 'cohost_ids', 'with ordinality w']) if (text.includes(what)) statements.set(what, (statements.get(what) ?? 0) + 1)
  }
  query.mockRestore()
  for (const [i, answer] of answers.entries()) {
    expect(answer).toMatchObject({ ok: true, value: { mode: 'replay', seq: 2, events: [{ seq: 2 }], mine: { votes: [], questions: [{ id: questions[visitors[i]!.i]!.id }], ballots: [] } } })
  }
  expect(statements.get('token_hash')).toBeGreaterThan(0)
  for (const [what, times] of statements) expect([what, times < 50]).toEqual([what, true])
})
