/** Asking under another name and without one: who learns what. */
import { expect, test } from 'vitest'
import { newId } from '../../core/ids.ts'
import { parseQuery } from '../../core/search/query.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeCustodians } from '../../../prisma/factories/custody.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeRoom } from '../../../prisma/factories/live.ts'
import { clock, concurrently, emitted, everything, testCtx, testDb } from '../../../prisma/testing/index.ts'
import * as live from './index.server.ts'
import { askInput } from './schema.ts'

const db = testDb()
let made = 0
const capability = () => `${String(made++).padStart(3, '0')}${'x'.repeat(40)}`
async function evening(over: object = {}) {
  const [host, author, other] = [await makeMember(db), await makeMember(db, { displayName: '隠坂 澪' }), await makeMember(db)]
  if ((await db.custodianKey.count()) === 0) await makeCustodians(db)
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id, allowsPseudonym: true, allowsAnonymous: true, ...over })
  return { host: testCtx(host), author: testCtx(author), authorId: author.id, other: testCtx(other), eventId: event.id }
}

test('without a name nothing is written that names its author, in any table; asked by name it is (control)', async () => {
  const { host, author, authorId, eventId } = await evening()
  const before = await everything()
  expect(before).not.toContain(authorId)
  const own = capability()
  await live.askAnonymously(author, { capability: own, eventId, text: 'だれにも知られたくない' })
  await live.changeAnonymous(author, eventId, { questionId: (await db.question.findFirstOrThrow({ where: { eventId } })).id, text: 'だれにも知られずに聞きたい' }, [own])
  const after = await everything()
  expect(after).toContain('だれにも知られずに聞きたい')
  expect(after).toContain('question_seal')
  for (const id of [authorId, authorId.replaceAll('-', '')]) expect(after).not.toContain(id)
  expect(after).not.toContain('隠坂')
  expect(after).not.toContain(own)
  expect(JSON.stringify(await live.readHostPage(host, eventId))).not.toContain('隠坂')
  await live.askQuestion(author, { commandId: newId(), eventId, text: '名前で' })
  expect(await everything()).toContain(authorId)
})

test('times are those of the hour, in the question and in the log, and its id says no order', async () => {
  const { author, eventId } = await evening()
  clock.advance(17 * 60_000)
  const own = capability()
  await live.askAnonymously(author, { capability: own, eventId, text: '何時でしょう' })
  const question = await db.question.findFirstOrThrow({ where: { eventId } })
  const event = await db.liveEvent.findFirstOrThrow({ where: { stream: `event:${eventId}:staff` } })
  await live.withdrawAnonymous(author, eventId, { questionId: question.id }, [own])
  const last = await db.liveEvent.findFirstOrThrow({ where: { stream: `event:${eventId}:staff` }, orderBy: { seq: 'desc' } })
  expect(last.type).toBe('question.changed')
  for (const at of [question.createdAt, event.at, last.at]) expect(at.getTime() % 3_600_000).toBe(0)
  expect(question.id[14]).toBe('4')
  expect(question.authorId).toBeNull()
})

test('the same form sent eight times at once is one question; with another capability it is another', async () => {
  const { author, eventId } = await evening()
  const own = capability()
  const { failed } = await concurrently(8, () => live.askAnonymously(author, { capability: own, eventId, text: '一度だけ' }))
  expect(failed.filter((e) => (e as { code?: string }).code !== 'too_many')).toEqual([])
  expect(await db.question.count({ where: { eventId } })).toBe(1)
  await live.askAnonymously(author, { capability: capability(), eventId, text: '一度だけ' })
  expect(await db.question.count({ where: { eventId } })).toBe(2)
})

test('five a minute, kept in memory', async () => {
  const { author, eventId } = await evening()
  for (let i = 0; i < 5; i++) await live.askAnonymously(author, { capability: capability(), eventId, text: `${i}` })
  await expect(live.askAnonymously(author, { capability: capability(), eventId, text: '6' })).rejects.toMatchObject({ code: 'too_many', textKey: 'live.ask_too_fast' })
  clock.advance(61_000)
  await live.askAnonymously(author, { capability: capability(), eventId, text: '7' })
})

