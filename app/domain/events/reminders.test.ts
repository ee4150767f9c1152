import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { Event, Member } from '../../../prisma/generated/client.ts'
import { system } from '../../core/actor.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeRegistration } from '../../../prisma/factories/events.ts'
import { clock, concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { acceptOffer } from './answer-offer.server.ts'
import { claimDueReminders } from './claim-due-reminders.server.ts'
import { layReminders } from './lay-reminders.server.ts'
import { leaveEvent } from './leave-event.server.ts'
import { reminderLetter } from './letters.server.ts'
import { makeRoom } from '../../../prisma/factories/live.ts'
import { surveyInput } from './schema.ts'
import { saveSurvey, surveyFor } from './survey.server.ts'
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

const send = async () => {
  const ids = [...new Set((await jobs('reminder.send')).map((j) => (j.payload as { reminderId: string }).reminderId))]
  const letters = []
  for (const reminderId of ids) letters.push(await reminderLetter(ctx(), { reminderId }))
  return letters.flatMap((l) => (l === null ? [] : [`${l.kind} ${l.dedupeKey}`]))
}

test('what was too late to be sent is laid again when the event moves to a later time, and sent once', async () => {
  await register(haruka)
  await tickAt(before(40 * 60_000))
  expect(await sent()).toEqual(['hour'])
  await move(new Date(event.startsAt.getTime() + 14 * DAY))
  expect((await laid(haruka)).filter(([kind]) => kind !== 'hour')).toEqual([['week', before(7 * DAY)], ['day', before(DAY)], ['soon', before(HOUR / 6)], ['after', after()]])
  for (const at of [7 * DAY, 7 * DAY - 1, DAY, DAY - 60_000]) await tickAt(before(at))
  expect(await sent()).toEqual(['hour', 'week', 'day'])
})

test('what was claimed when the event moved says nothing of the old time; it waits for the new one, and goes out once', async () => {
  await register(haruka)
  await tickAt(before(DAY))
  await move(new Date(event.startsAt.getTime() + 7 * DAY))
  for (let i = 0; i < 2; i++) expect(await send()).toEqual([])
  expect((await laid(haruka)).filter(([kind]) => kind === 'day')).toEqual([['day', before(DAY)]])
  await move(new Date(event.startsAt.getTime() + DAY))
  expect((await laid(haruka)).filter(([kind]) => kind === 'day')).toEqual([['day', before(DAY)]])
  await tickAt(before(DAY))
  const letters = await send()
  expect(letters.filter((l) => l.startsWith('event.day'))).toHaveLength(1)
  await tickAt(before(DAY - 60_000))
  expect(new Set(await send()).size).toBe(letters.length)
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

/** The letter of a kind that was laid for a member, as it would be written now, when its time has come. */
async function letterOf(kind: string, member: Member, seenAgo: number | null = null) {
  const { id } = await db.reminder.findUniqueOrThrow({ where: { eventId_memberId_kind: { eventId: event.id, memberId: member.id, kind } } })
  return reminderLetter(ctx(), { reminderId: id }, async () => (seenAgo === null ? null : new Date(clock.now().getTime() - seenAgo)))
}

test('a reminder follows its event into any hour of day and night, on holidays too', async () => {
  // 新嘗祭, half past four in the morning.
  event = await makeEvent(db, { startsAt: new Date('2025-11-23T04:30:00+09:00') })
  await register(haruka)
  await tickAt(before(HOUR))
  expect(await sent()).toEqual(['hour'])
})

test('the ten minutes carry the link for who comes online, and nothing tells somebody in the room that it begins', async () => {
  event = await makeEvent(db, { startsAt: event.startsAt, mode: 'hybrid', joinUrl: 'https://meet.example.com/abc' })
  await registerMember(testCtx(haruka), event.id, { commandId: randomUUID(), support: '', seat: 'online' })
  await registerMember(testCtx(mayu), event.id, { commandId: randomUUID(), support: '', seat: 'venue' })
  clock.set(before(HOUR / 6))
  expect(JSON.stringify((await letterOf('soon', haruka))?.blocks)).toContain('https://meet.example.com/abc')
  for (const letter of [await letterOf('week', haruka), await letterOf('soon', mayu)]) expect(JSON.stringify(letter?.blocks)).not.toContain('meet.example.com')
  expect(await letterOf('soon', haruka, 30_000)).toBe(null)
  expect(await letterOf('soon', haruka, 5 * 60_000)).not.toBe(null)
  expect(await letterOf('day', haruka, 30_000)).not.toBe(null)
})

test('the day before is tomorrow, and today when the mail is late, by the calendar of the reader', async () => {
  event = await makeEvent(db, { startsAt: new Date('2025-12-10T07:00:00+09:00') })
  const abroad = await makeMember(db, { timeZone: 'Europe/Berlin', lng: 'en' })
  for (const member of [haruka, abroad]) await register(member)
  const subjects = async () => [(await letterOf('day', haruka))?.subject.slice(0, 6), (await letterOf('day', abroad))?.subject.slice(0, 9)]
  clock.set(new Date('2025-12-09T07:00:00+09:00'))
  expect(await subjects()).toEqual(['【あすです】', 'Tomorrow:'])
  clock.set(new Date('2025-12-10T06:00:00+09:00'))
  expect(await subjects()).toEqual(['【きょうです', 'Today: 介護'])
  // It begins late in the evening of the 9th in Berlin.
  clock.set(new Date('2025-12-09T23:00:00+09:00'))
  expect(await subjects()).toEqual(['【あすです】', 'Today: 介護'])
})

test('half an hour after the end: one letter to who came, another to who did not, a third where nobody knows', async () => {
  event = await makeEvent(db, { startsAt: event.startsAt, capacity: null })
  const people = [haruka, mayu, await makeMember(db, {}), await makeMember(db, {})] as const
  for (const member of people) await register(member)
  const mark = (member: Member, status: 'attended' | 'absent') => db.registration.update({ where: { eventId_memberId: { eventId: event.id, memberId: member.id } }, data: { status } })
  await mark(haruka, 'attended')
  await mark(mayu, 'absent')
  await tickAt(new Date(after().getTime() - 1))
  const soFar = (await sent()).length
  await tickAt(after())
  expect((await sent()).slice(soFar)).toEqual(['after', 'after', 'after', 'after'])
  const firsts = await Promise.all(people.map(async (m, i) => (await letterOf('after', m, i === 3 ? HOUR : null))?.blocks[0]))
  const proofs = await Promise.all(people.map(async (m, i) => (await letterOf('after', m, i === 3 ? HOUR : null))?.blocks.some((b) => 'href' in b && b.href === `/events/${event.id}/certificate`)))
  expect(proofs).toEqual([true, false, false, false])
  expect(firsts.map((b) => (b && 'p' in b ? /お会いできません|ご参加くださり|お申し込みくださり/.exec(b.p)?.[0] : null))).toEqual(['ご参加くださり', 'お会いできません', 'お申し込みくださり', 'ご参加くださり'])
  await db.registration.update({ where: { eventId_memberId: { eventId: event.id, memberId: haruka.id } }, data: { status: 'cancelled' } })
  expect(await letterOf('after', haruka)).toBe(null)
})

test('afterwards each is asked at the address for who came or who did not, in the letter and on the page; of whom nobody knows, they choose', async () => {
  event = await makeEvent(db, { startsAt: event.startsAt, capacity: null, hostId: (await makeMember(db, {})).id })
  const host = await db.member.findUniqueOrThrow({ where: { id: event.hostId ?? '' } })
  const people = [haruka, mayu, await makeMember(db, {})] as const
  for (const member of people) await register(member)
  const asked = { attended: 'https://forms.example.com/came', absent: 'https://forms.example.com/missed' }
  const save = (who: Member, more: object = {}) => saveSurvey(testCtx(who), event.id, surveyInput.parse({ commandId: randomUUID(), ...asked, ...more }))
  await expect(save(haruka)).rejects.toMatchObject({ code: 'not_found' })
  await save(host)
  for (const url of ['http://forms.example.com', 'https://a:b@forms.example.com', 'javascript:alert(1)', 'forms.example.com', 'https:\\\\forms.example.com']) expect(surveyInput.safeParse({ commandId: randomUUID(), attended: url }).success).toBe(false)
  await expect(db.event.update({ where: { id: event.id }, data: { surveyAbsentUrl: 'http://forms.example.com' } })).rejects.toThrow(/event_survey_https/u)
  const mark = (member: Member, status: 'attended' | 'absent') => db.registration.update({ where: { eventId_memberId: { eventId: event.id, memberId: member.id } }, data: { status } })
  await mark(haruka, 'attended')
  await mark(mayu, 'absent')
  expect(await surveyFor(testCtx(haruka), event.id)).toEqual([])
  clock.set(after())
  const inLetter = async (member: Member) => (await letterOf('after', member))?.blocks.flatMap((b) => ('facts' in b ? b.facts.map(([, value]) => value) : []))
  const onPage = async (member: Member) => (await surveyFor(testCtx(member), event.id)).map(({ url }) => url)
  for (const [i, urls] of [[asked.attended], [asked.absent], [asked.attended, asked.absent]].entries()) {
    expect(await inLetter(people[i]!)).toEqual(urls)
    expect(await onPage(people[i]!)).toEqual(urls)
  }
  expect(await onPage(await makeMember(db, {}))).toEqual([])
  // Once it is forgotten who was in the room, only those are asked of whom it is noted whether they came.
  clock.set(new Date(event.endsAt.getTime() + 30 * DAY - 1))
  expect(await onPage(people[2])).toEqual([asked.attended, asked.absent])
  clock.advance(1)
  expect(await Promise.all(people.map(onPage))).toEqual([[asked.attended], [asked.absent], []])
  await save(host, { absent: '' })
  expect([await inLetter(mayu), await onPage(mayu)]).toEqual([[], []])
})

test('what comes after the end waits for a room that is still open, goes out once however often it is closed, and does not wait for ever', async () => {
  event = await makeEvent(db, { startsAt: event.startsAt, capacity: null, hostId: (await makeMember(db, {})).id })
  await register(haruka)
  await makeRoom(db, { eventId: event.id })
  clock.set(new Date(after().getTime() - 1))
  await claimDueReminders(ctx(), 100)
  const soFar = (await sent()).length
  await tickAt(after())
  await tickAt(new Date(after().getTime() + 3 * HOUR))
  expect((await sent()).slice(soFar)).toEqual([])
  for (const status of ['closed', 'open', 'closed'] as const) {
    await db.room.update({ where: { eventId: event.id }, data: { status } })
    await concurrently(3, () => claimDueReminders(ctx(), 100))
  }
  expect((await sent()).slice(soFar)).toEqual(['after'])
  await db.reminder.updateMany({ where: { kind: 'after' }, data: { claimedAt: null } })
  await db.room.update({ where: { eventId: event.id }, data: { status: 'open' } })
  await tickAt(new Date(after().getTime() + 13 * HOUR))
  expect((await sent()).slice(soFar)).toEqual(['after', 'after'])
})

test('what comes after the end is not sent a day late, nor of an event that was cancelled', async () => {
  await register(haruka)
  await tickAt(new Date(event.endsAt.getTime() + DAY))
  expect(await sent()).toEqual([])
  await db.reminder.updateMany({ data: { claimedAt: null } })
  clock.set(after())
  await db.event.update({ where: { id: event.id }, data: { status: 'cancelled' } })
  await claimDueReminders(ctx(), 100)
  expect(await sent()).toEqual([])
})

test('who is offered a seat is reminded of nothing until it is theirs', async () => {
  event = await makeEvent(db, { startsAt: event.startsAt, capacity: 1, offersSeats: true })
  await register(haruka)
  await register(mayu)
  await leave(haruka)
  expect(await laid(mayu)).toEqual([])
  await acceptOffer(testCtx(mayu), event.id, { commandId: randomUUID() })
  expect((await laid(mayu)).map(([kind]) => kind)).toEqual(['week', 'day', 'hour', 'soon', 'after'])
})
