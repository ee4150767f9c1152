import { beforeEach, expect, test, vi } from 'vitest'
import { newId } from '../../app/core/ids.ts'
import { accountEvents } from '../../app/domain/accounts/events.ts'
import { endAllSessions, logout } from '../../app/domain/accounts/index.server.ts'
import { system } from '../../app/core/actor.ts'
import { makeApplicant, makeMember, makeSession } from '../../prisma/factories/accounts.ts'
import { makeEvent } from '../../prisma/factories/events.ts'
import { makeRoom } from '../../prisma/factories/live.ts'
import { actorOf, clock, testCtx, testDb } from '../../prisma/testing/index.ts'
import { openPlaces } from '../tests/live/open-places.ts'
import type { Place } from '../tests/live/place.ts'
import { LINES_A_MEMBER } from './members.ts'

const db = testDb()
const open = openPlaces()
let place: Place
beforeEach(async () => { place = await open() })

async function event() {
  const made = await makeEvent(db, { hostId: (await makeMember(db)).id })
  await makeRoom(db, { eventId: made.id })
  return made
}
const refusal = (socket: ReturnType<Place['knock']>) =>
  new Promise<string>((resolve) => socket.on('connect', () => resolve('let in')).on('connect_error', (error) => resolve(error.message)).connect())

test('a line needs a page of this place and a living session', async () => {
  const member = await makeMember(db)
  const { cookieHeader } = await makeSession(db, member)
  const old = await makeSession(db, member, { expiresAt: new Date(clock.now().getTime() - 1000) })
  const suspended = await makeSession(db, await makeMember(db, { status: 'suspended' }))
  const good = { cookie: cookieHeader, origin: place.origin }
  expect(await refusal(place.knock(good))).toBe('let in')
  for (const headers of [{ ...good, origin: 'https://evil.example' }, { ...good, origin: 'null' }, { cookie: cookieHeader }]) {
    for (const transports of [['websocket'], ['polling']]) expect(await refusal(place.knock(headers as Record<string, string>, { transports }))).toMatch(/error/)
  }
  for (const cookie of ['', 'enishi=', `enishi=${'a'.repeat(40)}`, old.cookieHeader, suspended.cookieHeader]) {
    expect(await refusal(place.knock({ ...good, cookie }))).toBe('unauthenticated')
  }
})

test('a session that cannot be read is not one that ended: the browser is to come again, and is let in when it can be read', async () => {
  const { cookieHeader } = await makeSession(db, await makeMember(db))
  const come = () => refusal(place.knock({ cookie: cookieHeader, origin: place.origin }))
  let coming: Promise<string> | undefined
  await db.$transaction(async (tx) => {
    // It is read for the first time, then waits for the head of the member's own stream; the second reading finds the database out of order.
    await tx.$executeRaw`lock table stream in access exclusive mode`
    coming = come()
    await vi.waitFor(async () => expect(await tx.$queryRaw`select 1 from pg_locks where relation = 'stream'::regclass and not granted`).toHaveLength(1))
    await tx.$executeRaw`alter table session rename to session_away`
  }, { timeout: 60_000 })
  try {
    expect(await coming).toBe('unavailable')
    expect(await come()).toBe('unavailable')
  } finally {
    await db.$executeRaw`alter table session_away rename to session`
  }
  expect(await come()).toBe('let in')
})

const ends: Record<string, (m: { member: { id: string }; cookieHeader: string; sessionId: string }) => Promise<unknown>> = {
  'logging out': ({ member, sessionId }) => logout(testCtx({ ...actorOf(member as never), sessionId })),
  'being signed out everywhere': ({ member }) => endAllSessions(testCtx(system), member.id),
  'being suspended': ({ member }) => testCtx(system).tx(async (tx) => {
    await tx.db.member.update({ where: { id: member.id }, data: { status: 'suspended' } })
    tx.emit(`user:${member.id}`, accountEvents, 'session.ended', { sessionId: newId() })
  }),
}

test.each(Object.entries(ends))('%s ends the lines of every process at once', async (_, end) => {
  const other = await open()
  const { id: eventId } = await event()
  const member = await makeMember(db)
  const bystander = await place.visit(await makeMember(db))
  const [here, there] = [await place.visit(member), await other.visit(member)]
  await here.socket.emitWithAck('room:join', { room: { kind: 'event', id: eventId } })
  const cut = Promise.all([here, there].map(({ socket }) => new Promise<number>((resolve) => socket.on('disconnect', () => resolve(performance.now())))))
  // Each line has a session of its own; whatever ends one of them ends the other as well here.
  await end({ member, cookieHeader: here.cookieHeader, sessionId: here.sessionId })
  if (_ === 'logging out') await end({ member, cookieHeader: there.cookieHeader, sessionId: there.sessionId })
  const ended = performance.now()
  // A fraction of a second, and room for a busy machine.
  expect(Math.max(...(await cut)) - ended).toBeLessThan(10_000)
  await vi.waitFor(() => expect([here, there].map(({ line }) => line.state().status)).toEqual(['ended', 'ended']))
  expect(bystander.socket.connected).toBe(true)
})