test('the browser that asked changes it, reads what became of it and takes it back; no other can, not even the author’s', async () => {
  const { host, author, other, eventId } = await evening()
  const own = capability()
  await live.askAnonymously(author, { capability: own, eventId, text: '最初の言葉' })
  const { id: questionId } = await db.question.findFirstOrThrow({ where: { eventId } })
  for (const [ctx, capabilities] of [[author, []], [author, [capability()]], [other, []]] as const) {
    await expect(live.changeAnonymous(ctx, eventId, { questionId, text: '別人' }, [...capabilities])).rejects.toMatchObject({ code: 'not_found' })
    expect(await live.ownAnonymous(ctx, eventId, [...capabilities])).toEqual([])
  }
  await expect(live.changeOwnQuestion(author, { commandId: newId(), questionId, text: '別人' })).rejects.toMatchObject({ code: 'not_found' })
  await live.changeAnonymous(author, eventId, { questionId, text: '次の言葉' }, [own])
  await live.dismissQuestion(host, { commandId: newId(), questionId, reason: 'time' })
  expect(await live.ownAnonymous(author, eventId, [own])).toMatchObject([{ text: '次の言葉', status: 'dismissed', reason: 'time' }])
  await live.approveQuestion(host, { commandId: newId(), questionId })
  await live.withdrawAnonymous(author, eventId, { questionId }, [own])
  expect(await live.ownAnonymous(author, eventId, [own])).toEqual([])
  expect(JSON.stringify([await emitted(`event:${eventId}:all`), await emitted(`event:${eventId}:staff`)])).not.toContain('次の言葉')
})

test.each(['applicant', 'suspended'] as const)('an account that is %s asks nothing without a name', async (status) => {
  const { eventId } = await evening()
  await expect(live.askAnonymously(testCtx(await makeMember(db, { status })), { capability: capability(), eventId, text: '?' })).rejects.toMatchObject({ code: 'not_found' })
})

test('where the host does not allow it, nobody asks under another name or without one', async () => {
  const { author, eventId } = await evening({ allowsPseudonym: false, allowsAnonymous: false })
  await expect(live.askAnonymously(author, { capability: capability(), eventId, text: '?' })).rejects.toMatchObject({ code: 'conflict', textKey: 'live.mode_off' })
  await expect(live.askQuestion(author, { commandId: newId(), eventId, text: '?', as: 'pseudonym', pseudonym: 'カワセミ' })).rejects.toMatchObject({ code: 'conflict', textKey: 'live.mode_off' })
  expect(await db.question.count({ where: { eventId } })).toBe(0)
})

test('under another name the room, its hosts, its log, its file and search by author know that name alone; the author has it as their own', async () => {
  const { host, author, authorId, other, eventId } = await evening({ isModerated: false })
  await live.askQuestion(author, { commandId: newId(), eventId, text: '水車の手入れは', as: 'pseudonym', pseudonym: '里山のカワセミ' })
  const file = await live.exportQuestions(host, eventId, { as: 'csv', withNames: true })
  const seen = JSON.stringify([await live.readAttendeePage(other, eventId), await live.readHostPage(host, eventId), await live.readStagePage(other, eventId), await emitted(`event:${eventId}:all`), await emitted(`event:${eventId}:staff`), file.text])
  expect(seen).toContain('里山のカワセミ')
  expect(seen).not.toContain('隠坂')
  expect(seen).not.toContain(authorId)
  const find = { event: null, authors: [authorId], isAnswered: null, from: null, until: null }
  expect((await live.searchQuestions(other, parseQuery('水車'), find, null, 10)).items).toEqual([])
  expect((await live.searchQuestions(other, parseQuery('水車'), { ...find, authors: null }, null, 10)).items).toHaveLength(1)
  expect((await live.readAttendeePage(author, eventId)).room.mine.questions).toMatchObject([{ text: '水車の手入れは', status: 'shown' }])
})

