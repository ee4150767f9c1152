/** The two custodians: how one comes to a key and leaves it, and what can be asked without them. */
import { expect, test } from 'vitest'
import { system } from '../../core/actor.ts'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeCustodians } from '../../../prisma/factories/custody.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeRoom } from '../../../prisma/factories/live.ts'
import { audits, concurrently, DEMO_NOW, emitted, everything, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { follow } from '../../../server/tests/live/follower.ts'
import { custodyHandlers } from '../../../workers/custody.ts'
import { due } from '../../../workers/schedule.ts'
import * as live from '../live/index.server.ts'
import { demoSecrets } from './demo-logins.ts'
import * as custody from './index.server.ts'

const db = testDb()
const commandId = newId
const SECRET = '馬 電池 ホッチキス 正しい 夕立'
async function office() {
  const [hr, hr2, moderator, member] = [await makeMember(db, { role: 'hr_admin' }), await makeMember(db, { role: 'hr_admin' }), await makeMember(db, { role: 'moderator' }), await makeMember(db)]
  return { hr, hr2, moderator, member }
}
/** Nobody holds a key. */
const unmade = () => db.custodianKey.updateMany({ where: { endedAt: null }, data: { endedAt: DEMO_NOW, locked: null } })
async function evening(over: object = {}) {
  const host = await makeMember(db)
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id, ...over })
  return { host: testCtx(host), author: await makeMember(db), eventId: event.id }
}
const make = (who: Parameters<typeof testCtx>[0]) => custody.makeKey(testCtx(who), { commandId: commandId(), secretNew: SECRET, secretAgain: SECRET })
const name = (who: Parameters<typeof testCtx>[0], seat: 'hr' | 'second', memberId: string) => custody.nameCustodian(testCtx(who), { commandId: commandId(), seat, memberId })

test('an HR administrator names two, each makes a key alone; then anonymous questions can be allowed, before they cannot', async () => {
  await unmade()
  const { hr, moderator, member } = await office()
  const { host, author, eventId } = await evening({ allowsAnonymous: true })
  const allow = () => live.allowAsking(host, { commandId: commandId(), eventId, mode: 'anonymous', isOn: true })
  const ask = () => live.askAnonymously(testCtx(author), { capability: 'a'.repeat(43), eventId, text: '封のない質問' })
  for (const who of [moderator, member]) await expect(name(who, 'hr', hr.id)).rejects.toMatchObject({ code: 'not_found' })
  await name(hr, 'hr', hr.id)
  await name(hr, 'second', moderator.id)
  for (const who of [member, await makeMember(db, { role: 'hr_admin' })]) await expect(make(who)).rejects.toMatchObject({ code: 'not_found' })
  await make(hr)
  expect((await live.readHostPage(host, eventId)).room.state).toMatchObject({ allowsAnonymous: true, lacksCustodians: true })
  await expect(allow()).rejects.toMatchObject({ code: 'conflict', textKey: 'live.no_custodians' })
  await expect(ask()).rejects.toMatchObject({ code: 'conflict', textKey: 'live.no_custodians' })
  expect(await db.question.count({ where: { eventId } })).toBe(0)
  await make(moderator)
  expect(await custody.readCustodians(testCtx(moderator))).toMatchObject({ isReady: true, mine: 'second', mayName: false, seats: [{ seat: 'hr', state: 'ready', isMine: false }, { seat: 'second', state: 'ready', isMine: true }] })
  await allow()
  await ask()
  expect((await live.readHostPage(host, eventId)).room.state).toMatchObject({ allowsAnonymous: true, lacksCustodians: false, questions: [{ asker: null }] })
  expect((await audits()).map((a) => a.action).filter((a) => a.startsWith('custodian.'))).toEqual(['custodian.named', 'custodian.named', 'custodian.key_made', 'custodian.key_made'])
  const all = await everything()
  expect(all).not.toContain(SECRET)
  expect(all).not.toContain(Buffer.from(SECRET).toString('hex'))
})

test('who may hold which key; one person holds one', async () => {
  await unmade()
  const { hr, moderator, member } = await office()
  for (const [seat, who] of [['hr', moderator], ['hr', member], ['second', member], ['second', await makeMember(db, { role: 'operator' })]] as const) await expect(name(hr, seat, who.id)).rejects.toMatchObject({ fields: { memberId: 'custody.may_not_hold' } })
  await name(hr, 'hr', hr.id)
  await expect(name(hr, 'second', hr.id)).rejects.toMatchObject({ fields: { memberId: 'custody.holds_other' } })
})

