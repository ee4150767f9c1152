import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { Event, Member, Prisma } from '../../../prisma/generated/client.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeRegistration } from '../../../prisma/factories/events.ts'
import { guest, system } from '../../core/actor.ts'
import { audits, clock, concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { answerRegistration } from './answer-registration.server.ts'
import { checkCertificate, findCertificate, issueCertificate, readCertificate } from './certificate.server.ts'
import { changeRegistration } from './change-registration.server.ts'
import { eraseNeeds } from './erase-needs.server.ts'
import { leaveEvent } from './leave-event.server.ts'
import { readRegistration } from './read-registration.server.ts'
import { registerMember } from './register-member.server.ts'
import { saveRegistrationSettings } from './save-settings.server.ts'
import type { RegisterInput } from './schema.ts'
import type { FormQuestion } from './views.ts'

const db = testDb()
const DAY = 86_400_000
let host: Member
let event: Event
const people: Member[] = []
beforeEach(async () => {
  host = await makeMember(db)
  people.length = 0
})
async function given(count: number, over: Parameters<typeof makeEvent>[1]): Promise<void> {
  for (let i = 0; i < count; i++) people.push(await makeMember(db))
  event = await makeEvent(db, { hostId: host.id, startsAt: new Date(clock.now().getTime() + 10 * DAY), ...over })
}
const who = (i: number): Member => people[i] as Member
const commandId = () => randomUUID()
const register = (i: number, more: Partial<RegisterInput> = {}) => registerMember(testCtx(who(i)), event.id, { commandId: commandId(), support: '', ...more })
const change = (i: number, more: Partial<RegisterInput> = {}) => changeRegistration(testCtx(who(i)), event.id, { commandId: commandId(), support: '', isListed: false, answers: {}, ...more })
const row = (i: number) => db.registration.findUniqueOrThrow({ where: { eventId_memberId: { eventId: event.id, memberId: who(i).id } } })
const states = async () => Promise.all(people.map(async (_, i) => { const { status, seat, waitlistNo } = await row(i); return [status, seat, waitlistNo] }))
const told = async (i: number) => (await jobs('registration.tell')).map((j) => j.payload as { eventId: string; memberId: string; change: string }).filter((p) => p.eventId === event.id && p.memberId === who(i).id).map((p) => p.change)
const taken = () => db.event.findUniqueOrThrow({ where: { id: event.id }, select: { venueTaken: true, onlineTaken: true, onlineWaiting: true } })

const questions: FormQuestion[] = [
  { id: 'a', text: '昼食をとりますか', kind: 'one', options: ['はい', 'いいえ'], isRequired: true, when: null },
  { id: 'b', text: '食べられないもの', kind: 'many', options: ['卵', 'そば'], isRequired: true, when: { id: 'a', option: 'はい' } },
]
const asking = questions as unknown as Prisma.InputJsonValue

test('a registrant says anew what they said, by the rules of registering; all of it or nothing, and what they need stands nowhere else', async () => {
  await given(2, { mode: 'hybrid', capacity: 5, onlineCapacity: 0, questions: asking })
  await register(0, { seat: 'venue', answers: { a: 'いいえ' } })
  await expect(change(0, { answers: { a: 'はい' }, support: '手話通訳を希望' })).rejects.toMatchObject({ fields: { 'q-b': 'events.answer.required' } })
  await expect(change(0, { answers: { a: 'はい', b: ['卵'] }, seat: 'online', support: '手話通訳を希望' })).rejects.toMatchObject({ fields: { seat: 'events.refused.no_seat' } })
  expect(await row(0)).toMatchObject({ seat: 'venue', support: '', answers: { a: 'いいえ' }, isListed: false })
  await change(0, { answers: { a: 'はい', b: ['そば', '卵'], z: 'x' }, seat: 'venue', support: '手話通訳を希望', isListed: true })
  expect(await row(0)).toMatchObject({ status: 'going', seat: 'venue', support: '手話通訳を希望', answers: { a: 'はい', b: ['卵', 'そば'] }, isListed: true, sequence: 0 })
  expect(await readRegistration(testCtx(who(0)), event.id)).toMatchObject({ seat: 'venue', answers: { a: 'はい', b: ['卵', 'そば'] }, support: '手話通訳を希望', isListed: true, isClosed: false })
  await change(0, { answers: { a: 'いいえ', b: ['卵'] } })
  expect(await row(0)).toMatchObject({ support: '', answers: { a: 'いいえ' }, isListed: false })
  expect(await told(0)).toEqual(['registered'])
  for (const kept of [await jobs(), await audits(), await db.command.findMany()]) expect(JSON.stringify(kept, (_key, v: unknown) => (typeof v === 'bigint' ? String(v) : v))).not.toContain('手話')
  await expect(change(1)).rejects.toMatchObject({ code: 'not_found' })
  await expect(readRegistration(testCtx(who(1)), event.id)).rejects.toMatchObject({ code: 'not_found' })
  await leaveEvent(testCtx(who(0)), event.id, { commandId: commandId() })
  await expect(change(0)).rejects.toMatchObject({ code: 'not_found' })
})

test('another kind of seat is taken with the answers, told, and what was given up goes to who waits for it', async () => {
  await given(3, { mode: 'hybrid', capacity: 1, onlineCapacity: 1, questions: asking })
  await register(0, { seat: 'venue', answers: { a: 'いいえ' } })
  await register(1, { seat: 'venue', answers: { a: 'いいえ' } })
  const id = commandId()
  for (let i = 0; i < 2; i++) await change(0, { commandId: id, seat: 'online', answers: { a: 'はい', b: ['卵'] } })
  expect(await row(0)).toMatchObject({ status: 'going', seat: 'online', answers: { a: 'はい', b: ['卵'] } })
  expect(await row(1)).toMatchObject({ status: 'going', seat: 'venue' })
  expect([await told(0), await told(1)]).toEqual([['registered', 'registered'], ['waitlisted', 'promoted']])
  await db.event.update({ where: { id: event.id }, data: { showsRoster: false } })
  await db.registration.updateMany({ where: { eventId: event.id }, data: { isListed: true } })
  await change(0, { answers: { a: 'いいえ' } })
  expect((await row(0)).isListed).toBe(true)
})

test('many who want the one free seat of the other kind at once: one gets it, and no capacity is passed', async () => {
  await given(12, { mode: 'hybrid', capacity: 6, onlineCapacity: 1 })
  for (let i = 0; i < 6; i++) await register(i, { seat: 'venue' })
  const { failed } = await concurrently(12, (i) => (i < 6 ? change(i, { seat: 'online' }) : register(i, { seat: i % 2 === 0 ? 'venue' : 'online' })))
  for (const error of failed) expect(error).toMatchObject({ fields: { seat: 'events.refused.no_seat' } })
  expect(failed.length).toBeGreaterThanOrEqual(5)
  const { venueTaken, onlineTaken } = await taken()
  const rows = await db.registration.findMany({ where: { eventId: event.id } })
  expect(rows.filter((r) => r.status === 'going' && r.seat === 'online')).toHaveLength(onlineTaken)
  expect([venueTaken, onlineTaken]).toEqual([6, 1])
})

test('after the end answers and seat stay; what one needs and the name can be changed until they are deleted', async () => {
  await given(1, { mode: 'hybrid', capacity: 1, onlineCapacity: 1, questions: asking })
  await register(0, { seat: 'venue', answers: { a: 'はい', b: ['卵'] }, support: '字幕' })
  clock.set(event.endsAt)
  expect(await readRegistration(testCtx(who(0)), event.id)).toMatchObject({ isClosed: true, areNeedsErased: false })
  const others: Partial<RegisterInput>[] = [{ answers: { a: 'いいえ' } }, { answers: { a: 'はい', b: ['卵'] }, seat: 'online' }, { answers: {} }]
  for (const other of others) {
    await expect(change(0, { support: '', ...other })).rejects.toMatchObject({ code: 'conflict', textKey: 'events.refused.closed' })
  }
  expect((await row(0)).support).toBe('字幕')
  await change(0, { answers: { a: 'はい', b: ['卵'] }, seat: 'venue', support: '車いす' })
  await changeRegistration(testCtx(who(0)), event.id, { commandId: commandId(), support: '車いすの席', isListed: true })
  expect(await row(0)).toMatchObject({ support: '車いすの席', isListed: true, seat: 'venue', answers: { a: 'はい', b: ['卵'] } })
  clock.set(new Date(event.endsAt.getTime() + 30 * DAY))
  await eraseNeeds(testCtx(system))
  const needs = (support: string) => changeRegistration(testCtx(who(0)), event.id, { commandId: commandId(), support, isListed: false })
  await expect(needs('もう一度')).rejects.toMatchObject({ textKey: 'events.refused.needs_erased' })
  await needs('')
  expect(await row(0)).toMatchObject({ support: '', answers: {}, isListed: false })
})

const save = (over: { onlineCapacity?: number | null; needsApproval?: boolean }, by = host) =>
  saveRegistrationSettings(testCtx(by), event.id, { commandId: commandId(), venueCapacity: null, onlineCapacity: null, offersSeats: false, needsApproval: false, showsRoster: true, ...over })

test('approval switched off: who waited for it gets a seat in the order they asked, behind the line, the others its end; each is told', async () => {
  await given(6, { capacity: 2 })
  for (const i of [0, 1, 2]) await register(i)
  await save({ onlineCapacity: 2, needsApproval: true })
  for (const i of [5, 3, 4]) {
    await register(i)
    clock.advance(1000)
  }
  await save({ onlineCapacity: 3, needsApproval: true })
  expect((await states()).map(([status]) => status)).toEqual(['going', 'going', 'going', 'pending', 'pending', 'pending'])
  await save({ onlineCapacity: 4 })
  expect(await states()).toEqual([['going', 'online', null], ['going', 'online', null], ['going', 'online', null], ['waitlisted', 'online', 2], ['waitlisted', 'online', 3], ['going', 'online', null]])
  expect([await told(5), await told(3), await told(4)]).toEqual([['asked', 'registered'], ['asked', 'waitlisted'], ['asked', 'waitlisted']])
  expect(await db.reminder.count({ where: { eventId: event.id, memberId: who(5).id } })).toBe(5)
  expect(await db.reminder.count({ where: { eventId: event.id, memberId: who(3).id } })).toBe(0)
  await save({ onlineCapacity: 4 })
  expect(await told(5)).toEqual(['asked', 'registered'])
})

test('of a hybrid event each kind is given by itself, and nobody is placed once it is over', async () => {
  await given(4, { mode: 'hybrid', capacity: 1, onlineCapacity: 1, needsApproval: true })
  for (const [i, seat] of (['venue', 'venue', 'online', 'online'] as const).entries()) await makeRegistration(db, { event, member: who(i) }, { status: 'pending', seat, createdAt: new Date(clock.now().getTime() + i) })
  const off = () => saveRegistrationSettings(testCtx(host), event.id, { commandId: commandId(), venueCapacity: 1, onlineCapacity: 1, offersSeats: false, needsApproval: false, showsRoster: true })
  clock.set(event.endsAt)
  await off()
  expect((await states()).map(([status]) => status)).toEqual(['pending', 'pending', 'pending', 'pending'])
  clock.set(event.startsAt)
  await off()
  expect(await states()).toEqual([['going', 'venue', null], ['waitlisted', 'venue', 1], ['going', 'online', null], ['waitlisted', 'online', 2]])
})

test('switched off while hosts answer, others register and some leave: never over capacity, nobody is left out, each is told once', async () => {
  await given(14, { capacity: 4, needsApproval: true })
  for (let i = 0; i < 8; i++) await makeRegistration(db, { event, member: who(i) }, { status: 'pending', createdAt: new Date(clock.now().getTime() + i) })
  const { failed } = await concurrently(18, (i): Promise<unknown> => {
    if (i < 3) return save({ onlineCapacity: 4 })
    if (i < 7) return answerRegistration(testCtx(host), event.id, { commandId: commandId(), memberId: who(9 - i).id, isApproved: true })
    if (i < 12) return register(i + 1)
    if (i < 14) return leaveEvent(testCtx(who(i - 12)), event.id, { commandId: commandId() })
    return register(13)
  })
  expect(failed).toEqual([])
  // Whoever registered before it was switched off has been placed by it, and whoever came later was never asked about.
  const rows = await db.registration.findMany({ where: { eventId: event.id } })
  expect(rows.filter((r) => r.status === 'pending')).toEqual([])
  expect(rows.filter((r) => r.status === 'going')).toHaveLength(4)
  expect(await taken()).toMatchObject({ onlineTaken: 4, onlineWaiting: rows.filter((r) => r.status === 'waitlisted').length })
  const letters = (await jobs('registration.tell')).map((j) => j.payload as { eventId: string; memberId: string; sequence: number }).filter((p) => p.eventId === event.id)
  expect(new Set(letters.map((p) => `${p.memberId} ${p.sequence}`)).size).toBe(letters.length)
})

test('a certificate is of who took part: one number a registration, with the name of that day; who has its number sees whether it is true, and who tries numbers is stopped', async () => {
  await given(3, {})
  const desk = testCtx(await makeMember(db, { role: 'moderator' }))
  await makeRegistration(db, { event, member: who(0) }, { status: 'attended' })
  await makeRegistration(db, { event, member: who(1) })
  const issue = (i: number) => issueCertificate(testCtx(who(i)), event.id, { commandId: commandId() })
  for (const i of [1, 2]) for (const work of [() => issue(i), () => readCertificate(testCtx(who(i)), event.id)]) await expect(work()).rejects.toMatchObject({ code: 'not_found' })
  expect((await readCertificate(testCtx(who(0)), event.id)).certificate).toBeNull()
  const { failed } = await concurrently(4, () => issue(0))
  expect(failed).toEqual([])
  await db.member.update({ where: { id: who(0).id }, data: { displayName: '改名 後' } })
  await issue(0)
  const { certificate } = await readCertificate(testCtx(who(0)), event.id)
  expect(certificate).toMatchObject({ name: who(0).displayName, issuedAt: clock.now().toISOString(), number: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{12}$/u) as string })
  const number = certificate?.number ?? ''
  const typed = `${number.slice(0, 4)}－${number.slice(4, 8)}- ${number.slice(8)}`.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
  expect(await findCertificate(desk, typed)).toMatchObject({ number, name: who(0).displayName, isValid: true, event: { id: event.id } })
  await expect(findCertificate(testCtx(who(0)), number)).rejects.toMatchObject({ code: 'not_found' })
  for (const other of ['', '\u0000', number.slice(1)]) expect(await findCertificate(desk, other)).toBeNull()
  const shown = (n: string, ip = '198.51.100.7') => checkCertificate(testCtx(guest), n, ip)
  expect(await shown(typed)).toMatchObject({ number, name: who(0).displayName, isValid: true })
  for (let i = 0; i < 60; i++) await expect(shown('000000000000')).rejects.toMatchObject({ code: 'not_found' })
  await expect(shown(number)).rejects.toMatchObject({ code: 'too_many' })
  expect(await shown(number, '203.0.113.9')).toMatchObject({ isValid: true })
  await db.registration.updateMany({ where: { eventId: event.id, memberId: who(0).id }, data: { status: 'absent' } })
  expect(await findCertificate(desk, number)).toMatchObject({ isValid: false })
  await expect(readCertificate(testCtx(who(0)), event.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('the database itself certifies nobody who did not take part, and changes no certificate', async () => {
  await given(2, {})
  await makeRegistration(db, { event, member: who(0) }, { status: 'attended' })
  await makeRegistration(db, { event, member: who(1) }, { status: 'absent' })
  const make = (i: number, number: string) => db.certificate.create({ data: { number, eventId: event.id, memberId: who(i).id, name: '名', issuedAt: clock.now() } })
  await expect(make(1, '0123456789AB')).rejects.toThrow(/who took part/u)
  await expect(make(0, '0123456789AU')).rejects.toThrow(/certificate_number/u)
  const { number } = await make(0, '0123456789AB')
  await expect(db.certificate.update({ where: { number }, data: { name: '別の名' } })).rejects.toThrow(/stays what it is/u)
})