test.each([['', 'live.pseudonym_required'], ['あ', 'live.pseudonym_required'], ['あ'.repeat(21), 'live.pseudonym_too_long']])('%j is no other name', (pseudonym, message) => {
  const parsed = askInput.safeParse({ commandId: newId(), eventId: newId(), text: '?', as: 'pseudonym', pseudonym })
  expect(parsed.error?.issues.map((i) => i.message)).toEqual([message])
})

test('the file: names only when they are asked for, formulas as text, what was taken back not in it, and who took it written down', async () => {
  const { host, author, eventId } = await evening({ isModerated: false })
  await live.askQuestion(author, { commandId: newId(), eventId, text: '=HYPERLINK("http://evil")' })
  const gone = await live.askQuestion(author, { commandId: newId(), eventId, text: 'やっぱりやめます' })
  await live.withdrawOwnQuestion(author, { commandId: newId(), questionId: gone.questionId })
  const without = await live.exportQuestions(host, eventId, { as: 'csv', withNames: false })
  const withNames = await live.exportQuestions(host, eventId, { as: 'md', withNames: true })
  expect(without.text.startsWith('\uFEFF')).toBe(true)
  expect(without.text).toContain(`"'=HYPERLINK(""http://evil"")"`)
  expect(without.text).not.toContain('隠坂')
  expect(without.text).not.toContain('やっぱり')
  expect(withNames.text).toContain('隠坂')
  expect(await db.auditEntry.count({ where: { action: 'questions.exported', subjectId: eventId } })).toBe(2)
})

test('the six digits lead to their room, however they are typed, and to none this actor may not enter', async () => {
  const { other, eventId } = await evening()
  const { joinCode } = await db.room.findUniqueOrThrow({ where: { eventId }, select: { joinCode: true } })
  expect(joinCode).toMatch(/^\d{6}$/)
  const wide = joinCode.replace(/\d/g, (d) => String.fromCodePoint(d.codePointAt(0)! + 0xfee0))
  for (const typed of [joinCode, ` ${joinCode.slice(0, 3)} ${joinCode.slice(3)}`, wide]) expect(await live.findRoomByCode(other, typed)).toEqual({ eventId })
  expect(await live.findRoomByCode(other, '')).toBeNull()
  const draft = await makeEvent(db, { status: 'draft' })
  const hidden = await makeRoom(db, { eventId: draft.id })
  expect(await live.findRoomByCode(other, hidden.joinCode)).toBeNull()
})

test('what was left out is looked at once more by who has the capability alone, at the hour, once', async () => {
  const { host, author, other, authorId, eventId } = await evening({ isModerated: true })
  const own = capability()
  await live.askAnonymously(author, { capability: own, eventId, text: '言いにくいこと' })
  const { id: questionId } = await db.question.findFirstOrThrow({ where: { eventId } })
  await live.dismissQuestion(host, { commandId: newId(), questionId, reason: 'off_topic' })
  clock.advance(17 * 60_000)
  await expect(live.appealAnonymous(other, eventId, { questionId, text: '関係あります' }, [capability()])).rejects.toMatchObject({ code: 'not_found' })
  await live.appealAnonymous(author, eventId, { questionId, text: '関係あります' }, [own])
  expect(await live.ownAnonymous(author, eventId, [own])).toMatchObject([{ status: 'pending', appeal: '関係あります' }])
  const last = await db.liveEvent.findFirstOrThrow({ where: { stream: `event:${eventId}:staff` }, orderBy: { seq: 'desc' } })
  expect(last.at.getTime() % 3_600_000).toBe(0)
  expect(JSON.stringify(last.payload)).toContain('関係あります')
  await live.dismissQuestion(testCtx(await makeMember(db, { role: 'moderator' })), { commandId: newId(), questionId, reason: 'off_topic' })
  await expect(live.appealAnonymous(author, eventId, { questionId, text: 'もう一度' }, [own])).rejects.toMatchObject({ code: 'conflict' })
  expect(await everything()).not.toContain(authorId)
})