test('only the session that ended loses its line', async () => {
  const member = await makeMember(db)
  const [phone, desk] = [await place.visit(member), await place.visit(member)]
  await logout(testCtx({ ...actorOf(member), sessionId: phone.sessionId }))
  await vi.waitFor(() => expect(phone.socket.connected).toBe(false))
  expect(await desk.socket.emitWithAck('room:join', { room: { kind: 'user', id: member.id } })).toMatchObject({ ok: true })
})

test('a session that runs out by its age loses its line by itself', async () => {
  const member = await makeMember(db)
  const { socket } = await place.visit(member)
  const cut = new Promise((resolve) => socket.on('disconnect', resolve))
  clock.advance(400 * 86_400_000)
  expect(await cut).toBe('io server disconnect')
})

test('a command after the session has ended is refused even when nobody has cut the line yet', async () => {
  const { id: eventId } = await event()
  const member = await makeMember(db)
  const visitor = await place.visit(member)
  // Behind the back of everything that tells: only the session itself is gone.
  await db.session.deleteMany({ where: { memberId: member.id } })
  expect(await visitor.socket.emitWithAck('live:ask', { commandId: newId(), eventId, text: '?' })).toMatchObject({ ok: false, code: 'unauthenticated' })
  expect(await db.question.count({ where: { eventId } })).toBe(0)
  await vi.waitFor(() => expect(visitor.line.state().status).toBe('ended'))
})

test('who is no moderator any more gives no order from the next message on and hears the hosts no longer', async () => {
  const { id: eventId } = await event()
  const member = await makeMember(db, { role: 'moderator' })
  const { socket } = await place.visit(member)
  expect(await socket.emitWithAck('room:join', { room: { kind: 'event-staff', id: eventId } })).toMatchObject({ ok: true })
  const rejoin = new Promise((resolve) => socket.on('room:rejoin', (room) => { if (room.kind === 'event-staff') resolve(room) }))
  // The next command reads the new rights before the news of them arrives.
  await db.member.update({ where: { id: member.id }, data: { role: 'member' } })
  expect(await socket.emitWithAck('live:close', { commandId: newId(), eventId })).toMatchObject({ ok: false, code: 'not_found' })
  await testCtx(system).tx(async (tx) => tx.emit(`user:${member.id}`, accountEvents, 'session.ended', { sessionId: newId() }))
  expect(await rejoin).toEqual({ kind: 'event-staff', id: eventId })
  expect(await socket.emitWithAck('room:join', { room: { kind: 'event-staff', id: eventId } })).toMatchObject({ ok: false, code: 'not_found' })
})

test('an applicant waits in their own room and nowhere else', async () => {
  const { id: eventId } = await event()
  const applicant = await makeApplicant(db)
  const { socket } = await place.visit(applicant)
  for (const room of [{ kind: 'event', id: eventId }, { kind: 'event-staff', id: eventId }, { kind: 'user', id: (await makeMember(db)).id }] as const) {
    expect(await socket.emitWithAck('room:join', { room })).toEqual({ ok: false, code: 'not_found' })
  }
  expect(await socket.emitWithAck('live:ask', { commandId: newId(), eventId, text: '?' })).toMatchObject({ ok: false, code: 'not_found' })
})

test('nobody joins the room of another member', async () => {
  const { socket } = await place.visit(await makeMember(db))
  expect(await socket.emitWithAck('room:join', { room: { kind: 'user', id: (await makeMember(db)).id } })).toMatchObject({ ok: false, code: 'not_found' })
})

test('with one line more than five the oldest goes', async () => {
  const member = await makeMember(db)
  const first = await place.visit(member)
  const why = new Promise((resolve) => first.socket.on('server:farewell', resolve))
  for (let i = 0; i < LINES_A_MEMBER; i++) await place.visit(member)
  expect(await why).toEqual({ why: 'too_many_lines' })
  await vi.waitFor(() => expect(place.sockets.gauges().lines).toBe(LINES_A_MEMBER))
})
