/** What is refused around an event, and what a command leaves alone, each by the one guard it has. */
import { expect, test } from 'vitest'
import { randomId } from '../../core/ids.ts'
import { parseQuery } from '../../core/search/query.ts'
import { guest } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeEventPerson, makeRegistration } from '../../../prisma/factories/events.ts'
import { clock, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { layReminders } from './lay-reminders.server.ts'
import * as events from './index.server.ts'

const db = testDb()
const HOUR = 3_600_000
const DAY = 24 * HOUR
const gone = { code: 'not_found' }
const refused = (why: string) => ({ code: 'conflict', textKey: `events.refused.${why}` })
const said = () => ({ commandId: randomId() })
const from = (ms: number) => new Date(clock.now().getTime() + ms)
const states = { draft: { status: 'draft' }, cancelled: { status: 'cancelled' }, over: { startsAt: from(-2 * HOUR), endsAt: from(-HOUR) } } as const

async function given(over: Parameters<typeof makeEvent>[1] = {}) {
  const [host, member, other] = [await makeMember(db), await makeMember(db), await makeMember(db)]
  const event = await makeEvent(db, { hostId: host.id, startsAt: from(10 * DAY), ...over })
  return { host, member, other, event, hostCtx: testCtx(host), ctx: testCtx(member), otherCtx: testCtx(other), joins: (who: { id: string }, row: object = {}) => makeRegistration(db, { event, member: who }, row) }
}
const statusOf = async (eventId: string, memberId: string) => (await db.registration.findUnique({ where: { eventId_memberId: { eventId, memberId } } }))?.status ?? null

test.each([['cancelled', 'cancelled'], ['over', 'over']] as const)('nothing of a registration moves any more once the event is %s', async (state, why) => {
  const { host, member, other, event, hostCtx, ctx, otherCtx, joins } = await given({ offersSeats: true, mode: 'hybrid', venueCapacity: 5, onlineCapacity: 5 })
  await joins(member, { status: 'offered', seat: 'venue', offeredUntil: from(12 * HOUR) })
  await joins(other, { status: 'pending', seat: 'online' })
  const third = await makeMember(db)
  await db.event.update({ where: { id: event.id }, data: states[state] })
  const tries = [
    () => events.acceptOffer(ctx, event.id, said()), () => events.changeSeat(ctx, event.id, { ...said(), seat: 'online' }), () => events.leaveEvent(ctx, event.id, said()),
    () => events.answerRegistration(hostCtx, event.id, { ...said(), memberId: other.id, isApproved: true }), () => events.removeParticipant(hostCtx, event.id, { ...said(), memberId: other.id }),
    () => events.addParticipant(hostCtx, event.id, { ...said(), handle: third.handle }), () => events.registerMember(testCtx(third), event.id, { ...said(), support: '', seat: 'venue' }),
  ]
  for (const attempt of tries) await expect(attempt()).rejects.toMatchObject(refused(why))
  expect([await statusOf(event.id, member.id), await statusOf(event.id, other.id), await statusOf(event.id, third.id)]).toEqual(['offered', 'pending', null])
  // Capacity that a host gives now moves nobody up.
  await db.registration.update({ where: { eventId_memberId: { eventId: event.id, memberId: other.id } }, data: { status: 'waitlisted', waitlistNo: 1 } })
  await events.saveRegistrationSettings(testCtx(host), event.id, { ...said(), venueCapacity: 50, onlineCapacity: 50, offersSeats: false, needsApproval: false, showsRoster: true })
  expect(await statusOf(event.id, other.id)).toBe('waitlisted')
  expect(await db.event.findUniqueOrThrow({ where: { id: event.id } })).toMatchObject({ onlineWaiting: 1 })
  expect(otherCtx.actor.kind).toBe('account')
})

test('who never registered, or left, has nothing to change, to choose or to give back', async () => {
  const { member, other, event, hostCtx, ctx, otherCtx, joins } = await given({ mode: 'hybrid', venueCapacity: 5, onlineCapacity: 5 })
  await joins(other, { status: 'cancelled', seat: 'venue' })
  for (const one of [ctx, otherCtx]) {
    await expect(events.changeSeat(one, event.id, { ...said(), seat: 'online' })).rejects.toMatchObject(gone)
    await expect(events.chooseListing(one, event.id, { ...said(), isListed: true })).rejects.toMatchObject(gone)
    await expect(events.readRegistration(one, event.id)).rejects.toMatchObject(gone)
  }
  for (const act of [events.acceptOffer, events.leaveEvent]) await expect(act(ctx, event.id, said())).rejects.toMatchObject(gone)
  for (const act of [() => events.answerRegistration(hostCtx, event.id, { ...said(), memberId: member.id, isApproved: true }), () => events.removeParticipant(hostCtx, event.id, { ...said(), memberId: member.id }), () => events.markAttendance(hostCtx, event.id, { ...said(), memberId: member.id, came: 'attended' })]) {
    await expect(act()).rejects.toMatchObject({ code: expect.stringMatching(/^(not_found|conflict)$/) as string })
  }
  await joins(member, { status: 'waitlisted', seat: 'venue', waitlistNo: 1 })
  await expect(events.acceptOffer(ctx, event.id, said())).rejects.toMatchObject(refused('offer'))
  expect(await statusOf(event.id, member.id)).toBe('waitlisted')
})

test('what is said of one event or member is said of no other', async () => {
  const one = await given({ startsAt: from(2 * HOUR), endsAt: from(4 * HOUR) })
  const second = await makeEvent(db, { hostId: one.host.id, startsAt: from(2 * HOUR), endsAt: from(4 * HOUR) })
  for (const event of [one.event, second]) for (const member of [one.member, one.other]) await makeRegistration(db, { event, member }, { status: 'going', isListed: false })
  const reminders = (eventId: string, memberId: string) => db.reminder.count({ where: { eventId, memberId } })
  const stays = await makeMember(db)
  await one.joins(stays)
  const all = async () => [await reminders(one.event.id, one.member.id), await reminders(one.event.id, one.other.id), await reminders(second.id, one.member.id)]
  await testCtx().tx(async (tx) => { for (const event of [one.event, second]) await layReminders(tx, event, [one.member.id, one.other.id, stays.id]) })
  const [laid = 0] = await all()
  expect(laid).toBeGreaterThan(0)
  await events.markAttendance(one.hostCtx, one.event.id, { ...said(), memberId: one.member.id, came: 'attended' })
  await events.chooseListing(one.ctx, one.event.id, { ...said(), isListed: true })
  expect(await db.registration.findMany({ where: { memberId: { in: [one.member.id, one.other.id] } }, select: { status: true, isListed: true }, orderBy: [{ isListed: 'desc' }] })).toEqual([{ status: 'attended', isListed: true }, ...Array.from({ length: 3 }, () => ({ status: 'going', isListed: false }))])
  await testCtx().tx(async (tx) => layReminders(tx, one.event, 'everyone'))
  // Who was marked is not going any more; the others keep theirs.
  expect(await all()).toEqual([0, laid, laid])
  await events.leaveEvent(testCtx(one.other), one.event.id, said())
  expect([await reminders(one.event.id, one.other.id), await reminders(one.event.id, stays.id), await reminders(second.id, one.other.id), await reminders(second.id, one.member.id)]).toEqual([0, laid, laid, laid])
  await makeRegistration(db, { event: second, member: await makeMember(db) }, { status: 'pending' })
  expect((await events.readRoster(one.hostCtx, one.event.id, { group: 'coming', after: null })).pending).toBe(0)
  expect((await events.readRoster(one.hostCtx, second.id, { group: 'coming', after: null })).pending).toBe(1)
})

test('a host is nobody’s guest: neither host nor co-host registers, or is added; nobody who is gone is', async () => {
  const { host, event, hostCtx } = await given()
  const [cohost, suspended] = [await makeMember(db), await makeMember(db, { status: 'suspended' })]
  await makeEventPerson(db, { event, member: cohost })
  for (const who of [host, cohost]) {
    await expect(events.registerMember(testCtx(who), event.id, { ...said(), support: '' })).rejects.toMatchObject(refused('host'))
    await expect(events.addParticipant(hostCtx, event.id, { ...said(), handle: who.handle })).rejects.toMatchObject({ fields: { handle: 'events.roster.is_host' } })
  }
  await expect(events.addParticipant(hostCtx, event.id, { ...said(), handle: suspended.handle })).rejects.toMatchObject({ fields: { handle: 'events.roster.nobody' } })
  expect(await db.registration.count({ where: { eventId: event.id } })).toBe(0)
})

const ofHosts: [string, (ctx: Ctx, eventId: string, memberId: string) => Promise<unknown>][] = [
  ['設定を読む', (ctx, id) => events.readRegistrationSettings(ctx, id)],
  ['設定', (ctx, id) => events.saveRegistrationSettings(ctx, id, { ...said(), venueCapacity: 1, onlineCapacity: 1, offersSeats: false, needsApproval: false, showsRoster: true })],
  ['テーマ', (ctx, id) => events.saveThemes(ctx, id, { ...said(), themes: [] })],
  ['名簿', (ctx, id) => events.readRoster(ctx, id, { group: 'coming', after: null })],
  ['名簿の表', (ctx, id) => events.exportRoster(ctx, id)],
  ['アンケートを読む', (ctx, id) => events.readSurvey(ctx, id)],
  ['アンケート', (ctx, id) => events.saveSurvey(ctx, id, { ...said(), attended: 'https://example.jp/a', absent: '' })],
  ['出欠', (ctx, id, memberId) => events.markAttendance(ctx, id, { ...said(), memberId, came: 'absent' })],
  ['返事', (ctx, id, memberId) => events.answerRegistration(ctx, id, { ...said(), memberId, isApproved: false })],
  ['外す', (ctx, id, memberId) => events.removeParticipant(ctx, id, { ...said(), memberId })],
  ['質問', (ctx, id) => events.saveQuestion(ctx, id, { ...said(), id: null, text: '所属は', kind: 'text', options: [], isRequired: false, when: null })],
]

test.each(ofHosts)('%s is for who runs the event; for everybody else there is no such thing', async (_, act) => {
  const { host, member, other, event, joins } = await given({ startsAt: from(HOUR) })
  await joins(member)
  const others = [guest, member, other, await makeMember(db, { role: 'department' }), await makeMember(db, { role: 'operator' }), await makeMember(db, { role: 'hr_admin', status: 'suspended' })]
  for (const who of others) await expect(act(testCtx(who), event.id, member.id)).rejects.toMatchObject({ code: expect.stringMatching(/^(not_found|forbidden)$/) as string })
  expect(await statusOf(event.id, member.id)).toBe('going')
  for (const who of [host, await makeMember(db, { role: 'moderator' })]) await act(testCtx(who), event.id, member.id)
})

test('of a draft a member reads, follows and finds nothing; neither do guests of anything', async () => {
  const { event, ctx, hostCtx } = await given({ ...states.draft, title: '紅葉川の下見' })
  const find = { from: null, until: null, isOver: null }
  const reads = [(one: Ctx) => events.readEvent(one, event.id), (one: Ctx) => events.readRegistration(one, event.id), (one: Ctx) => events.levelOfEvent(one, event.id), (one: Ctx) => events.chooseEventLevel(one, event.id, { ...said(), level: 'watching' }), (one: Ctx) => events.chooseListing(one, event.id, { ...said(), isListed: true }), (one: Ctx) => events.readEventIcs(one, event.id)]
  for (const who of [ctx, testCtx(guest), testCtx(await makeMember(db, { status: 'applicant' }))]) for (const read of reads) await expect(read(who)).rejects.toMatchObject({ code: expect.stringMatching(/^(not_found|forbidden)$/) as string })
  const found = async (who: Ctx) => (await events.searchEvents(who, parseQuery('紅葉川'), find, null, 10)).items.length
  expect([await found(ctx), await found(hostCtx)]).toEqual([0, 1])
  await expect(found(testCtx(guest))).rejects.toMatchObject(gone)
  expect(await db.attention.count({ where: { targetId: event.id } })).toBe(0)
})

test('places in the line are counted by the kind of seat', async () => {
  const { event } = await given({ mode: 'hybrid', venueCapacity: 1, onlineCapacity: 1 })
  const register = async (seat: 'venue' | 'online') => events.registerMember(testCtx(await makeMember(db)), event.id, { ...said(), support: '', seat })
  for (const seat of ['venue', 'online'] as const) expect(await register(seat)).toEqual({ status: 'going', place: null })
  for (const [seat, place] of [['venue', 1], ['online', 1], ['online', 2], ['venue', 2]] as const) expect(await register(seat)).toEqual({ status: 'waitlisted', place })
  const last = await db.registration.findFirstOrThrow({ where: { eventId: event.id, seat: 'online' }, orderBy: { waitlistNo: { sort: 'desc', nulls: 'last' } }, include: { member: true } })
  expect((await events.readEvent(testCtx(last.member), event.id)).mine).toMatchObject({ seat: 'online', place: 2 })
})

test('a certificate is of one event that took place; the table of the roster is taken twenty times an hour', async () => {
  const { member, event, ctx, hostCtx, joins } = await given(states.over)
  const another = await makeEvent(db, { hostId: event.hostId, ...states.over })
  await joins(member, { status: 'attended' })
  await expect(events.issueCertificate(ctx, another.id, said())).rejects.toMatchObject(gone)
  await events.issueCertificate(ctx, event.id, said())
  const { certificate } = await events.readCertificate(ctx, event.id)
  const office = testCtx(await makeMember(db, { role: 'hr_admin' }))
  expect(await events.findCertificate(office, certificate?.number ?? '')).toMatchObject({ isValid: true })
  await db.event.update({ where: { id: event.id }, data: states.cancelled })
  await expect(events.readCertificate(ctx, event.id)).rejects.toMatchObject(gone)
  expect(await events.findCertificate(office, certificate?.number ?? '')).toMatchObject({ isValid: false })
  for (let i = 0; i < 20; i++) await events.exportRoster(hostCtx, event.id)
  await expect(events.exportRoster(hostCtx, event.id)).rejects.toMatchObject({ code: 'too_many' })
})

test('themes are tags of the office; where people are asked stands in the room for who comes alone', async () => {
  const { member, event, ctx, hostCtx, otherCtx, joins } = await given()
  for (const [name, isOfficial] of [[`水辺${event.id}`, true], [`私の札${event.id}`, false]] as const) await db.tag.create({ data: { name, key: name, isOfficial, createdAt: clock.now() } })
  const save = (themes: string[]) => events.saveThemes(hostCtx, event.id, { ...said(), themes })
  for (const wrong of [`私の札${event.id}`, `どこにもない${event.id}`]) await expect(save([wrong])).rejects.toMatchObject({ fields: { themes: 'events.settings.themes_wrong' } })
  await save([`水辺${event.id}`])
  expect((await db.event.findUniqueOrThrow({ where: { id: event.id } })).themes).toEqual([`水辺${event.id}`])
  await events.saveSurvey(hostCtx, event.id, { ...said(), attended: 'https://example.jp/a', absent: '' })
  await joins(member)
  const links = async (one: Ctx) => (await events.surveyInRoom(one, event.id)).length
  expect([await links(ctx), await links(otherCtx), await links(testCtx())]).toEqual([1, 0, 0])
  await db.event.update({ where: { id: event.id }, data: states.cancelled })
  expect(await links(ctx)).toBe(0)
})
