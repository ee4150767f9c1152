/** Opening a seal takes both custodians, a reason and time; and nothing else of it says who asked. */
import { beforeEach, expect, test } from 'vitest'
import { system } from '../../core/actor.ts'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeCustodians } from '../../../prisma/factories/custody.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeRoom } from '../../../prisma/factories/live.ts'
import type { Member } from '../../../prisma/generated/client.ts'
import { audits, clock, concurrently, DEMO_NOW, everything, guard, guardsHold, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { custodyHandlers } from '../../../workers/custody.ts'
import * as live from '../live/index.server.ts'
import { demoSecrets } from './demo-logins.ts'
import * as custody from './index.server.ts'

const db = testDb()
const HOUR = 3_600_000
const reason = '生命に関わるおそれがあるため'
const NEXT = '次の 方の 合言葉 です 椿 つばめ'
let made = 0
let hr: Member, second: Member, author: Member, host: Member
let eventId: string, questionId: string, capability: string

beforeEach(async () => {
  await db.custodianKey.updateMany({ where: { endedAt: null }, data: { endedAt: DEMO_NOW, locked: null } })
  await db.outbox.deleteMany()
  hr = await makeMember(db, { role: 'hr_admin' })
  second = await makeMember(db, { role: 'moderator' })
  author = await makeMember(db, { displayName: '隠坂 澪' })
  host = await makeMember(db)
  await makeCustodians(db, { hr: hr.id, second: second.id })
  const event = await makeEvent(db, { hostId: host.id, title: '封の夕べ' })
  eventId = event.id
  await makeRoom(db, { eventId, allowsAnonymous: true, isModerated: false })
  ;({ questionId, capability } = await asked(author))
})

async function asked(who: Member) {
  const own = `${String(made++).padStart(3, '0')}${'s'.repeat(40)}`
  const before = (await db.question.findMany({ where: { eventId }, select: { id: true } })).map((q) => q.id)
  await live.askAnonymously(testCtx(who), { capability: own, eventId, text: '名前は出さずに聞きます' })
  const { id } = await db.question.findFirstOrThrow({ where: { eventId, id: { notIn: before } } })
  return { questionId: id, capability: own }
}
const ask = (who: Member = hr, more: object = {}) => custody.askToOpen(testCtx(who), { commandId: newId(), questionId, reason, secret: demoSecrets.hr, ...more })
const confirm = (openingId: string, who: Member = second, more: object = {}) => custody.confirmOpening(testCtx(who), { commandId: newId(), openingId, secret: demoSecrets.second, ...more })
const read = (openingId: string, who: Member, secret: string) => custody.readOpened(testCtx(who), { openingId, secret })
const refuse = (openingId: string, who: Member) => custody.refuseOpening(testCtx(who), { commandId: newId(), openingId })
const statusOf = async (id: string) => (await db.sealOpening.findUniqueOrThrow({ where: { id } })).status
const trail = async () => (await audits()).filter((a) => a.subjectId === questionId)
const NOT_FOUND = { code: 'not_found' }
/** Does the jobs of one name, as the worker does. */
async function work(name: keyof typeof custodyHandlers): Promise<void> {
  for (const job of await jobs(name)) await custodyHandlers[name](testCtx(system), job.payload as never, {} as never)
}

test('both open it, with a reason: the author is shown to both and told; no row, job or audit line names them', async () => {
  const { openingId } = await ask()
  expect(await live.ownAnonymous(testCtx(author), eventId, [capability])).toMatchObject([{ id: questionId }])
  const before = await everything()
  expect(before).not.toContain(author.id)
  expect((await confirm(openingId)).author).toMatchObject({ id: author.id, name: '隠坂 澪' })
  expect((await read(openingId, hr, demoSecrets.hr)).author).toMatchObject({ id: author.id })
  expect((await read(openingId, second, demoSecrets.second)).author).toMatchObject({ id: author.id })
  const after = await everything()
  for (const trace of [author.id, author.id.replaceAll('-', ''), '隠坂', ...Object.values(demoSecrets)]) expect(after).not.toContain(trace)
  expect(await trail()).toMatchObject([
    { action: 'seal.asked', actorId: hr.id, reason, detail: { openingId } }, { action: 'seal.opened', actorId: second.id, reason }, { action: 'seal.read', actorId: hr.id }, { action: 'seal.read', actorId: second.id },
  ])
  await work('seal.opened')
  await work('seal.opened')
  const told = await db.notification.findMany({ where: { memberId: author.id } })
  expect(told).toMatchObject([{ kind: 'question_opened', params: { title: '封の夕べ' }, href: `/events/${eventId}/live` }])
  for (const trace of [questionId, openingId]) expect(JSON.stringify(told)).not.toContain(trace)
  expect(await db.mail.count({ where: { memberId: author.id, kind: 'question_opened' } })).toBe(1)
  // Control: what names somebody is found.
  expect(await everything()).toContain(author.id)
  expect(await live.ownAnonymous(testCtx(author), eventId, [capability])).toMatchObject([{ opened: { at: DEMO_NOW.toISOString(), reason } }])
  await expect(ask()).rejects.toMatchObject({ code: 'conflict', textKey: 'custody.asked_already' })
})

test('the other custodian is told of a request, the first of what became of it', async () => {
  const { openingId } = await ask()
  await work('seal.tell')
  expect(await db.notification.findMany({ where: { memberId: second.id } })).toMatchObject([{ kind: 'seal_asked', href: `/desk/seals/${questionId}` }])
  await refuse(openingId, second)
  await work('seal.tell')
  expect(await db.notification.findMany({ where: { memberId: hr.id } })).toMatchObject([{ kind: 'seal_decided' }])
})

test('nobody opens alone, and nobody else at all', async () => {
  const [hr2, moderator, member] = [await makeMember(db, { role: 'hr_admin' }), await makeMember(db, { role: 'moderator' }), await makeMember(db)]
  for (const who of [second, hr2, moderator, member, author, host]) await expect(ask(who)).rejects.toMatchObject(NOT_FOUND)
  const { openingId } = await ask()
  for (const who of [hr, hr2, moderator, member, author]) await expect(confirm(openingId, who, { secret: demoSecrets.hr })).rejects.toMatchObject(NOT_FOUND)
  for (const who of [hr, second, hr2]) await expect(read(openingId, who, demoSecrets.hr)).rejects.toMatchObject(NOT_FOUND)
  for (const who of [hr2, moderator, member]) {
    await expect(refuse(openingId, who)).rejects.toMatchObject(NOT_FOUND)
    await expect(custody.readSeal(testCtx(who), questionId)).rejects.toMatchObject(NOT_FOUND)
    await expect(custody.listOpenings(testCtx(who), null)).rejects.toMatchObject(NOT_FOUND)
  }
  const box = Buffer.alloc(64)
  const opened = (decidedById: string, decidedAt = clock.now()) => db.sealOpening.update({ where: { id: openingId }, data: { status: 'opened', half: null, decidedById, decidedAt, askerBox: box, deciderBox: box } })
  await expect(opened(hr.id)).rejects.toThrow(/check|constraint|second custodian/i)
  await expect(opened(moderator.id)).rejects.toThrow(/second custodian/)
  await expect(opened(second.id, new Date(clock.now().getTime() + 25 * HOUR))).rejects.toThrow(/second custodian/)
  await expect(db.sealOpening.create({ data: { id: newId(), questionId, reason, status: 'waiting', askedById: second.id, askedAt: clock.now(), expiresAt: clock.now(), half: box } })).rejects.toThrow(/first custodian/)
  expect((await confirm(openingId)).author?.id).toBe(author.id)
  await expect(db.sealOpening.update({ where: { id: openingId }, data: { reason: 'ほかの理由' } })).rejects.toThrow(/stands as it is/)
})

test('another passphrase opens nothing and says so beside the field; five of them, and the right one waits too', async () => {
  const wrong = () => ask(hr, { secret: demoSecrets.second })
  for (let i = 0; i < 5; i++) await expect(wrong()).rejects.toMatchObject({ code: 'invalid', fields: { secret: 'custody.secret_wrong' } })
  await expect(ask()).rejects.toMatchObject({ code: 'too_many', fields: { secret: 'custody.secret_too_many' } })
  expect(await db.sealOpening.count({ where: { questionId } })).toBe(0)
  clock.advance(16 * 60_000)
  const { openingId } = await ask()
  await expect(confirm(openingId, second, { secret: demoSecrets.hr })).rejects.toMatchObject({ fields: { secret: 'custody.secret_wrong' } })
  expect(await statusOf(openingId)).toBe('waiting')
})

test('asked four times at once it is one request; confirmed four times at once it is one opening', async () => {
  const requests = await concurrently(4, () => ask())
  expect(requests.done).toHaveLength(1)
  expect(requests.failed).toMatchObject([{ textKey: 'custody.asked_already' }, { textKey: 'custody.asked_already' }, { textKey: 'custody.asked_already' }])
  const openingId = requests.done[0]!.openingId
  const { done, failed } = await concurrently(4, () => confirm(openingId))
  expect(failed).toEqual([])
  expect(done.map((d) => d.author?.id)).toEqual(Array(4).fill(author.id))
  expect((await trail()).filter((a) => a.action === 'seal.opened')).toHaveLength(1)
  expect(await jobs('seal.opened')).toHaveLength(1)
  const command = { commandId: newId(), openingId }
  await confirm(openingId, second, command)
  expect((await confirm(openingId, second, command)).author?.id).toBe(author.id)
})

test('what is refused, taken back or not confirmed in a day opens nothing, is on record, and can be asked again', async () => {
  const first = await ask()
  await refuse(first.openingId, second)
  await expect(confirm(first.openingId)).rejects.toMatchObject({ textKey: 'custody.decided' })
  const other = await ask()
  await refuse(other.openingId, hr)
  const late = await ask()
  clock.advance(24 * HOUR)
  await expect(confirm(late.openingId)).rejects.toMatchObject({ textKey: 'custody.too_late' })
  expect(await jobs('seal.expire')).toHaveLength(3)
  await work('seal.expire')
  await work('seal.expire')
  expect([await statusOf(first.openingId), await statusOf(other.openingId), await statusOf(late.openingId)]).toEqual(['refused', 'withdrawn', 'expired'])
  expect((await trail()).map((a) => [a.action, a.actorId])).toEqual([['seal.asked', hr.id], ['seal.refused', second.id], ['seal.asked', hr.id], ['seal.withdrawn', hr.id], ['seal.asked', hr.id], ['seal.expired', null]])
  expect(await db.sealOpening.count({ where: { questionId, half: { not: null } } })).toBe(0)
  expect(await live.ownAnonymous(testCtx(author), eventId, [capability])).not.toMatchObject([{ opened: {} }])
  await ask()
})

test('whoever took the question back reads in the browser that asked it that it was opened, and why; without its words, and until then nothing', async () => {
  const own = () => live.ownAnonymous(testCtx(author), eventId, [capability])
  await live.withdrawAnonymous(testCtx(author), eventId, { questionId }, [capability])
  expect(await own()).toEqual([])
  const { openingId } = await ask()
  expect(await own()).toEqual([])
  await confirm(openingId)
  expect(await own()).toMatchObject([{ id: questionId, text: '', status: 'withdrawn', opened: { at: clock.now().toISOString(), reason } }])
  expect(await live.ownAnonymous(testCtx(author), eventId, ['z'.repeat(43)])).toEqual([])
  await expect(live.withdrawAnonymous(testCtx(author), eventId, { questionId }, [capability])).rejects.toMatchObject(NOT_FOUND)
  await expect(live.changeAnonymous(testCtx(author), eventId, { questionId, text: 'もう一度' }, [capability])).rejects.toMatchObject(NOT_FOUND)
})

test('what cannot be read is not over: the job fails and is done again; of a request that is gone there is nothing to do', async () => {
  const { openingId } = await ask()
  clock.advance(24 * HOUR)
  await db.$executeRaw`alter table seal_opening rename to seal_opening_away`
  try {
    await expect(work('seal.expire')).rejects.toThrow(/seal_opening/)
  } finally {
    await db.$executeRaw`alter table seal_opening_away rename to seal_opening`
  }
  expect(await statusOf(openingId)).toBe('waiting')
  await work('seal.expire')
  expect(await db.sealOpening.findUniqueOrThrow({ where: { id: openingId } })).toMatchObject({ status: 'expired', half: null })
  await custody.expireOpening(testCtx(system), newId())
})

test('each guard of keys, seals and openings holds alone: without it the statement goes through', async () => {
  const key = (seat: 'hr' | 'second') => `(select id from custodian_key where seat = '${seat}' and ended_at is null)`
  const [of, by, at] = [`'${questionId}'`, `'${hr.id}'`, `'${clock.now().toISOString()}'::timestamptz`]
  const opening = (status: string, more: { asked?: string; reason?: string } = {}) =>
    `insert into seal_opening (id, question_id, reason, status, asked_by_id, asked_at, expires_at, half) values (gen_random_uuid(), ${of}, '${more.reason ?? '理由'}', '${status}', ${more.asked ?? by}, ${at}, ${at} + interval '1 day', 'x')`
  const newKey = (seat: string, holder: string, publicKey = 'null') => `insert into custodian_key (id, seat, holder_id, named_at, public_key) values (gen_random_uuid(), '${seat}', '${holder}', ${at}, ${publicKey})`
  const decide = (set: string) => `update seal_opening set ${set} where question_id = ${of}`
  const ended = `update custodian_key set ended_at = ${at}, locked = null where seat = 'second' and ended_at is null`
  const opened = (who: string, when = at) => decide(`status = 'opened', decided_by_id = '${who}', decided_at = ${when}, half = null, asker_box = 'x', decider_box = 'x'`)
  const waiting = { before: opening('waiting') }
  const [next, other] = [await makeMember(db, { role: 'moderator' }), await makeMember(db, { role: 'hr_admin' })]
  await guardsHold([
    guard('constraint', 'custodian_key', 'custodian_key_seat', [newKey('third', next.id)]),
    guard('index', '', 'custodian_key_of_seat', [newKey('hr', other.id)]),
    guard('index', '', 'custodian_key_of_holder', [newKey('second', hr.id)], { before: ended }),
    guard('constraint', 'custodian_key', 'custodian_key_made', [newKey('second', next.id, "decode(repeat('00', 32), 'hex')")], { before: ended }),
    guard('constraint', 'custodian_key', 'custodian_key_locked', [`update custodian_key set locked = null where id = ${key('hr')}`]),
    guard('trigger', 'custodian_key', 'custodian_key_stays', [`update custodian_key set public_key = decode(repeat('00', 32), 'hex') where id = ${key('hr')}`, `update custodian_key set named_at = named_at where ended_at is not null`, `update custodian_key set seat = 'second' where id = ${key('hr')}`], { says: 'a key stays', before: ended }),
    guard('trigger', 'question', 'question_is_sealed', [`insert into question (id, event_id, capability_hash, text, status, created_at) values (gen_random_uuid(), '${eventId}', 'unsealed', 'x', 'pending', ${at})`], { says: 'has a seal' }),
    guard('trigger', 'question_seal', 'question_seal_stays', [`update question_seal set box = 'x'`], { says: 'never changed' }),
    guard('constraint', 'question_seal', 'question_seal_of_two', [`with q as (insert into question (id, event_id, text, status, created_at) values ('${newId()}', '${eventId}', 'x', 'pending', ${at}) returning id) insert into question_seal (question_id, hr_key_id, second_key_id, box) select ${of}, ${key('hr')}, ${key('hr')}, 'x'`], { before: `delete from question_seal where question_id = ${of}` }),
    guard('constraint', 'seal_opening', 'seal_opening_status', [decide(`status = 'odd', decided_at = ${at}, half = null`)], waiting),
    guard('constraint', 'seal_opening', 'seal_opening_reason', [opening('waiting', { reason: ' ' })]),
    guard('index', '', 'seal_opening_of_question', [opening('waiting')], waiting),
    guard('constraint', 'seal_opening', 'seal_opening_of_two', [decide(`status = 'refused', decided_at = ${at}, half = null`), decide(`status = 'refused', decided_by_id = ${by}, decided_at = ${at}, half = null`)], waiting),
    guard('constraint', 'seal_opening', 'seal_opening_decided', [decide(`status = 'refused', decided_by_id = '${second.id}', half = null`)], waiting),
    guard('constraint', 'seal_opening', 'seal_opening_half', [decide('half = null')], waiting),
    guard('constraint', 'seal_opening', 'seal_opening_boxes', [decide(`status = 'refused', decided_by_id = '${second.id}', decided_at = ${at}, half = null, asker_box = 'x', decider_box = 'x'`)], waiting),
    guard('trigger', 'seal_opening', 'seal_opening_goes_on', [opening('waiting', { asked: `'${second.id}'` })], { says: 'by the first custodian' }),
    guard('trigger', 'seal_opening', 'seal_opening_goes_on', [opened(next.id), opened(second.id, `${at} + interval '25 hours'`)], { says: 'by the second custodian, in time', ...waiting }),
    guard('trigger', 'seal_opening', 'seal_opening_goes_on', [decide(`reason = 'ほか'`), decide(`expires_at = expires_at + interval '1 day'`), decide(`asked_by_id = '${other.id}'`)], { says: 'stands as it is', ...waiting }),
    guard('trigger', 'seal_opening', 'seal_opening_goes_on', [decide(`decided_at = decided_at + interval '1 hour'`)], { says: 'stands as it is', before: `${opening('waiting')}; ${opened(second.id)}` }),
  ])
})

test('a seal that was laid to another question opens nothing', async () => {
  const { box, hrKeyId, secondKeyId } = await db.questionSeal.findUniqueOrThrow({ where: { questionId } })
  questionId = newId()
  await db.$transaction(async (tx) => {
    await tx.question.create({ data: { id: questionId, eventId, capabilityHash: `laid ${questionId}`, text: 'ほかの質問', status: 'approved', createdAt: clock.now() } })
    await tx.questionSeal.create({ data: { questionId, hrKeyId, secondKeyId, box } })
  })
  const { openingId } = await ask()
  await expect(confirm(openingId)).rejects.toMatchObject({ code: 'conflict', textKey: 'custody.of_another' })
})

test('a seat passes on by both: the next one opens what was sealed before, who left does not; not while a request waits', async () => {
  const next = await makeMember(db, { role: 'hr_admin' })
  const both = { seat: 'hr' as const, memberId: next.id, secretHr: demoSecrets.hr, secretSecond: demoSecrets.second, secretNew: NEXT, secretAgain: NEXT }
  const handOver = (who: Member, more: object = {}) => custody.handOver(testCtx(who), { commandId: newId(), ...both, ...more })
  await expect(handOver(next)).rejects.toMatchObject(NOT_FOUND)
  await expect(handOver(hr, { secretSecond: demoSecrets.hr })).rejects.toMatchObject({ fields: { secretSecond: 'custody.secret_wrong' } })
  await expect(handOver(second, { secretHr: demoSecrets.second })).rejects.toMatchObject({ fields: { secretHr: 'custody.secret_wrong' } })
  await expect(handOver(hr, { memberId: second.id })).rejects.toMatchObject({ fields: { memberId: 'custody.may_not_hold' } })
  const { openingId } = await ask()
  await expect(handOver(hr)).rejects.toMatchObject({ textKey: 'custody.opening_waits' })
  await refuse(openingId, second)
  await handOver(second)
  await expect(ask(hr)).rejects.toMatchObject(NOT_FOUND)
  await expect(ask(next)).rejects.toMatchObject({ fields: { secret: 'custody.secret_wrong' } })
  const again = await ask(next, { secret: NEXT })
  expect((await confirm(again.openingId)).author?.id).toBe(author.id)
  expect((await audits('custodian.handed_over')).at(-1)).toMatchObject({ actorId: second.id, subjectId: next.id, detail: { seat: 'hr', from: hr.id } })
})

test('with a key given up, what was sealed for it is closed for good; new questions are sealed for the new one', async () => {
  await custody.giveUpKey(testCtx(second), { commandId: newId(), sure: 'on' })
  await expect(ask()).rejects.toMatchObject(NOT_FOUND)
  const next = await makeMember(db, { role: 'moderator' })
  await custody.nameCustodian(testCtx(hr), { commandId: newId(), seat: 'second', memberId: next.id })
  await custody.makeKey(testCtx(next), { commandId: newId(), secretNew: NEXT, secretAgain: NEXT })
  await expect(ask()).rejects.toMatchObject({ code: 'conflict', textKey: 'custody.keys_gone' })
  const before = questionId
  ;({ questionId } = await asked(author))
  expect(questionId).not.toBe(before)
  const { openingId } = await ask()
  expect((await confirm(openingId, next, { secret: NEXT })).author?.id).toBe(author.id)
})
