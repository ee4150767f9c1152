import { beforeEach, expect, test, vi } from 'vitest'
import { newId } from '../../app/core/ids.ts'
import { readRoom } from '../../app/core/rooms.server.ts'
import { foldMine, foldRoom, type Mine, type RoomState } from '../../app/domain/live/fold.ts'
import { eventRoom, eventStaffRoom } from '../../app/domain/live/index.server.ts'
import { openRoom, type Room } from '../../app/realtime/room.ts'
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

const enter = ({ line }: Visitor, id: string, kind: 'event' | 'event-staff' = 'event'): Room<RoomState, Mine> =>
  openRoom({ line, room: { kind, id }, fold: foldRoom, ...(kind === 'event' ? { foldMine } : {}) })

async function evening() {
  const [host, haruka, mayu] = [await makeMember(db), await makeMember(db), await makeMember(db)]
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id })
  return { host, haruka, mayu, event }
}
const ask = (text: string, eventId: string) => ({ commandId: newId(), eventId, text })

test('a question goes to its author and the host, and to everybody when it is approved', async () => {
  const { host, haruka, mayu, event } = await evening()
  const [h, a, b] = await Promise.all([place.visit(host), place.visit(haruka), place.visit(mayu)])
  const wire: unknown[] = []
  b.socket.onAny((...args) => wire.push(args))
  const [desk, hers, others] = [enter(h, event.id, 'event-staff'), enter(a, event.id), enter(b, event.id)]
  await Promise.all([desk.joined(), hers.joined(), others.joined()])

  const asked = await a.socket.emitWithAck('live:ask', ask('蓄電池の寿命は', event.id))
  expect(asked).toMatchObject({ ok: true, value: { isPending: true } })
  await vi.waitFor(() => expect(desk.get().state.questions).toMatchObject([{ text: '蓄電池の寿命は', status: 'pending' }]))
  await vi.waitFor(() => expect(hers.get().mine.questions).toMatchObject([{ status: 'pending' }]))
  expect(JSON.stringify(wire)).not.toContain('蓄電池の寿命は')

  const questionId = desk.get().state.questions[0]!.id
  expect(await h.socket.emitWithAck('live:approve', { commandId: newId(), questionId })).toEqual({ ok: true, value: null })
  await vi.waitFor(() => expect(others.get().state.questions).toMatchObject([{ id: questionId, status: 'approved', asker: { id: haruka.id } }]))
  await vi.waitFor(() => expect(hers.get().mine.questions).toMatchObject([{ status: 'shown' }]))
  for (const [room, source, member] of [[desk, eventStaffRoom, host], [hers, eventRoom, haruka], [others, eventRoom, mayu]] as const) {
    await vi.waitFor(async () => {
      const fresh = await readRoom(testCtx(member), source, event.id)
      expect(room.get()).toMatchObject({ state: fresh.state, seq: fresh.seq, status: 'live' })
    })
  }
})

test('a vote reaches the others by the flusher', async () => {
  const { host, haruka, mayu, event } = await evening()
  const question = await makeQuestion(db, { eventId: event.id, authorId: host.id })
  const [a, b] = await Promise.all([place.visit(haruka), place.visit(mayu)])
  const room = enter(b, event.id)
  await room.joined()
  expect(await a.socket.emitWithAck('live:vote', { commandId: newId(), questionId: question.id, isOn: true })).toEqual({ ok: true, value: { questionId: question.id, isOn: true, votes: 1 } })
  await vi.waitFor(() => expect(room.get().state.questions).toMatchObject([{ votes: 1 }]))
})
