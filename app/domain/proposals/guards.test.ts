/** What is refused where an event is made, changed and called off, and what an edit leaves alone, each by the one guard it has. */
import { expect, test } from 'vitest'
import { guest } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import type { Ctx } from '../../core/ctx.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeEventPerson, makeRegistration } from '../../../prisma/factories/events.ts'
import { makeFile, pdf } from '../../../prisma/factories/files.ts'
import { makeProposal } from '../../../prisma/factories/proposals.ts'
import { clock, concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { EVERY_EVENT } from '../attention/policy.ts'
import * as proposals from './index.server.ts'
import { MOST_NOTES } from './policy.ts'
import { addMaterialInput, editEventInput, eventFields, proposeInput } from './schema.ts'

const db = testDb()
const HOUR = 3_600_000
const gone = { code: 'not_found' }
const command = (text = '') => ({ commandId: randomId(), text })
const from = (ms: number) => new Date(clock.now().getTime() + ms)
const typed = (over: Record<string, unknown> = {}) => proposeInput.parse({ commandId: randomId(), kind: 'seminar', mode: 'hybrid', title: '小さな水路で電気をつくる', summary: '3年間の記録です。', text: 'グラフをお見せします。', startsAt: '2025-12-10T19:00', endsAt: '2025-12-10T20:30', place: '仙台市内', joinUrl: 'https://meet.example.com/a', venueCapacity: '50', onlineCapacity: '', agenda: '', ...over })
const propose = async (who: Parameters<typeof testCtx>[0], over: Record<string, unknown> = {}) => (await proposals.proposeEvent(testCtx(who), typed(over))).eventId

async function given(over: Parameters<typeof makeEvent>[1] = {}) {
  const [host, cohost, member, hr, moderator] = [await makeMember(db), await makeMember(db), await makeMember(db), await makeMember(db, { role: 'hr_admin' }), await makeMember(db, { role: 'moderator' })]
  const event = await makeEvent(db, { hostId: host.id, mode: 'hybrid', place: '仙台市内', joinUrl: 'https://meet.example.com/secret', body: '<p>グラフをお見せします。</p>', startsAt: from(48 * HOUR), endsAt: from(50 * HOUR), ...over })
  await makeEventPerson(db, { event, member: cohost })
  const edit = async (change: Record<string, unknown>, who = host) => {
    const { fields, version } = await proposals.editableEvent(testCtx(host), event.id)
    return proposals.editEvent(testCtx(who), event.id, editEventInput.parse({ commandId: randomId(), ...fields, version, note: '', ...change }))
  }
  return { host, cohost, member, hr, moderator, event, edit, hostCtx: testCtx(host), ctx: testCtx(member), desk: testCtx(hr) }
}
const setTo = (eventId: string, data: Record<string, unknown>) => db.event.update({ where: { id: eventId }, data })

test('how a public event was made, and the tools it is run with, are its hosts’ and the desk’s', async () => {
  const { ctx, hostCtx, desk, event, host } = await given()
  await makeProposal(db, { event, proposer: host }, { state: 'withdrawn' })
  const tools = [
    (one: Ctx) => proposals.readProposal(one, event.id), (one: Ctx) => proposals.commentOnProposal(one, event.id, command('一言')), (one: Ctx) => proposals.editableEvent(one, event.id),
    (one: Ctx) => proposals.cancellableEvent(one, event.id), (one: Ctx) => proposals.hostedMaterials(one, event.id), (one: Ctx) => proposals.chooseMaterialsFor(one, event.id, { commandId: randomId(), who: 'going' }),
    (one: Ctx) => proposals.addMaterial(one, event.id, addMaterialInput.parse({ commandId: randomId(), alt: '' }), { name: 'a.pdf', bytes: pdf() }), (one: Ctx) => proposals.removeMaterial(one, event.id, { commandId: randomId(), file: randomId() }),
  ]
  for (const tool of tools) {
    for (const one of [ctx, testCtx(guest), testCtx(await makeMember(db, { role: 'department' })), testCtx(await makeMember(db, { role: 'hr_admin', status: 'suspended' }))]) await expect(tool(one)).rejects.toMatchObject({ code: expect.stringMatching(/^(not_found|forbidden)$/) as string })
    for (const one of [hostCtx, desk]) await tool(one)
  }
  expect((await db.proposalNote.findMany({ where: { eventId: event.id, step: 'comment' } })).length).toBe(2)
})

test('where those who come meet online is for them and the hosts, as long as it takes place', async () => {
  const { ctx, hostCtx, desk, event, member, cohost } = await given()
  const other = await makeMember(db)
  await makeRegistration(db, { event, member: other })
  const seen = async (one: Ctx) => (await proposals.readTeam(one, event.id)).joinUrl
  expect([await seen(ctx), await seen(hostCtx), await seen(testCtx(cohost)), await seen(desk), await seen(testCtx(other))]).toEqual([null, ...Array.from({ length: 4 }, () => event.joinUrl)])
  await makeRegistration(db, { event, member }, { status: 'waitlisted', waitlistNo: 1 })
  expect(await seen(ctx)).toBeNull()
  expect([(await proposals.readTeam(ctx, event.id)).tools, (await proposals.readTeam(hostCtx, event.id)).tools]).toMatchObject([null, { edit: true, cancel: true, rehearse: true }])
  await setTo(event.id, { status: 'cancelled' })
  expect([await seen(hostCtx), await seen(testCtx(other)), (await proposals.readTeam(hostCtx, event.id)).tools]).toMatchObject([null, null, { edit: false, cancel: false, rehearse: false }])
  await expect(proposals.countProposals(ctx)).rejects.toMatchObject(gone)
  const draft = await given({ status: 'draft' })
  for (const one of [ctx, testCtx(guest)]) for (const read of [proposals.readTeam, proposals.readMaterials]) await expect(read(one, draft.event.id)).rejects.toMatchObject(gone)
})

test.each([['cancelled', { status: 'cancelled' }], ['over', { startsAt: from(-3 * HOUR), endsAt: from(-HOUR) }], ['a draft', { status: 'draft' }]] as const)('an event that is %s cannot be called off', async (_, state) => {
  const { hostCtx, event } = await given(state)
  await expect(proposals.cancellableEvent(hostCtx, event.id)).rejects.toMatchObject(gone)
  await proposals.cancelEvent(hostCtx, event.id, command('x')).catch((error: { code?: string }) => expect(error.code).toMatch(/^(not_found|conflict)$/))
  expect(await db.event.findUniqueOrThrow({ where: { id: event.id } })).toMatchObject({ cancelNote: null, sequence: 0 })
  expect((await jobs('event.changed')).filter((j) => (j.payload as { eventId: string }).eventId === event.id)).toEqual([])
})

test('called off, an event reminds nobody of itself any more; what was sent and other events stay', async () => {
  const [one, second] = [await given(), await given()]
  const remind = (eventId: string, kind: string, claimedAt: Date | null = null) => db.reminder.create({ data: { eventId, memberId: one.member.id, kind, dueAt: from(HOUR), claimedAt } })
  await remind(one.event.id, 'day')
  await remind(one.event.id, 'week', clock.now())
  await remind(second.event.id, 'day')
  await proposals.cancelEvent(one.hostCtx, one.event.id, command('大雪です'))
  expect((await db.reminder.findMany({ where: { memberId: one.member.id }, orderBy: { kind: 'asc' }, select: { eventId: true, kind: true } }))).toEqual([{ eventId: second.event.id, kind: 'day' }, { eventId: one.event.id, kind: 'week' }])
})

test('no step is taken that no longer fits: decided, declined, or its start has passed', async () => {
  const { host, hr, desk, hostCtx } = await given()
  const late = (textKey: string) => ({ code: 'conflict', textKey: `proposals.${textKey}` })
  const declined = await propose(host)
  await proposals.declineEvent(desk, declined, command('同じ会があります'))
  for (const step of [() => proposals.askForChanges(desk, declined, command('x')), () => proposals.declineEvent(desk, declined, command('x')), () => proposals.withdrawEvent(hostCtx, declined, { commandId: randomId() }), () => proposals.approveEvent(desk, declined, { ...command(), version: 1 })]) await expect(step()).rejects.toMatchObject(late('too_late'))
  await expect(proposals.editableEvent(hostCtx, declined)).rejects.toMatchObject(gone)
  const { draft: _, ...words } = typed()
  await expect(proposals.editEvent(hostCtx, declined, { ...words, version: 1, note: '' })).rejects.toMatchObject(gone)
  const [waits, withdrawn] = [await propose(host), await propose(host)]
  await proposals.withdrawEvent(hostCtx, withdrawn, { commandId: randomId() })
  for (const id of [waits, withdrawn]) await setTo(id, { startsAt: from(-2 * HOUR), endsAt: from(HOUR) })
  await expect(proposals.approveEvent(desk, waits, { ...command(), version: 1 })).rejects.toMatchObject(late('start_passed'))
  await expect(proposals.resubmitEvent(hostCtx, withdrawn, command())).rejects.toMatchObject(late('start_passed'))
  // Whoever proposed it decides nothing of it, also when another of the desk runs it.
  const byDesk = await makeEvent(db, { status: 'draft', hostId: host.id })
  await makeProposal(db, { event: byDesk, proposer: hr })
  await expect(proposals.approveEvent(desk, byDesk.id, { ...command(), version: 1 })).rejects.toMatchObject({ code: 'forbidden', textKey: 'proposals.own' })
})

test('a public event keeps its kind, its seats and the people of other events; what is past is not made so by an edit', async () => {
  const [one, second] = [await given({ venueCapacity: 7, onlineCapacity: 9 }), await given()]
  await expect(one.edit({ kind: 'meetup' })).rejects.toMatchObject({ fields: { kind: 'proposals.fixed' } })
  await expect(one.edit({ mode: 'venue' })).rejects.toMatchObject({ fields: { mode: 'proposals.fixed' } })
  await expect(one.edit({}, one.member)).rejects.toMatchObject(gone)
  expect(await one.edit({ summary: '別の一言', venueCapacity: '900', onlineCapacity: '900' })).toEqual({ version: 2 })
  expect(await db.event.findUniqueOrThrow({ where: { id: one.event.id } })).toMatchObject({ venueCapacity: 7, onlineCapacity: 9, sequence: 1 })
  expect((await db.event.findUniqueOrThrow({ where: { id: second.event.id } })).cohostIds).toEqual([second.cohost.id])
  await setTo(one.event.id, { startsAt: from(-2 * HOUR), endsAt: from(HOUR) })
  // It has begun: its words can be changed, its end not to what has passed.
  expect(await one.edit({ title: 'もう始まっています' })).toEqual({ version: 3 })
  await expect(one.edit({ endsAt: '2025-11-20T09:30' })).rejects.toMatchObject({ fields: { endsAt: 'proposals.in_past' } })
  await setTo(one.event.id, { status: 'cancelled' })
  const { draft: _, ...words } = typed()
  await expect(proposals.editEvent(one.hostCtx, one.event.id, { ...words, version: 3, note: '' })).rejects.toMatchObject(gone)
  expect((await db.event.findUniqueOrThrow({ where: { id: one.event.id } })).title).toBe('もう始まっています')
})

test('five co-hosts and ten speakers, who are here and have names of a length', async () => {
  const { host } = await given()
  const [left, people] = [await makeMember(db, { status: 'suspended' }), await Promise.all(Array.from({ length: 6 }, () => makeMember(db)))]
  const refused = (over: Record<string, unknown>) => expect(propose(host, over)).rejects
  await refused({ cohosts: people.map((p) => `@${p.handle}`) }).toMatchObject({ fields: { cohosts: 'proposals.too_many_people' } })
  await refused({ speakers: Array.from({ length: 11 }, (_, i) => `話し手${i}`) }).toMatchObject({ fields: { speakers: 'proposals.too_many_people' } })
  await refused({ cohosts: [`@${left.handle}`] }).toMatchObject({ fields: { cohosts: 'proposals.nobody' } })
  await refused({ speakers: ['あ'.repeat(101)] }).toMatchObject({ fields: { speakers: 'form.too_long' } })
  await expect(proposals.proposeEvent(testCtx(host), { ...typed({ speakers: ['早坂 誠一'] }), lines: ['あ'.repeat(101)] })).rejects.toMatchObject({ fields: { speakers: 'proposals.line_too_long' } })
})

test('ten proposals a day, 200 words about one, sixty of one’s own an hour, drafts counted for each writer', async () => {
  const { host, hostCtx, member } = await given()
  for (let i = 0; i < 10; i++) await propose(host)
  await expect(propose(host)).rejects.toMatchObject({ code: 'too_many' })
  const eventId = await propose(member)
  const speaks = testCtx(member)
  for (let i = 0; i < 60; i++) await proposals.commentOnProposal(speaks, eventId, command('x'))
  await expect(proposals.commentOnProposal(speaks, eventId, command('x'))).rejects.toMatchObject({ code: 'too_many' })
  clock.advance(HOUR + 1)
  await db.proposalNote.createMany({ data: Array.from({ length: MOST_NOTES - 61 }, () => ({ id: randomId(), eventId, authorId: member.id, step: 'comment' as const, text: 'x', createdAt: clock.now() })) })
  await expect(proposals.commentOnProposal(speaks, eventId, command('x'))).rejects.toMatchObject({ code: 'conflict', textKey: 'proposals.too_many_notes' })
  const keep = (one: Ctx) => proposals.keepEventDraft(one, { draft: randomId(), ...eventFields.parse({ title: '読書会' }) })
  // A proposal under the number of somebody else's draft leaves that with them.
  const { draft } = await keep(hostCtx)
  await proposals.proposeEvent(speaks, typed({ draft }))
  expect(await db.eventDraft.count({ where: { id: draft } })).toBe(1)
  const { done } = await concurrently(22, () => keep(speaks))
  expect(done).toHaveLength(20)
  await keep(hostCtx)
})

test('who is told: of a public event who asked for all and is here, of a change who follows it and has not registered', async () => {
  const { event, host, member, cohost } = await given()
  const [asked, followsOther, left, registered, muted] = [await makeMember(db), await makeMember(db), await makeMember(db, { status: 'suspended' }), await makeMember(db), await makeMember(db)]
  const follows = (who: { id: string }, targetId: string, level: 'watching' | 'muted' | 'normal' = 'watching') => db.attention.create({ data: { memberId: who.id, kind: 'event', targetId, level, at: clock.now() } })
  for (const who of [asked, left, host, cohost]) await follows(who, EVERY_EVENT)
  for (const who of [followsOther, left, registered]) await follows(who, event.id)
  await follows(muted, event.id, 'muted')
  await follows(member, (await given()).event.id)
  await makeRegistration(db, { event, member: registered })
  const announced = async () => (await proposals.announcement(testCtx(), { eventId: event.id })).notices.map((n) => n.memberId)
  const changed = async (sequence = 0) => (await proposals.changeNotices(testCtx(), { eventId: event.id, change: 'changed', sequence })).map((n) => n.memberId)
  expect([await announced(), await changed(), await changed(7)]).toEqual([[asked.id], [followsOther.id], []])
  await setTo(event.id, { status: 'cancelled' })
  expect(await announced()).toEqual([])
})

test('sixty files an hour are put beside events by one member, and images in a text are none of them', async () => {
  const { host, hostCtx, event } = await given()
  const other = await given()
  await makeFile(db, { ownerId: host.id, subject: 'event', subjectId: event.id })
  const add = (eventId: string) => proposals.addMaterial(hostCtx, eventId, addMaterialInput.parse({ commandId: randomId(), alt: '' }), { name: 'a.pdf', bytes: pdf() })
  for (let i = 0; i < 20; i++) await add(event.id)
  await expect(add(event.id)).rejects.toMatchObject({ code: 'conflict', textKey: 'materials.too_many' })
  await expect(add(other.event.id)).rejects.toMatchObject(gone)
  await db.storedFile.deleteMany({ where: { subjectId: event.id, subject: 'material' } })
  for (let i = 0; i < 39; i++) {
    await add(event.id)
    await db.storedFile.deleteMany({ where: { subjectId: event.id, subject: 'material' } })
  }
  await expect(add(event.id)).rejects.toMatchObject({ code: 'too_many' })
})