test('a key that is held is nobody’s to take: only its holder gives it up, or it is named anew once the holder is gone', async () => {
  await unmade()
  const { hr, hr2, moderator, member } = await office()
  const before = await makeCustodians(db, { hr: hr.id, second: moderator.id })
  await expect(name(hr2, 'second', hr2.id)).rejects.toMatchObject({ code: 'conflict', textKey: 'custody.held' })
  for (const who of [hr2, member]) await expect(custody.giveUpKey(testCtx(who), { commandId: commandId(), sure: 'on' })).rejects.toMatchObject({ code: 'not_found' })
  await db.member.update({ where: { id: moderator.id }, data: { role: 'member' } })
  expect(await custody.readCustodians(testCtx(hr))).toMatchObject({ isReady: false, seats: [{ state: 'ready' }, { state: 'gone' }] })
  expect(await custody.hasCustodians(testCtx(hr))).toBe(false)
  await name(hr2, 'second', hr2.id)
  expect(await db.custodianKey.findUniqueOrThrow({ where: { id: before.second.id } })).toMatchObject({ locked: null })
  await custody.giveUpKey(testCtx(hr), { commandId: commandId(), sure: 'on' })
  expect(await custody.readCustodians(testCtx(hr2))).toMatchObject({ seats: [{ state: 'empty' }, { state: 'named', isMine: true }] })
  expect(await db.custodianKey.findUniqueOrThrow({ where: { id: before.hr.id } })).toMatchObject({ locked: null })
})

test('a custodian goes while rooms are open: from that moment nobody asks without a name, and each room hears it once, and when there is one again', async () => {
  await unmade()
  await db.outbox.deleteMany()
  const { hr, hr2, moderator } = await office()
  await makeCustodians(db, { hr: hr.id, second: moderator.id })
  const rooms = [await evening({ allowsAnonymous: true, isModerated: false }), await evening({ allowsAnonymous: true, status: 'waiting' }), await evening({ allowsAnonymous: false }), await evening({ allowsAnonymous: true, status: 'closed' })] as const
  const { author, eventId } = rooms[0]
  const ask = () => live.askAnonymously(testCtx(author), { capability: newId().replaceAll('-', '').padEnd(43, 'k'), eventId, text: '封のある質問' })
  const heard = async ({ eventId: id }: (typeof rooms)[number]) => (await emitted(`event:${id}:all`)).filter((e) => e.type === 'custodians.changed').map((e) => (e.payload as { areLacking: boolean }).areLacking)
  const work = async () => { for (const job of await jobs('custodians.changed')) await custodyHandlers['custodians.changed'](testCtx(system), job.payload as never, {} as never) }
  await ask()
  const hears = await follow(testCtx(author), live.eventRoom, eventId)
  await custody.giveUpKey(testCtx(moderator), { commandId: commandId(), sure: 'on' })
  await expect(ask()).rejects.toMatchObject({ code: 'conflict', textKey: 'live.no_custodians' })
  await concurrently(3, work)
  expect(await Promise.all(rooms.map(heard))).toEqual([[true], [true], [], []])
  const { heard: state, fresh } = await hears()
  expect(state).toEqual(fresh)
  expect(fresh.state).toMatchObject({ allowsAnonymous: true, lacksCustodians: true })
  await name(hr, 'second', hr2.id)
  await make(hr2)
  await concurrently(3, work)
  expect(await heard(rooms[0])).toEqual([true, false])
  await ask()
  // Who leaves the office gives nothing up: the tick finds it.
  await db.member.update({ where: { id: hr2.id }, data: { status: 'left' } })
  await expect(ask()).rejects.toMatchObject({ textKey: 'live.no_custodians' })
  const run = Object.entries(due).filter(([what]) => what.includes('names can be sealed'))
  expect(run).toHaveLength(1)
  for (let i = 0; i < 2; i++) for (const [, tell] of run) await tell(testCtx(system))
  expect(await heard(rooms[0])).toEqual([true, false, true])
})

test('eight who name at once: one key a seat', async () => {
  await unmade()
  const { hr, hr2, moderator } = await office()
  const people = [hr, hr2, moderator]
  await concurrently(8, (i) => name(i % 2 === 0 ? hr : hr2, 'second', people[i % 3]!.id))
  expect(await db.custodianKey.count({ where: { endedAt: null } })).toBe(1)
})

test('the database itself keeps keys and seals as they are, and lets no question without a name in without one', async () => {
  await unmade()
  const { hr, second } = await makeCustodians(db)
  const { author, eventId } = await evening({ allowsAnonymous: true })
  await live.askAnonymously(testCtx(author), { capability: 'b'.repeat(43), eventId, text: '封のある質問' })
  const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow(/check|constraint|violat|stays|changed|seal/i)
  await refused(db.question.create({ data: { id: newId(), eventId, capabilityHash: 'c', text: '封なし', status: 'approved', createdAt: new Date() } }))
  await db.question.create({ data: { id: newId(), eventId, text: '名も封もない(control)', status: 'approved', createdAt: new Date() } })
  await refused(db.$executeRaw`update question_seal set box = ${Buffer.alloc(112)}`)
  await refused(db.custodianKey.update({ where: { id: hr.id }, data: { publicKey: Buffer.alloc(32) } }))
  await refused(db.custodianKey.update({ where: { id: hr.id }, data: { locked: null } }))
  await refused(db.custodianKey.create({ data: { id: newId(), seat: 'hr', holderId: author.id, namedAt: new Date() } }))
  await refused(db.custodianKey.update({ where: { id: second.id }, data: { holderId: hr.holderId } }))
  expect(demoSecrets.hr).not.toBe(demoSecrets.second)
})
