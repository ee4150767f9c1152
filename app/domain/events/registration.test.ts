import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { Event, Member } from '../../../prisma/generated/client.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeRegistration } from '../../../prisma/factories/events.ts'
import { actorOf, clock, concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { hasFreeSeat, whyNotRegister } from './policy.ts'
import { leaveEvent } from './leave-event.server.ts'
import { registerMember } from './register-member.server.ts'

const db = testDb()
let event: Event
let people: Member[]
beforeEach(async () => {
  event = await makeEvent(db, { capacity: 2 })
  people = []
  for (let i = 0; i < 5; i++) people.push(await makeMember(db, {}))
})

const who = (i: number): Member => {
  const member = people[i]
  if (!member) throw new Error('no such person')
  return member
}
const register = (i: number, support = '', commandId: string = randomUUID()) => registerMember(testCtx(who(i)), event.id, { commandId, support })
const leave = (i: number, commandId: string = randomUUID()) => leaveEvent(testCtx(who(i)), event.id, { commandId })
const row = (i: number) => db.registration.findUnique({ where: { eventId_memberId: { eventId: event.id, memberId: who(i).id } } })
const counts = async () => {
  const { onlineTaken, onlineWaiting, waitlistNo } = await db.event.findUniqueOrThrow({ where: { id: event.id } })
  return { seatsTaken: onlineTaken, waitingCount: onlineWaiting, waitlistNo }
}
const told = async () => (await jobs('registration.tell')).map((j) => j.payload as { eventId: string; memberId: string; change: string; sequence: number }).filter((p) => p.eventId === event.id).map((p) => [people.findIndex((m) => m.id === p.memberId), p.change, p.sequence])

test('seats first, then the line, in order', async () => {
  expect(await register(0, '字幕')).toEqual({ status: 'going', place: null })
  expect(await register(1)).toEqual({ status: 'going', place: null })
  expect(await register(2)).toEqual({ status: 'waitlisted', place: 1 })
  expect(await register(3)).toEqual({ status: 'waitlisted', place: 2 })
  expect(await counts()).toEqual({ seatsTaken: 2, waitingCount: 2, waitlistNo: 2 })
  expect((await row(0))?.support).toBe('字幕')
  expect(await told()).toEqual([[0, 'registered', 0], [1, 'registered', 0], [2, 'waitlisted', 0], [3, 'waitlisted', 0]])
})

test('a seat given back goes to the first in line in the same transaction, told once', async () => {
  for (const i of [0, 1, 2, 3]) await register(i)
  expect(await leave(0)).toEqual({ status: 'cancelled' })
  expect(await row(2)).toMatchObject({ status: 'going', waitlistNo: null, sequence: 1 })
  expect(await row(3)).toMatchObject({ status: 'waitlisted', waitlistNo: 2 })
  expect(await counts()).toEqual({ seatsTaken: 2, waitingCount: 1, waitlistNo: 2 })
  expect((await told()).slice(4)).toEqual([[0, 'left', 1], [2, 'promoted', 1]])
})

test('whoever comes back after leaving stands at the end of the line, with a higher sequence', async () => {
  for (const i of [0, 1, 2]) await register(i, i === 0 ? '車いすの席' : '')
  await leave(0)
  expect((await row(0))?.support).toBe('')
  expect(await register(0)).toEqual({ status: 'waitlisted', place: 1 })
  expect(await row(0)).toMatchObject({ sequence: 2, waitlistNo: 2 })
})

test('leaving the line moves the others up and frees no seat', async () => {
  for (const i of [0, 1, 2, 3]) await register(i)
  await leave(2)
  expect(await register(3)).toEqual({ status: 'waitlisted', place: 1 })
  expect(await counts()).toEqual({ seatsTaken: 2, waitingCount: 1, waitlistNo: 2 })
  expect((await told()).slice(4)).toEqual([])
})

test('sent twice, or from two tabs, it is one registration and one mail', async () => {
  const commandId = randomUUID()
  const twice = await concurrently(4, (i) => register(0, '', i < 2 ? commandId : randomUUID()))
  expect(twice.failed).toEqual([])
  expect(twice.done).toEqual(Array.from({ length: 4 }, () => ({ status: 'going', place: null })))
  expect(await told()).toEqual([[0, 'registered', 0]])
  for (const i of [1, 2]) await register(i)
  const away = await concurrently(3, () => leave(0))
  expect(away.failed).toEqual([])
  expect((await told()).slice(3)).toEqual([[0, 'left', 1], [2, 'promoted', 1]])
})

test('a retry of the same command gets the first answer, whatever happened since', async () => {
  const commandId = randomUUID()
  await register(0)
  await register(1)
  expect(await register(2, '', commandId)).toEqual({ status: 'waitlisted', place: 1 })
  await leave(0)
  expect(await register(2, '', commandId)).toEqual({ status: 'waitlisted', place: 1 })
  expect(await row(2)).toMatchObject({ status: 'going' })
})

test('it is kindly refused after the end, when cancelled, and for the host', async () => {
  await register(0)
  clock.set(event.endsAt)
  await expect(register(1)).rejects.toMatchObject({ code: 'conflict', textKey: 'events.refused.over' })
  await expect(leave(0)).rejects.toMatchObject({ code: 'conflict', textKey: 'events.refused.over' })
  clock.set(event.startsAt)
  await db.event.update({ where: { id: event.id }, data: { hostId: who(4).id } })
  await expect(register(4)).rejects.toMatchObject({ code: 'conflict', textKey: 'events.refused.host' })
  await db.event.update({ where: { id: event.id }, data: { status: 'cancelled' } })
  await expect(register(1)).rejects.toMatchObject({ code: 'conflict', textKey: 'events.refused.cancelled' })
  await db.event.update({ where: { id: event.id }, data: { status: 'draft' } })
  await expect(register(1)).rejects.toMatchObject({ code: 'not_found' })
  await expect(leave(1)).rejects.toMatchObject({ code: 'not_found' })
  expect(await db.registration.count({ where: { eventId: event.id } })).toBe(1)
})

test('guests and applicants cannot register', async () => {
  const applicant = await makeMember(db, { status: 'applicant' })
  const input = { commandId: randomUUID(), support: '' }
  await expect(registerMember(testCtx(), event.id, input)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(registerMember(testCtx(applicant), event.id, input)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(leaveEvent(testCtx(applicant), event.id, input)).rejects.toMatchObject({ code: 'forbidden' })
})

test('an event without a limit has a seat for everybody', async () => {
  event = await makeEvent(db, { capacity: null })
  for (const i of [0, 1, 2, 3]) expect(await register(i)).toEqual({ status: 'going', place: null })
})

test('nobody is moved up after the end, or in a cancelled event', async () => {
  await makeRegistration(db, { event, member: who(0) })
  await makeRegistration(db, { event, member: who(1) }, { status: 'waitlisted', waitlistNo: 1 })
  await db.event.update({ where: { id: event.id }, data: { status: 'cancelled' } })
  await expect(leave(0)).rejects.toMatchObject({ code: 'conflict' })
  expect(await row(1)).toMatchObject({ status: 'waitlisted' })
})

test('the one statement decides as the policy does, whatever the event is like', async () => {
  const facts = fc.record({
    status: fc.constantFrom('published', 'published', 'cancelled', 'draft'), isHost: fc.boolean(), minutes: fc.constantFrom(-60, 0, 89, 90),
    taken: fc.integer({ min: 0, max: 2 }), spare: fc.option(fc.integer({ min: 0, max: 1 })), waiting: fc.integer({ min: 0, max: 1 }),
  })
  await fc.assert(fc.asyncProperty(facts, async ({ status, isHost, minutes, taken, spare, waiting }) => {
    event = await makeEvent(db, { status, capacity: spare === null ? null : taken + spare, hostId: isHost ? who(0).id : who(4).id })
    for (let i = 0; i < taken; i++) await makeRegistration(db, { event, member: who(i + 1) })
    if (waiting === 1) await makeRegistration(db, { event, member: who(3) }, { status: 'waitlisted', waitlistNo: 1 })
    clock.set(new Date(event.startsAt.getTime() + minutes * 60_000))
    const counted = await db.event.findUniqueOrThrow({ where: { id: event.id } })
    const why = whyNotRegister(actorOf(who(0)), counted, clock.now())
    const answer = await register(0).catch((error: { code: string; textKey?: string }) => error.textKey ?? error.code)
    if (why === 'draft' && !isHost) expect(answer).toBe('not_found')
    else if (why !== null) expect(answer).toBe(`events.refused.${why}`)
    else expect(answer).toEqual(hasFreeSeat(counted) ? { status: 'going', place: null } : { status: 'waitlisted', place: waiting + 1 })
  }), { numRuns: 60 })
})
