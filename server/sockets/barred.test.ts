import { beforeEach, expect, test, vi } from 'vitest'
import { system } from '../../app/core/actor.ts'
import { readRoom } from '../../app/core/rooms.server.ts'
import { roomEvents } from '../../app/domain/live/events.ts'
import { foldRoom } from '../../app/domain/live/fold.ts'
import { eventStaffRoom } from '../../app/domain/live/index.server.ts'
import { openRoom } from '../../app/realtime/room.ts'
import { makeMember } from '../../prisma/factories/accounts.ts'
import { makeEvent } from '../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../prisma/factories/live.ts'
import { testCtx, testDb } from '../../prisma/testing/index.ts'
import { openPlaces } from '../tests/live/open-places.ts'
import type { Place, Visitor } from '../tests/live/place.ts'

const db = testDb()
const open = openPlaces()
let place: Place
beforeEach(async () => { place = await open() })

async function evening() {
  const host = await makeMember(db)
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id })
  return { host, event }
}
test('who is taken out of a room hears nothing from the commit on, here or on their way back; the others go on', async () => {
  const { host, event } = await evening()
  const barred = await makeMember(db, { role: 'moderator' })
  const [out, staying] = [await place.visit(barred), await place.visit(host)]
  const frames: unknown[] = []
  const join = (visitor: Visitor, since?: number) => visitor.socket.emitWithAck('room:join', { room: { kind: 'event-staff', id: event.id }, ...(since === undefined ? {} : { since }) })
  expect(await join(out)).toMatchObject({ ok: true })
  const desk = openRoom({ line: staying.line, room: { kind: 'event-staff' as const, id: event.id }, fold: foldRoom })
  await desk.joined()
  const rejoined = new Promise((resolve) => out.socket.on('room:rejoin', resolve))
  // The wire itself: nothing of this room may reach it any more.
  out.socket.onAny((name, ...args) => { if (name === 'room:events') frames.push(...args) })

  const canary = '外された人に聞こえてはいけない'
  const say = () => testCtx(system).tx(async (tx) => {
    const q = await makeQuestion(tx.db, { eventId: event.id, status: 'pending', text: canary })
    tx.emit(`event:${event.id}:staff`, { ...roomEvents }, 'question.published', { question: { id: q.id, text: q.text, asker: null, status: 'pending', votes: 0, askedAt: q.createdAt.toISOString(), answeringAt: null, answeredAt: null, reason: null } })
  })
  const storm = (async () => { for (let i = 0; i < 10; i++) await say() })()
  await testCtx(system).tx(async (tx) => {
    await tx.db.member.update({ where: { id: barred.id }, data: { role: 'member' } })
    tx.expel(`event:${event.id}:staff`)
  })
  const { seq: seqAtCommit } = (await db.stream.findUniqueOrThrow({ where: { name: `event:${event.id}:staff` } }))
  expect(await rejoined).toEqual({ kind: 'event-staff', id: event.id })
  await storm
  await say()
  expect(await join(out)).toMatchObject({ ok: false, code: 'not_found' })
  expect(await join(out, 0)).toMatchObject({ ok: false, code: 'not_found' })
  await vi.waitFor(async () => {
    const fresh = await readRoom(testCtx(host), eventStaffRoom, event.id)
    expect(desk.get()).toMatchObject({ state: fresh.state, seq: fresh.seq })
  })
  const heard = (frames as { room: { kind: string }; events: { seq: number }[] }[]).filter((f) => f.room.kind === 'event-staff').flatMap((f) => f.events.map((e) => e.seq))
  expect(heard.filter((seq) => BigInt(seq) > seqAtCommit)).toEqual([])
})

test('without raising the epoch the same wire would still carry it (control)', async () => {
  const { event } = await evening()
  const barred = await makeMember(db, { role: 'moderator' })
  const out = await place.visit(barred)
  const seqs: number[] = []
  out.socket.on('room:events', ({ events }) => seqs.push(...events.map((e) => e.seq)))
  await out.socket.emitWithAck('room:join', { room: { kind: 'event-staff', id: event.id } })
  await db.member.update({ where: { id: barred.id }, data: { role: 'member' } })
  await testCtx(system).tx(async (tx) => tx.emit(`event:${event.id}:staff`, roomEvents, 'asking.switched', { isOpen: false }))
  await vi.waitFor(() => expect(seqs).toEqual([1]))
})

test('who was barred while away hears nothing when they return', async () => {
  const { event } = await evening()
  const barred = await makeMember(db, { role: 'moderator' })
  const visitor = await place.visit(barred)
  const room = openRoom({ line: visitor.line, room: { kind: 'event-staff' as const, id: event.id }, fold: foldRoom })
  await room.joined()
  const seqs: number[] = []
  visitor.socket.on('room:events', ({ room: { kind }, events }) => { if (kind === 'event-staff') seqs.push(...events.map((e) => e.seq)) })
  visitor.cut()
  await testCtx(system).tx(async (tx) => {
    await tx.db.member.update({ where: { id: barred.id }, data: { role: 'member' } })
    tx.expel(`event:${event.id}:staff`)
  })
  await vi.waitFor(() => expect(room.get().status).toBe('gone'))
  await testCtx(system).tx(async (tx) => tx.emit(`event:${event.id}:staff`, roomEvents, 'asking.switched', { isOpen: false }))
  expect(seqs).toEqual([])
  expect(room.get().state.isAskingOpen).toBe(true)
})
