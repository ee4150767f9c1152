import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { Event, Member } from '../../../prisma/generated/client.ts'
import { system } from '../../core/actor.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeRegistration } from '../../../prisma/factories/events.ts'
import { clock, concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { claimDueReminders } from './claim-due-reminders.server.ts'
import { layReminders } from './lay-reminders.server.ts'
import { leaveEvent } from './leave-event.server.ts'
import { reminderLetter } from './letters.server.ts'
import { registerMember } from './register-member.server.ts'

const db = testDb()
const HOUR = 3_600_000
const DAY = 24 * HOUR
let event: Event
let haruka: Member
let mayu: Member

beforeEach(async () => {
  // Nothing of another test is due here.
  await db.reminder.deleteMany()
  await db.outbox.deleteMany()
  haruka = await makeMember(db, {})
  mayu = await makeMember(db, {})
  event = await makeEvent(db, { startsAt: new Date(clock.now().getTime() + 10 * DAY), capacity: 1 })
})

const ctx = () => testCtx(system)
const before = (ms: number) => new Date(event.startsAt.getTime() - ms)
const after = () => new Date(event.endsAt.getTime() + HOUR / 2)
const register = (member: Member) => registerMember(testCtx(member), event.id, { commandId: randomUUID(), support: '' })
const leave = (member: Member) => leaveEvent(testCtx(member), event.id, { commandId: randomUUID() })
const laid = async (member: Member) => (await db.reminder.findMany({ where: { eventId: event.id, memberId: member.id }, orderBy: { dueAt: 'asc' } })).map((r) => [r.kind, r.dueAt])
/** Kinds that were sent, in the order they were. */
async function sent(): Promise<string[]> {
  const ids = (await jobs('reminder.send')).map((j) => (j.payload as { reminderId: string }).reminderId)
  const rows = await db.reminder.findMany({ where: { id: { in: ids } } })
  return ids.map((id) => rows.find((r) => r.id === id)?.kind ?? 'gone')
}
async function tickAt(at: Date): Promise<void> {
  clock.set(at)
  await claimDueReminders(ctx(), 100)
}
const move = (startsAt: Date) => ctx().tx(async (tx) => {
  event = await tx.db.event.update({ where: { id: event.id }, data: { startsAt, endsAt: new Date(startsAt.getTime() + HOUR) } })
  await layReminders(tx, event, 'everyone')
})

test('five reminders are laid at registration', async () => {
  await register(haruka)
  expect(await laid(haruka)).toEqual([['week', before(7 * DAY)], ['day', before(DAY)], ['hour', before(HOUR)], ['soon', before(HOUR / 6)], ['after', after()]])
})

test('each goes out once, at its time', async () => {
  await register(haruka)
  await tickAt(before(7 * DAY + 1))
  expect(await sent()).toEqual([])
  for (const [at, kinds] of [[7 * DAY, ['week']], [DAY, ['week', 'day']], [HOUR, ['week', 'day', 'hour']], [HOUR / 6, ['week', 'day', 'hour', 'soon']]] as const) {
    await tickAt(before(at))
    await tickAt(before(at - 30_000))
    expect(await sent()).toEqual(kinds)
  }
})

test('the week is only for those who registered earlier, and joining late sends nothing from the past', async () => {
  clock.set(before(7 * DAY))
  await register(haruka)
  expect((await laid(haruka)).map(([kind]) => kind)).toEqual(['day', 'hour', 'soon', 'after'])
  await leave(haruka)
  clock.set(before(30 * 60_000))
  await register(haruka)
  expect((await laid(haruka)).map(([kind]) => kind)).toEqual(['soon', 'after'])
  await leave(haruka)
  clock.set(event.startsAt)
  await register(haruka)
  expect((await laid(haruka)).map(([kind]) => kind)).toEqual(['after'])
})

test('those who wait get none; who is moved up gets theirs', async () => {
  await register(haruka)
  await register(mayu)
  expect(await laid(mayu)).toEqual([])
  await leave(haruka)
  expect(await laid(haruka)).toEqual([])
  expect((await laid(mayu)).map(([kind]) => kind)).toEqual(['week', 'day', 'hour', 'soon', 'after'])
})

test('a cancelled event reminds nobody', async () => {
  await register(haruka)
  await db.event.update({ where: { id: event.id }, data: { status: 'cancelled' } })
  await tickAt(before(DAY))
  expect(await sent()).toEqual([])
})

test('a moved event moves what is not sent, and what was sent stays sent', async () => {
  await register(haruka)
  await tickAt(before(7 * DAY))
  expect(await sent()).toEqual(['week'])
  await move(new Date(event.startsAt.getTime() + 7 * DAY))
  expect((await laid(haruka)).filter(([kind]) => kind !== 'week')).toEqual([['day', before(DAY)], ['hour', before(HOUR)], ['soon', before(HOUR / 6)], ['after', after()]])
  await tickAt(before(DAY))
  expect(await sent()).toEqual(['week', 'day'])
})

test('an event that comes nearer leaves out what would be in the past', async () => {
  await register(haruka)
  await move(new Date(clock.now().getTime() + 2 * HOUR))
  expect((await laid(haruka)).map(([kind]) => kind)).toEqual(['hour', 'soon', 'after'])
})

test('after a standstill only the latest goes out, and nothing once the event has begun', async () => {
  await register(haruka)
  await tickAt(before(40 * 60_000))
  expect(await sent()).toEqual(['hour'])
  await tickAt(event.startsAt)
  expect(await sent()).toEqual(['hour'])
  expect(await db.reminder.findMany({ where: { eventId: event.id, claimedAt: null } })).toMatchObject([{ kind: 'after' }])
})

test('many ticks at once share the work and send nothing twice; a batch never holds more than asked for', async () => {
  event = await makeEvent(db, { startsAt: event.startsAt, capacity: null })
  for (let i = 0; i < 12; i++) await makeRegistration(db, { event, member: await makeMember(db, {}) })
  await ctx().tx((tx) => layReminders(tx, event, 'everyone'))
  clock.set(before(7 * DAY))
  const { done, failed } = await concurrently(4, () => claimDueReminders(ctx(), 5))
  expect(failed).toEqual([])
  expect(Math.max(...done)).toBeLessThanOrEqual(5)
  await claimDueReminders(ctx(), 100)
  const all = (await jobs('reminder.send')).map((j) => (j.payload as { reminderId: string }).reminderId)
  expect([all.length, new Set(all).size]).toEqual([12, 12])
})

test('a claim that does not commit claims nothing', async () => {
  await register(haruka)
  clock.set(before(DAY))
  await expect(ctx().tx(async (tx) => {
    await claimDueReminders(tx, 100)
    throw new Error('the worker dies here')
  })).rejects.toThrow('dies')
  expect(await sent()).toEqual([])
  await claimDueReminders(ctx(), 100)
  expect(await sent()).toEqual(['day'])
})

test('somebody who left between the claim and the sending is not written to', async () => {
  await register(haruka)
  await tickAt(before(DAY))
  const [job] = await jobs('reminder.send')
  const payload = job?.payload as { reminderId: string }
  expect(await reminderLetter(ctx(), payload)).toMatchObject({ memberId: haruka.id, subject: expect.stringContaining('あす') })
  await leave(haruka)
  expect(await reminderLetter(ctx(), payload)).toBe(null)
})
