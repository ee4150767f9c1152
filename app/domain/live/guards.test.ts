/** What is refused in a room, each thing by the one guard it has. */
import { expect, test } from 'vitest'
import type { Ctx } from '../../core/ctx.ts'
import { newId } from '../../core/ids.ts'
import { parseQuery } from '../../core/search/query.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeCustodians } from '../../../prisma/factories/custody.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeLabel, makeMessage, makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { makePoll } from '../../../prisma/factories/polls.ts'
import { clock, concurrently, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import * as live from './index.server.ts'
import { ASKS_A_ROOM, MESSAGES_A_ROOM, QUESTIONS_A_ROOM } from './policy.ts'

const db = testDb()
const on = (questionId: string) => ({ commandId: newId(), questionId })
const gone = { code: 'not_found' }
const late = (textKey: string) => ({ code: 'conflict', textKey: `live.${textKey}` })
let made = 0
const capability = () => `${String(made++).padStart(3, '0')}${'g'.repeat(40)}`

async function evening(over: object = {}, event: object = {}) {
  const [host, author, other] = [await makeMember(db), await makeMember(db), await makeMember(db)]
  const { id: eventId } = await makeEvent(db, { hostId: host.id, ...event })
  await makeRoom(db, { eventId, isModerated: false, allowsPseudonym: true, allowsAnonymous: true, ...over })
  const asked = (status: Parameters<typeof makeQuestion>[1]['status'] = 'approved', more: object = {}) => makeQuestion(db, { eventId, authorId: author.id, status, ...more })
  return { host: testCtx(host), hostId: host.id, author: testCtx(author), other: testCtx(other), eventId, asked, within: (room: object) => db.room.update({ where: { eventId }, data: room }) }
}
const command = (eventId: string) => ({ commandId: newId(), eventId })
const becomes = (eventId: string, status: 'cancelled') => db.event.update({ where: { id: eventId }, data: { status, cancelledAt: clock.now() } })

test('a question of one’s own is changed and taken back as long as its room is there, open to questions and without an answer', async () => {
  const { author, other, eventId, asked, within } = await evening()
  const { id } = await asked()
  const change = (ctx: Ctx, text: string) => live.changeOwnQuestion(ctx, { ...on(id), text })
  await within({ isAskingOpen: false })
  await expect(change(author, '止めている間に')).rejects.toMatchObject(late('ask_paused'))
  await within({ isAskingOpen: true, status: 'closed', closedAt: clock.now() })
  await expect(change(author, '終わってから')).rejects.toMatchObject(late('ask_closed'))
  await within({ status: 'open', closedAt: null })
  await expect(change(other, '別人です')).rejects.toMatchObject(gone)
  const [merged, deferred] = [await asked('merged', { mergedIntoId: id }), await asked('deferred')]
  for (const own of [merged, deferred]) {
    await expect(live.changeOwnQuestion(author, { ...on(own.id), text: '遅い' })).rejects.toMatchObject(late('change_too_late'))
    await live.withdrawOwnQuestion(author, on(own.id))
  }
  await becomes(eventId, 'cancelled')
  await expect(change(author, '中止のあとで')).rejects.toMatchObject(gone)
  await expect(live.withdrawOwnQuestion(author, on(id))).rejects.toMatchObject(gone)
  expect(await db.question.findMany({ where: { eventId }, select: { status: true }, orderBy: { status: 'asc' } })).toEqual([{ status: 'approved' }, { status: 'withdrawn' }, { status: 'withdrawn' }])
})

test('twenty changes of one’s questions a minute', async () => {
  const { author, asked } = await evening()
  const { id } = await asked()
  for (let i = 0; i < 20; i++) await live.changeOwnQuestion(author, { ...on(id), text: `${i}回め` })
  await expect(live.changeOwnQuestion(author, { ...on(id), text: '21回め' })).rejects.toMatchObject({ code: 'too_many' })
})

test('without a name the same is refused as with one: in a room that is closed, paused, full or not there, and once it was answered', async () => {
  if ((await db.custodianKey.count()) === 0) await makeCustodians(db)
  const { host, author, eventId, within } = await evening()
  const own = capability()
  const ask = (key = capability()) => live.askAnonymously(author, { capability: key, eventId, text: 'だれが払いますか' })
  await ask(own)
  const { id: questionId } = await db.question.findFirstOrThrow({ where: { eventId } })
  const change = (text: string, key = own) => live.changeAnonymous(author, eventId, { questionId, text }, [key])
  const withdraw = () => live.withdrawAnonymous(author, eventId, { questionId }, [own])
  await within({ isAskingOpen: false })
  await expect(ask()).rejects.toMatchObject(late('ask_paused'))
  await expect(change('止めている間に')).rejects.toMatchObject(late('ask_paused'))
  await within({ isAskingOpen: true, status: 'closed', closedAt: clock.now() })
  await expect(ask()).rejects.toMatchObject(late('ask_closed'))
  await expect(change('終わってから')).rejects.toMatchObject(late('ask_closed'))
  await within({ status: 'open', closedAt: null })
  await live.startAnswering(host, on(questionId))
  await expect(change('答えている間に')).rejects.toMatchObject(late('change_too_late'))
  await expect(withdraw()).rejects.toMatchObject(late('change_too_late'))
  await live.reopenQuestion(host, on(questionId))
  await within({ isModerated: true })
  await change('確認のもとで')
  expect(await db.question.findUniqueOrThrow({ where: { id: questionId } })).toMatchObject({ status: 'pending', approvedAt: null })
  await withdraw()
  await expect(withdraw()).rejects.toMatchObject(gone)
  await expect(change('取り下げてから')).rejects.toMatchObject(gone)
  await becomes(eventId, 'cancelled')
  for (const tried of [ask, () => change('中止'), withdraw, () => live.ownAnonymous(author, eventId, [own])]) await expect(tried()).rejects.toMatchObject(gone)
})

test('a room holds 2,000 questions, named or not, and thirty of one member, named or not', async () => {
  if ((await db.custodianKey.count()) === 0) await makeCustodians(db)
  const { author, other, eventId } = await evening()
  const ask = (ctx: Ctx) => live.askAnonymously(ctx, { capability: capability(), eventId, text: '三十まで' })
  for (let i = 0; i < ASKS_A_ROOM; i++) {
    await ask(other)
    clock.advance(13_000)
  }
  await expect(ask(other)).rejects.toMatchObject(late('ask_enough'))
  await db.$executeRaw`insert into question (id, event_id, text, status, created_at) select gen_random_uuid(), ${eventId}::uuid, 'x', 'pending', ${clock.now()} from generate_series(1, ${QUESTIONS_A_ROOM - ASKS_A_ROOM}::int)`
  await expect(ask(author)).rejects.toMatchObject(late('ask_full'))
  await expect(live.askQuestion(author, { ...command(eventId), text: 'もう一つ' })).rejects.toMatchObject(late('ask_full'))
  // Another room is another count.
  const elsewhere = await evening()
  await live.askAnonymously(author, { capability: capability(), eventId: elsewhere.eventId, text: '別の部屋で' })
})

test.each([
  ['an answer in writing', (ctx: Ctx, id: string) => live.answerInWriting(ctx, { ...on(id), text: '答え' }), ['pending', 'dismissed', 'withdrawn']],
  ['putting off', (ctx: Ctx, id: string) => live.deferQuestion(ctx, on(id)), ['pending', 'dismissed', 'answered_live', 'answered_text', 'withdrawn']],
  ['other words', (ctx: Ctx, id: string) => live.editQuestion(ctx, { ...on(id), text: '直した' }), ['dismissed', 'withdrawn']],
  ['answering', (ctx: Ctx, id: string) => live.startAnswering(ctx, on(id)), ['pending', 'dismissed', 'answered_live', 'answered_text', 'withdrawn']],
  ['putting back', (ctx: Ctx, id: string) => live.reopenQuestion(ctx, on(id)), ['pending', 'dismissed', 'withdrawn']],
] as const)('%s is for a question that is where it can be', async (_, act, statuses) => {
  const { host, hostId, asked } = await evening()
  for (const status of statuses) {
    const { id, answer } = await asked(status, status === 'answered_text' ? { answer: '答えました', answererId: hostId, answerAt: clock.now() } : {})
    await expect(act(host, id)).rejects.toMatchObject(late('changed_meanwhile'))
    expect(await db.question.findUniqueOrThrow({ where: { id } })).toMatchObject({ status, answer })
  }
})

test('of a room: closing needs it open, its settings what they name, a label and a message their own room', async () => {
  const { host, hostId, other, eventId, asked } = await evening({ status: 'waiting' })
  const elsewhere = await evening()
  await expect(live.closeRoom(host, command(eventId))).rejects.toMatchObject(late('room_not_open'))
  const url = 'https://evil.example/x'
  for (const set of [() => live.setStream(host, { ...command(eventId), url }), () => live.setRecording(host, { ...command(eventId), url, offset: 0 })]) await expect(set()).rejects.toMatchObject({ fields: { url: 'live.stream_unknown' } })
  const label = await makeLabel(db, { eventId: elsewhere.eventId, name: 'よその札' })
  const { id } = await asked()
  await expect(live.labelQuestion(host, { ...on(id), labelId: label.id, isOn: true })).rejects.toMatchObject(gone)
  await live.dropLabel(host, { ...command(eventId), labelId: label.id })
  expect(await db.questionLabel.count({ where: { id: label.id } })).toBe(1)
  const message = await makeMessage(db, { eventId, fromId: hostId })
  for (const who of [other, elsewhere.host]) await expect(live.readStageMessage(who, { commandId: newId(), messageId: message.id })).rejects.toMatchObject(gone)
  await expect(live.readStageMessage(host, { commandId: newId(), messageId: newId() })).rejects.toMatchObject(gone)
  expect((await db.stageMessage.findUniqueOrThrow({ where: { id: message.id } })).readAt).toBeNull()
})

test('three hundred messages to the stage, also when several come at once', async () => {
  const { host, hostId, eventId } = await evening()
  await db.stageMessage.createMany({ data: Array.from({ length: MESSAGES_A_ROOM - 1 }, () => ({ id: newId(), eventId, fromId: hostId, text: 'x', at: clock.now() })) })
  const { done, failed } = await concurrently(6, () => live.sayToStage(host, { ...command(eventId), text: 'あと10分です' }))
  expect([done.length, failed.length, failed[0]]).toMatchObject([1, 5, late('messages_full')])
  await live.sayToStage(testCtx(await makeMember(db, { role: 'hr_admin' })), { ...command((await evening()).eventId), text: '別の部屋です' })
})

test('nobody is let ask without a name where there is nobody to seal it for; under another name they are', async () => {
  const keys = await db.custodianKey.findMany({ where: { endedAt: null }, select: { id: true } })
  await db.custodianKey.updateMany({ where: { endedAt: null }, data: { endedAt: clock.now(), locked: null } })
  const { host, eventId } = await evening({ allowsAnonymous: false, allowsPseudonym: false })
  const allow = (mode: 'anonymous' | 'pseudonym', isOn: boolean) => live.allowAsking(host, { ...command(eventId), mode, isOn })
  await expect(allow('anonymous', true)).rejects.toMatchObject(late('no_custodians'))
  await allow('pseudonym', true)
  await allow('anonymous', false)
  expect(await db.room.findUniqueOrThrow({ where: { eventId } })).toMatchObject({ allowsAnonymous: false, allowsPseudonym: true })
  expect(keys.length).toBeLessThanOrEqual(2)
})

test('the file is taken thirty times an hour by one host', async () => {
  const { host, eventId } = await evening()
  for (let i = 0; i < 30; i++) await live.exportQuestions(host, eventId, { as: 'md', withNames: false })
  await expect(live.exportQuestions(host, eventId, { as: 'md', withNames: false })).rejects.toMatchObject({ code: 'too_many' })
})

test('what is asked ahead and what is searched is of events the reader may know of, and of nobody they did not ask for', async () => {
  const { eventId, host, author, other, asked } = await evening({}, { status: 'draft' })
  await asked('approved', { text: '水車小屋の予算は' })
  const find = { event: null, authors: null, isAnswered: null, from: null, until: null }
  const hits = async (ctx: Ctx, over: object = {}) => (await live.searchQuestions(ctx, parseQuery('水車小屋'), { ...find, ...over }, null, 10)).items.length
  await expect(live.questionsAhead(other, eventId)).rejects.toMatchObject(gone)
  expect(await live.questionsAhead(host, eventId)).toBeNull()
  expect([await hits(other), await hits(host)]).toEqual([0, 1])
  await expect(live.readPlayer(other, eventId)).rejects.toMatchObject(gone)
  const shown = await evening()
  await shown.asked('approved', { text: '水車小屋の見学は' })
  const ids = (ctx: Ctx) => (ctx.actor.kind === 'account' ? [ctx.actor.id] : [])
  expect([await hits(other), await hits(other, { authors: ids(shown.author) }), await hits(other, { authors: ids(author) })]).toEqual([1, 1, 0])
  const meetup = await evening({}, { kind: 'meetup' })
  await meetup.asked()
  expect(await live.questionsAhead(meetup.other, meetup.eventId)).toBeNull()
})

test('a closed room ends its own open polls; drafts and those of another room stay', async () => {
  const { host, eventId } = await evening()
  const elsewhere = await evening()
  const lay = (subjectId: string, over: object = {}) => makePoll(db, { subject: 'event', subjectId, ...over })
  const [open, draft, theirs, before] = [await lay(eventId), await lay(eventId, { openedAt: null }), await lay(elsewhere.eventId), await lay(eventId, { closedAt: new Date(clock.now().getTime() + 1) })]
  clock.advance(60_000)
  await live.closeRoom(host, command(eventId))
  const closed = async ({ id }: { id: string }) => (await db.poll.findUniqueOrThrow({ where: { id } })).closedAt
  expect([await closed(open), await closed(draft), await closed(theirs), await closed(before)]).toEqual([clock.now(), null, null, before.closedAt])
})

test('words that were changed, by whom ever, are nowhere in what was said before', async () => {
  if ((await db.custodianKey.count({ where: { endedAt: null } })) < 2) await makeCustodians(db)
  const { host, author, eventId } = await evening()
  const own = capability()
  const { questionId } = await live.askQuestion(author, { ...command(eventId), text: '元の言葉一' })
  await live.askAnonymously(author, { capability: own, eventId, text: '元の言葉二' })
  const nameless = await db.question.findFirstOrThrow({ where: { eventId, authorId: null } })
  const log = async () => JSON.stringify(await emitted(`event:${eventId}:all`))
  expect(await log()).toMatch(/元の言葉一.*元の言葉二/u)
  await live.changeOwnQuestion(author, { ...on(questionId), text: '次の言葉一' })
  await live.changeAnonymous(author, eventId, { questionId: nameless.id, text: '次の言葉二' }, [own])
  expect(await log()).not.toContain('元の言葉')
  await live.editQuestion(host, { ...on(questionId), text: '直した言葉' })
  await live.answerInWriting(host, { ...on(questionId), text: '先の答え' })
  await live.answerInWriting(host, { ...on(questionId), text: 'あとの答え' })
  expect(await log()).not.toMatch(/次の言葉一|先の答え/u)
  expect(await log()).toMatch(/次の言葉二[\s\S]*あとの答え/u)
})

test('what stands elsewhere of questions is of those everybody sees, and the list of those without a name is the office’s', async () => {
  const { host, other, eventId, asked, within } = await evening()
  const [shown, waits] = [await asked('answering'), await asked('pending')]
  const draft = await evening({}, { status: 'draft' })
  const hidden = await draft.asked()
  const ids = [shown.id, waits.id, hidden.id]
  const found = async (ctx: Ctx) => (await live.questionsByIds(ctx, ids)).map((q) => q.id)
  expect([await found(other), (await found(draft.host)).toSorted()]).toEqual([[shown.id], [shown.id, hidden.id].toSorted()])
  expect([...(await live.answeringNow(other, [eventId]))]).toEqual([[eventId, shown.text]])
  await within({ status: 'closed', closedAt: clock.now() })
  expect([(await live.answeringNow(other, [eventId])).size, (await live.answeringNow(testCtx(), [eventId])).size]).toEqual([0, 0])
  await becomes(eventId, 'cancelled')
  expect(await found(other)).toEqual([])
  for (const ctx of [host, other, testCtx()]) for (const read of [() => live.anonymousQuestions(ctx, null), () => live.anonymousByIds(ctx, ids)]) await expect(read()).rejects.toMatchObject(gone)
  expect(await live.anonymousByIds(testCtx(await makeMember(db, { role: 'moderator' })), ids)).toEqual([])
})
