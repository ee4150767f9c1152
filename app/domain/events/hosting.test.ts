import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { Event, Member } from '../../../prisma/generated/client.ts'
import { system } from '../../core/actor.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeRegistration } from '../../../prisma/factories/events.ts'
import { audits, clock, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { addParticipant } from './add-participant.server.ts'
import { acceptOffer } from './answer-offer.server.ts'
import { answerRegistration } from './answer-registration.server.ts'
import { changeSeat } from './change-seat.server.ts'
import { chooseListing } from './choose-listing.server.ts'
import { eraseNeeds } from './erase-needs.server.ts'
import { leaveEvent } from './leave-event.server.ts'
import { markAttendance } from './mark-attendance.server.ts'
import { passSeatsOn } from './pass-seats-on.server.ts'
import { registerMember } from './register-member.server.ts'
import { exportRoster } from './export-roster.server.ts'
import { readEvent } from './read-event.server.ts'
import { readRoster } from './read-roster.server.ts'
import { readRegistrationSettings } from './read-settings.server.ts'
import { addInput, type QuestionInput, questionInput, registerInput, settingsInput } from './schema.ts'
import { moveQuestion, removeQuestion, saveQuestion } from './write-questions.server.ts'
import { removeParticipant } from './remove-participant.server.ts'
import { saveRegistrationSettings } from './save-settings.server.ts'
import type { Prisma } from '../../../prisma/generated/client.ts'
import type { FormQuestion, RosterGroup, SeatKind } from './views.ts'

const db = testDb()
const HOUR = 3_600_000
const DAY = 24 * HOUR
let host: Member
let event: Event
const people: Member[] = []
beforeEach(async () => {
  host = await makeMember(db, {})
  people.length = 0
  for (let i = 0; i < 4; i++) people.push(await makeMember(db, {}))
})
const who = (i: number): Member => people[i] as Member
async function given(over: Parameters<typeof makeEvent>[1]): Promise<void> {
  event = await makeEvent(db, { capacity: 1, hostId: host.id, startsAt: new Date(clock.now().getTime() + 10 * DAY), ...over })
}
const commandId = () => randomUUID()
const register = (i: number, more: { seat?: SeatKind; answers?: Record<string, string | string[]>; support?: string } = {}) => registerMember(testCtx(who(i)), event.id, { commandId: commandId(), support: '', ...more })
const leave = (i: number) => leaveEvent(testCtx(who(i)), event.id, { commandId: commandId() })
const accept = (i: number) => acceptOffer(testCtx(who(i)), event.id, { commandId: commandId() })
const settle = () => passSeatsOn(testCtx(system))
const row = (i: number) => db.registration.findUniqueOrThrow({ where: { eventId_memberId: { eventId: event.id, memberId: who(i).id } } })
const states = async () => Promise.all(people.map(async (m) => (await db.registration.findUnique({ where: { eventId_memberId: { eventId: event.id, memberId: m.id } } }))?.status ?? null))
const told = async (i: number) => (await jobs('registration.tell')).map((j) => j.payload as { eventId: string; memberId: string; change: string }).filter((p) => p.eventId === event.id && p.memberId === who(i).id).map((p) => p.change)
const settings = { venueCapacity: null, onlineCapacity: null, offersSeats: false, needsApproval: false, showsRoster: true }
const save = (over: { venueCapacity?: number; onlineCapacity?: number }, by = host) => saveRegistrationSettings(testCtx(by), event.id, { commandId: commandId(), ...settings, ...over })

test('a seat that becomes free is offered for 12 hours, and held so long; taken, it is theirs', async () => {
  await given({ offersSeats: true })
  for (const i of [0, 1, 2]) await register(i)
  await leave(0)
  expect(await states()).toEqual(['cancelled', 'offered', 'waitlisted', null])
  expect((await row(1)).offeredUntil).toEqual(new Date(clock.now().getTime() + 12 * HOUR))
  expect(await db.event.findUnique({ where: { id: event.id } })).toMatchObject({ onlineTaken: 1, onlineWaiting: 1 })
  expect(await register(3)).toEqual({ status: 'waitlisted', place: 2 })
  expect(await db.reminder.count({ where: { eventId: event.id, memberId: who(1).id } })).toBe(0)
  await accept(1)
  await accept(1)
  expect(await states()).toEqual(['cancelled', 'going', 'waitlisted', 'waitlisted'])
  expect(await db.reminder.count({ where: { eventId: event.id, memberId: who(1).id } })).toBe(5)
  expect(await told(1)).toEqual(['waitlisted', 'offered', 'registered'])
})

test('declined or not answered in time, an offer passes to the next in line, and nobody can take it then', async () => {
  await given({ offersSeats: true })
  for (const i of [0, 1, 2, 3]) await register(i)
  await leave(0)
  await leave(1)
  expect(await states()).toEqual(['cancelled', 'cancelled', 'offered', 'waitlisted'])
  clock.advance(12 * HOUR - 1)
  await settle()
  expect(await states()).toEqual(['cancelled', 'cancelled', 'offered', 'waitlisted'])
  clock.advance(1)
  await expect(accept(2)).rejects.toMatchObject({ textKey: 'events.refused.offer' })
  await settle()
  await settle()
  expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled', 'offered'])
  expect(await told(2)).toEqual(['waitlisted', 'offered', 'expired'])
  await expect(accept(2)).rejects.toMatchObject({ textKey: 'events.refused.offer' })
  await expect(accept(0)).rejects.toMatchObject({ textKey: 'events.refused.offer' })
})

test('near the start a free seat is given at once, offers or not', async () => {
  await given({ offersSeats: true })
  for (const i of [0, 1]) await register(i)
  clock.set(new Date(event.startsAt.getTime() - DAY + 1))
  await leave(0)
  expect(await states()).toEqual(['cancelled', 'going', null, null])
})

test('a seat that a hand at the database freed is given by the next tick', async () => {
  await given({})
  for (const i of [0, 1]) await register(i)
  await db.event.update({ where: { id: event.id }, data: { onlineCapacity: 2 } })
  await settle()
  expect(await states()).toEqual(['going', 'going', null, null])
  expect(await settle()).toBe(0)
})

test('with approval a registration takes no seat until a host says yes; then it takes one or the end of the line', async () => {
  await given({ needsApproval: true })
  expect(await register(0)).toEqual({ status: 'pending', place: null })
  for (const i of [1, 2]) await register(i)
  expect(await db.event.findUnique({ where: { id: event.id } })).toMatchObject({ onlineTaken: 0, onlineWaiting: 0 })
  const answer = (i: number, isApproved: boolean, by = host) => answerRegistration(testCtx(by), event.id, { commandId: commandId(), memberId: who(i).id, isApproved })
  await expect(answer(0, true, who(1))).rejects.toMatchObject({ code: 'not_found' })
  await answer(1, true)
  await answer(0, true)
  await answer(2, false)
  await answer(2, true)
  expect(await states()).toEqual(['waitlisted', 'going', 'cancelled', null])
  expect([await told(0), await told(1), await told(2)]).toEqual([['asked', 'waitlisted'], ['asked', 'registered'], ['asked', 'declined']])
  await leave(1)
  expect(await states()).toEqual(['going', 'cancelled', 'cancelled', null])
})

test('a hybrid event: the registrant chooses, each kind has its own seats and line, and one can change', async () => {
  await given({ mode: 'hybrid', capacity: 1, onlineCapacity: 1 })
  await expect(register(0)).rejects.toMatchObject({ fields: { seat: 'events.seat_required' } })
  expect(await register(0, { seat: 'venue' })).toEqual({ status: 'going', place: null })
  expect(await register(1, { seat: 'venue' })).toEqual({ status: 'waitlisted', place: 1 })
  expect(await register(2, { seat: 'online' })).toEqual({ status: 'going', place: null })
  expect(await register(3, { seat: 'online' })).toEqual({ status: 'waitlisted', place: 1 })
  const change = (i: number, seat: SeatKind) => changeSeat(testCtx(who(i)), event.id, { commandId: commandId(), seat })
  await expect(change(0, 'online')).rejects.toMatchObject({ textKey: 'events.refused.no_seat' })
  await save({ venueCapacity: 1, onlineCapacity: 3 })
  expect(await states()).toEqual(['going', 'waitlisted', 'going', 'going'])
  await change(0, 'online')
  expect(await states()).toEqual(['going', 'going', 'going', 'going'])
  expect([(await row(0)).seat, (await row(1)).seat]).toEqual(['online', 'venue'])
  expect(await change(3, 'venue').catch((e: { textKey: string }) => e.textKey)).toBe('events.refused.no_seat')
})

test('an event of one kind takes its own, whatever was sent', async () => {
  await given({ mode: 'venue' })
  await register(0, { seat: 'online' })
  expect((await row(0)).seat).toBe('venue')
})

test('more capacity moves people up at once; less is taken as far as seats are free, and refused beside its field below that', async () => {
  await given({ capacity: 3 })
  for (const i of [0, 1, 2, 3]) await register(i)
  await expect(save({ onlineCapacity: 2 })).rejects.toMatchObject({ code: 'invalid', fields: { onlineCapacity: 'events.settings.below_taken' } })
  expect(await states()).toEqual(['going', 'going', 'going', 'waitlisted'])
  await leave(3)
  await leave(0)
  await save({ onlineCapacity: 2 })
  expect(await register(3)).toEqual({ status: 'waitlisted', place: 1 })
  expect(await states()).toEqual(['cancelled', 'going', 'going', 'waitlisted'])
  await save({ onlineCapacity: 3 })
  expect(await states()).toEqual(['cancelled', 'going', 'going', 'going'])
  await expect(save({ onlineCapacity: 9 }, who(1))).rejects.toMatchObject({ code: 'not_found' })
})

test('hosts add people, who get past nobody, and remove them, which passes the seat on', async () => {
  await given({})
  await register(0)
  const add = (i: number, by = host) => addParticipant(testCtx(by), event.id, { commandId: commandId(), handle: who(i).handle.toUpperCase() })
  await expect(add(1, who(2))).rejects.toMatchObject({ code: 'not_found' })
  expect(await add(1)).toEqual({ status: 'waitlisted' })
  expect(await add(0)).toEqual({ status: 'going' })
  await expect(addParticipant(testCtx(host), event.id, { commandId: commandId(), handle: 'nobody-at-all' })).rejects.toMatchObject({ fields: { handle: 'events.roster.nobody' } })
  const remove = (i: number, by = host) => removeParticipant(testCtx(by), event.id, { commandId: commandId(), memberId: who(i).id })
  await expect(remove(0, who(1))).rejects.toMatchObject({ code: 'not_found' })
  await remove(0)
  await remove(0)
  expect(await states()).toEqual(['cancelled', 'going', null, null])
  expect([await told(0), await told(1)]).toEqual([['registered', 'removed'], ['waitlisted', 'promoted']])
})

test('who came is marked from three hours before the start on, by hosts, and can be taken back', async () => {
  await given({})
  await register(0)
  await register(1)
  const mark = (i: number, came: 'attended' | 'absent' | 'going', by = host) => markAttendance(testCtx(by), event.id, { commandId: commandId(), memberId: who(i).id, came })
  clock.set(new Date(event.startsAt.getTime() - 3 * HOUR - 1))
  await expect(mark(0, 'attended')).rejects.toMatchObject({ textKey: 'events.refused.early' })
  clock.advance(1)
  await expect(mark(0, 'attended', who(0))).rejects.toMatchObject({ code: 'not_found' })
  await expect(mark(1, 'attended')).rejects.toMatchObject({ code: 'not_found' })
  await mark(0, 'attended')
  expect(await states()).toEqual(['attended', 'waitlisted', null, null])
  await mark(0, 'absent')
  await mark(0, 'going')
  expect(await states()).toEqual(['going', 'waitlisted', null, null])
})

const questions: FormQuestion[] = [
  { id: 'a', text: '昼食をとりますか', kind: 'one', options: ['はい', 'いいえ'], isRequired: true, when: null },
  { id: 'b', text: '食べられないもの', kind: 'many', options: ['卵', '小麦', 'そば'], isRequired: true, when: { id: 'a', option: 'はい' } },
  { id: 'c', text: 'くわしく', kind: 'text', options: [], isRequired: false, when: { id: 'b', option: 'そば' } },
]

test('questions are asked as earlier answers say, by the server too; answers that are not asked for are not kept', async () => {
  await given({ capacity: null, questions: questions as unknown as Prisma.InputJsonValue })
  await expect(register(0)).rejects.toMatchObject({ fields: { 'q-a': 'events.answer.required' } })
  await expect(register(0, { answers: { a: 'たぶん' } })).rejects.toMatchObject({ fields: { 'q-a': 'events.answer.choose' } })
  await expect(register(0, { answers: { a: 'はい' } })).rejects.toMatchObject({ fields: { 'q-b': 'events.answer.required' } })
  await expect(register(0, { answers: { a: 'はい', b: ['そば'], c: 'あ'.repeat(301) } })).rejects.toMatchObject({ fields: { 'q-c': 'events.answer.too_long' } })
  await register(0, { answers: { a: 'いいえ', b: ['卵'], c: 'x', z: 'y' } })
  expect((await row(0)).answers).toEqual({ a: 'いいえ' })
  await register(1, { answers: { a: 'はい', b: ['そば', '卵'], c: ' 少しでも ' } })
  expect((await row(1)).answers).toEqual({ a: 'はい', b: ['卵', 'そば'], c: '少しでも' })
  await leave(1)
  expect((await row(1)).answers).toEqual({})
})

test('配慮事項 and answers are deleted 30 days after the end, once, and later for an event that moved', async () => {
  await given({ capacity: null })
  await makeRegistration(db, { event, member: who(0) }, { support: '字幕', answers: { a: 'はい' } })
  const needs = async () => { const r = await row(0); return [r.support, r.answers] }
  const at = (end: Date) => clock.set(new Date(end.getTime() + 30 * DAY))
  await db.event.update({ where: { id: event.id }, data: { needsErasedAt: clock.now() } })
  event = await db.event.update({ where: { id: event.id }, data: { startsAt: new Date(event.startsAt.getTime() + DAY), endsAt: new Date(event.endsAt.getTime() + DAY) } })
  at(new Date(event.endsAt.getTime() - 1))
  await eraseNeeds(testCtx(system))
  expect(await needs()).toEqual(['字幕', { a: 'はい' }])
  at(event.endsAt)
  await eraseNeeds(testCtx(system))
  expect(await needs()).toEqual(['', {}])
  expect(await eraseNeeds(testCtx(system))).toBe(0)
})

test('everybody says for themselves whether the others see their name, and nobody is seen who did not', async () => {
  await given({})
  await register(0)
  expect((await row(0)).isListed).toBe(false)
  const choose = (i: number, isListed: boolean) => chooseListing(testCtx(who(i)), event.id, { commandId: commandId(), isListed })
  await choose(0, true)
  expect((await row(0)).isListed).toBe(true)
  await expect(choose(1, true)).rejects.toMatchObject({ code: 'not_found' })
})

test('the list of who registered is for the hosts, in the order they came, and so is its table, in which nothing is a formula', async () => {
  await given({ capacity: null, questions: questions as unknown as Prisma.InputJsonValue })
  for (const i of [2, 0, 1]) {
    await register(i, { support: i === 0 ? '=HYPERLINK("http://evil.example")' : '', answers: i === 2 ? { a: 'はい', b: ['卵', '小麦'] } : { a: 'いいえ' } })
    clock.advance(1000)
  }
  const roster = (by: Member, group: RosterGroup = 'coming') => readRoster(testCtx(by), event.id, { group, after: null })
  const { page, can } = await roster(host)
  expect(page.items.map((e) => e.member.id)).toEqual([2, 0, 1].map((i) => who(i).id))
  expect(page.items[0]).toMatchObject({ status: 'going', answers: [{ question: '昼食をとりますか', answer: 'はい' }, { question: '食べられないもの', answer: '卵、小麦' }] })
  expect(can).toEqual({ mark: false, change: true })
  expect((await roster(host, 'pending')).page.items).toEqual([])
  for (const by of [who(0), await makeMember(db, { role: 'operator' })]) {
    await expect(roster(by)).rejects.toMatchObject({ code: 'not_found' })
    await expect(exportRoster(testCtx(by), event.id)).rejects.toMatchObject({ code: 'not_found' })
  }
  const hr = await makeMember(db, { role: 'hr_admin' })
  expect((await roster(hr)).page.items).toHaveLength(3)
  const { filename, chunks } = await exportRoster(testCtx(hr), event.id)
  let text = ''
  for await (const chunk of chunks) text += chunk
  expect(filename).toMatch(/^participants-\d{4}-\d{2}-\d{2}\.csv$/)
  expect(text.startsWith('\uFEFF"名前","会員"')).toBe(true)
  expect(text.trimEnd().split('\r\n')).toHaveLength(4)
  expect(text).toContain('"\'=HYPERLINK(""http://evil.example"")"')
  expect(text).toContain('"卵、小麦"')
  expect(await audits('event.roster_exported')).toHaveLength(1)
})

test('participants see the names of those who chose to be seen, others see nobody', async () => {
  await given({ capacity: 2 })
  for (const i of [0, 1, 2]) await registerMember(testCtx(who(i)), event.id, { commandId: commandId(), support: '', isListed: i !== 1 })
  const seen = async (by: Member) => (await readEvent(testCtx(by), event.id)).participants
  const expected = { items: [{ id: who(0).id, handle: who(0).handle, name: who(0).displayName }], more: 1 }
  for (const by of [who(0), who(1), who(2), host]) expect(await seen(by)).toEqual(expected)
  expect(await seen(who(3))).toBe(null)
  await leave(0)
  expect(await seen(who(0))).toBe(null)
  expect(await seen(who(1))).toEqual({ items: [{ id: who(2).id, handle: who(2).handle, name: who(2).displayName }], more: 1 })
  await db.event.update({ where: { id: event.id }, data: { showsRoster: false } })
  for (const by of [who(1), host]) expect(await seen(by)).toBe(null)
})

test('hosts write the questions; a condition looks back only, and falls with what it depends on', async () => {
  await given({})
  const write = (over: Partial<QuestionInput>, by = host) => saveQuestion(testCtx(by), event.id, { commandId: commandId(), id: null, text: '質問', kind: 'one', options: ['はい', 'いいえ'], isRequired: true, when: null, ...over })
  const written = async () => (await readRegistrationSettings(testCtx(host), event.id)).questions
  await expect(write({}, who(0))).rejects.toMatchObject({ code: 'not_found' })
  const { id: first } = await write({ text: '一' })
  const { id: second } = await write({ text: '二', when: { id: first, option: 'はい' } })
  await expect(write({ when: { id: first, option: 'たぶん' } })).rejects.toMatchObject({ fields: { when: 'events.questions.when_wrong' } })
  await expect(write({ id: first, when: { id: second, option: 'はい' } })).rejects.toMatchObject({ fields: { when: 'events.questions.when_wrong' } })
  await write({ id: second, text: '二の二', kind: 'text', when: { id: first, option: 'はい' } })
  expect(await written()).toMatchObject([{ id: first, text: '一' }, { id: second, text: '二の二', options: [], when: { id: first, option: 'はい' } }])
  await moveQuestion(testCtx(host), event.id, { commandId: commandId(), id: second, direction: 'up' })
  expect(await written()).toMatchObject([{ id: second, when: null }, { id: first }])
  await write({ id: first, when: null, options: ['赤', '青'] })
  const { id: third } = await write({ when: { id: first, option: '赤' } })
  await removeQuestion(testCtx(host), event.id, { commandId: commandId(), id: first })
  expect(await written()).toMatchObject([{ id: second }, { id: third, when: null }])
  for (let i = 0; i < 10; i++) await write({})
  await expect(write({})).rejects.toMatchObject({ textKey: 'events.questions.too_many' })
})

test('what the forms send is read as people type it', () => {
  const id = randomUUID()
  expect(settingsInput.parse({ commandId: id, venueCapacity: '３０人', onlineCapacity: '', offersSeats: 'on' })).toEqual({ commandId: id, venueCapacity: 30, onlineCapacity: null, offersSeats: true, needsApproval: false, showsRoster: false })
  for (const wrong of ['-1', 'たくさん', '1.5', '100000']) expect(settingsInput.safeParse({ commandId: id, venueCapacity: wrong }).success).toBe(false)
  expect(questionInput.parse({ commandId: id, text: ' 色 ', kind: 'one', options: '赤\r\n\r\n青\n赤', when: 'q1:a:b' })).toMatchObject({ id: null, text: '色', options: ['赤', '青'], when: { id: 'q1', option: 'a:b' } })
  expect(questionInput.safeParse({ commandId: id, text: '色', kind: 'many', options: '赤' }).error?.issues[0]).toMatchObject({ path: ['options'], message: 'events.questions.options_few' })
  expect(registerInput.parse({ commandId: id, seat: 'online', isListed: 'on', 'q-a': 'はい', 'q-b': ['卵'], other: 'x' })).toEqual({ commandId: id, support: '', seat: 'online', isListed: true, answers: { a: 'はい', b: ['卵'] } })
  expect(addInput.parse({ commandId: id, handle: ' ＠haruka ' }).handle).toBe('haruka')
})
