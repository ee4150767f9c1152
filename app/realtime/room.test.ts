import { expect, test, vi } from 'vitest'
import type { RoomEvent } from '../core/rooms.ts'
import { openRoom } from './room.ts'
import { scriptedSocket } from './scripted-socket.ts'

const room = { kind: 'event', id: 'e1' } as const
const event = (seq: number): RoomEvent => ({ seq, type: 'said', payload: seq })
/** The state is the list of numbers it was folded from. */
const fold = (state: number[], e: RoomEvent) => [...state, e.seq]
const foldMine = (mine: string, e: RoomEvent) => `${mine}${e.seq}`

function open(initial?: { state: number[]; seq: number; mine: string; mineSeq: number; can: Record<string, boolean> }) {
  const script = scriptedSocket()
  let own: (e: RoomEvent) => void = () => undefined
  let gap: () => void = () => undefined
  const gaps: number[] = []
  const line = { socket: script.socket, ownRoom: async () => undefined, onOwnEvent: (l: typeof own) => { own = l; return () => undefined }, onOwnGap: (l: () => void) => { gap = l; return () => undefined } }
  const opened = openRoom<number[], string, RoomEvent, RoomEvent>({ line, room, initial, fold, foldMine, onGap: () => gaps.push(1) })
  const asked = async () => {
    await vi.waitFor(() => expect(script.asked.length).toBeGreaterThan(0))
    return script.asked.shift()!
  }
  const say = (...seqs: number[]) => script.say('room:events', { room, events: seqs.map(event) })
  return { ...script, room: opened, ask: asked, hear: say, own: (seq: number) => own(event(seq)), gap: () => gap(), gaps }
}
const snapshot = (seq: number, mineSeq = 0, mine = '') => ({ ok: true, value: { mode: 'snapshot', seq, state: Array.from({ length: seq }, (_, i) => i + 1), mine, mineSeq, can: { go: true } } })
const replay = (seq: number, ...seqs: number[]) => ({ ok: true, value: { mode: 'replay', seq, events: seqs.map(event), mine: '', mineSeq: 0, can: {} } })
const settled = () => new Promise((resolve) => setTimeout(resolve))

test('without anything it asks for the state, with a page it asks for what came after', async () => {
  const fresh = open()
  fresh.connect()
  expect((await fresh.ask()).input).toEqual({ room })
  const paged = open({ state: [1, 2], seq: 2, mine: '', mineSeq: 0, can: {} })
  paged.connect()
  expect((await paged.ask()).input).toEqual({ room, since: 2 })
})

test('old is dropped, next is applied, and what comes while joining waits its turn', async () => {
  const r = open()
  r.connect()
  const join = await r.ask()
  r.hear(4)
  r.hear(2, 3)
  join.answer(snapshot(3))
  await vi.waitFor(() => expect(r.room.get()).toMatchObject({ status: 'live', state: [1, 2, 3, 4], seq: 4, can: { go: true } }))
  r.hear(3, 4)
  r.hear(4, 5)
  expect(r.room.get().state).toEqual([1, 2, 3, 4, 5])
})

test('a hole makes it ask again from what it has, and nothing is applied twice', async () => {
  const r = open()
  r.connect()
  ;(await r.ask()).answer(snapshot(2))
  await vi.waitFor(() => expect(r.room.get().status).toBe('live'))
  r.hear(5)
  const again = await r.ask()
  expect(again.input).toEqual({ room, since: 2 })
  r.hear(6)
  again.answer(replay(5, 3, 4, 5))
  await vi.waitFor(() => expect(r.room.get()).toMatchObject({ state: [1, 2, 3, 4, 5, 6], status: 'live' }))
})

test('after a cut it joins again from what it has, also when the answer was lost on the way', async () => {
  const r = open()
  r.connect()
  ;(await r.ask()).answer(snapshot(2))
  await vi.waitFor(() => expect(r.room.get().status).toBe('live'))
  r.cut()
  expect(r.room.get()).toMatchObject({ status: 'static', state: [1, 2] })
  r.connect()
  const lost = await r.ask()
  r.cut()
  lost.lose()
  r.connect()
  const last = await r.ask()
  expect(last.input).toEqual({ room, since: 2 })
  last.answer(replay(3, 3))
  await vi.waitFor(() => expect(r.room.get().state).toEqual([1, 2, 3]))
})

test('a change of access makes it ask again; a refusal ends it and the last state stays', async () => {
  const r = open()
  r.connect()
  ;(await r.ask()).answer(snapshot(1))
  await vi.waitFor(() => expect(r.room.get().status).toBe('live'))
  r.say('room:rejoin', room)
  ;(await r.ask()).answer({ ok: false, code: 'not_found' })
  await vi.waitFor(() => expect(r.room.get()).toMatchObject({ status: 'gone', state: [1] }))
  r.hear(2)
  expect(r.room.get().state).toEqual([1])
})

test('another room’s events and changes are not its own', async () => {
  const r = open()
  r.connect()
  ;(await r.ask()).answer(snapshot(1))
  await vi.waitFor(() => expect(r.room.get().status).toBe('live'))
  r.say('room:events', { room: { kind: 'event', id: 'e2' }, events: [event(2)] })
  r.say('room:rejoin', { kind: 'event', id: 'e2' })
  await settled()
  expect(r.room.get().state).toEqual([1])
  expect(r.asked).toEqual([])
})

test('own events are folded once: those the answer contains are dropped, those that came while joining are not lost', async () => {
  const r = open()
  r.connect()
  const join = await r.ask()
  r.own(4)
  r.own(5)
  r.own(6)
  join.answer(snapshot(1, 5, 'mine'))
  await vi.waitFor(() => expect(r.room.get().mine).toBe('mine6'))
  r.own(6)
  r.own(7)
  expect(r.room.get().mine).toBe('mine67')
  r.gap()
  ;(await r.ask()).answer({ ...snapshot(1, 9, 'read again') })
  await vi.waitFor(() => expect(r.room.get().mine).toBe('read again'))
})

test('what a loader read later is taken over, what it read before is not', async () => {
  const r = open({ state: [1], seq: 1, mine: 'a', mineSeq: 1, can: {} })
  r.room.offer({ state: [1, 2, 3], seq: 3, mine: 'b', mineSeq: 2, can: { go: true } })
  expect(r.room.get()).toMatchObject({ state: [1, 2, 3], seq: 3, mine: 'b', can: { go: true } })
  r.room.offer({ state: [1, 2], seq: 2, mine: 'old', mineSeq: 1, can: {} })
  expect(r.room.get()).toMatchObject({ state: [1, 2, 3], seq: 3, mine: 'b' })
})

test('a whole new state after it had one tells that something was not seen one by one', async () => {
  const r = open()
  r.connect()
  ;(await r.ask()).answer(snapshot(1))
  await vi.waitFor(() => expect(r.room.get().status).toBe('live'))
  expect(r.gaps).toEqual([])
  r.cut()
  r.connect()
  ;(await r.ask()).answer(snapshot(900))
  await vi.waitFor(() => expect(r.room.get().seq).toBe(900))
  expect(r.gaps).toEqual([1])
})
