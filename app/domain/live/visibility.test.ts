import { expect, test } from 'vitest'
import { newId } from '../../core/ids.ts'
import { guest, system } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { readRoom } from '../../core/rooms.server.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import * as live from './index.server.ts'

const db = testDb()
const canary = 'カナリア：まだ誰にも見せない質問'

async function evening(over: { event?: object } = {}) {
  const [host, author, other] = [await makeMember(db), await makeMember(db, { familyName: '隠坂', displayName: '隠坂 澪' }), await makeMember(db)]
  const event = await makeEvent(db, { hostId: host.id, ...over.event })
  await makeRoom(db, { eventId: event.id })
  return { host, author, other, eventId: event.id }
}

test('a question that waits, and one that was left out, reach their author and the hosts and nobody else, by any path', async () => {
  const { host, author, other, eventId } = await evening()
  const asked = await live.askQuestion(testCtx(author), { commandId: newId(), eventId, text: canary })
  const seen = async (ctx: Ctx) => JSON.stringify([await live.readAttendeePage(ctx, eventId), await readRoom(ctx, live.eventRoom, eventId)])
  const everybody = async () => JSON.stringify(await emitted(`event:${eventId}:all`))
  const hidden = async () => {
    expect(await seen(testCtx(other))).not.toContain(canary)
    expect(await seen(testCtx(other))).not.toContain('隠坂')
    expect(await everybody()).not.toContain(canary)
    expect(await everybody()).not.toContain('隠坂')
    expect(JSON.stringify(await emitted(`user:${other.id}`))).not.toContain(canary)
    expect(await seen(testCtx(author))).toContain(canary)
    expect(JSON.stringify(await live.readHostPage(testCtx(host), eventId))).toContain(canary)
  }
  await hidden()
  await live.dismissQuestion(testCtx(host), { commandId: newId(), questionId: asked.questionId, reason: 'off_topic' })
  await hidden()
  expect(await emitted(`user:${author.id}`)).toMatchObject([{ type: 'question.submitted' }, { type: 'question.decided', payload: { status: 'dismissed', reason: 'off_topic' } }])

  // Control: once it is shown, the same looking finds it.
  await live.approveQuestion(testCtx(host), { commandId: newId(), questionId: asked.questionId })
  expect(await seen(testCtx(other))).toContain(canary)
  expect(await everybody()).toContain('隠坂')
})

test('what was shown and then taken away is no longer in what anybody reads', async () => {
  const { host, author, other, eventId } = await evening()
  const { questionId } = await live.askQuestion(testCtx(author), { commandId: newId(), eventId, text: canary })
  await live.approveQuestion(testCtx(host), { commandId: newId(), questionId })
  expect(JSON.stringify(await emitted(`event:${eventId}:all`))).toContain(canary)
  await live.dismissQuestion(testCtx(host), { commandId: newId(), questionId, reason: 'personal' })
  // Neither the page, nor the log that those who were away are sent.
  expect(JSON.stringify(await emitted(`event:${eventId}:all`))).not.toContain(canary)
  expect(JSON.stringify(await emitted(`event:${eventId}:all`))).not.toContain('隠坂')
  expect(JSON.stringify(await live.readAttendeePage(testCtx(other), eventId))).not.toContain(canary)
})

const commands: [string, (ctx: Ctx, eventId: string, questionId: string) => Promise<unknown>][] = [
  ['公開する', (ctx, _, questionId) => live.approveQuestion(ctx, { commandId: newId(), questionId })],
  ['見送る', (ctx, _, questionId) => live.dismissQuestion(ctx, { commandId: newId(), questionId, reason: 'time' })],
  ['回答する', (ctx, _, questionId) => live.startAnswering(ctx, { commandId: newId(), questionId })],
  ['回答済みにする', (ctx, _, questionId) => live.markAnswered(ctx, { commandId: newId(), questionId })],
  ['戻す', (ctx, _, questionId) => live.reopenQuestion(ctx, { commandId: newId(), questionId })],
  ['直す', (ctx, _, questionId) => live.editQuestion(ctx, { commandId: newId(), questionId, text: '直した' })],
  ['文章で答える', (ctx, _, questionId) => live.answerInWriting(ctx, { commandId: newId(), questionId, text: '答え' })],
  ['あとで答える', (ctx, _, questionId) => live.deferQuestion(ctx, { commandId: newId(), questionId })],
  ['まとめる', (ctx, _, questionId) => live.mergeQuestions(ctx, { commandId: newId(), questionId, intoId: questionId })],
  ['分ける', (ctx, _, questionId) => live.unmergeQuestion(ctx, { commandId: newId(), questionId })],
  ['ラベルを作る', (ctx, eventId) => live.makeLabel(ctx, { commandId: newId(), eventId, name: '費用', isPublic: true })],
  ['ラベルを消す', (ctx, eventId) => live.dropLabel(ctx, { commandId: newId(), eventId, labelId: newId() })],
  ['話し手への連絡', (ctx, eventId) => live.sayToStage(ctx, { commandId: newId(), eventId, text: 'あと10分です' })],
  ['聞き方', (ctx, eventId) => live.allowAsking(ctx, { commandId: newId(), eventId, mode: 'anonymous', isOn: true })],
  ['投影', (ctx, eventId) => live.showOnStage(ctx, { commandId: newId(), eventId, view: 'join' })],
  ['映像', (ctx, eventId) => live.setStream(ctx, { commandId: newId(), eventId, url: '' })],
  ['録画', (ctx, eventId) => live.setRecording(ctx, { commandId: newId(), eventId, url: '', offset: 0 })],
  ['録画の欄', (ctx, eventId) => live.readRecording(ctx, eventId)],
  ['リハーサルの画面', (ctx, eventId) => live.readRehearsal(ctx, eventId)],
  ['リハーサル', (ctx, eventId) => live.startRehearsal(ctx, eventId, { commandId: newId() })],
  ['リハーサルの終わり', (ctx, eventId) => live.endRehearsal(ctx, eventId, { commandId: newId() })],
  ['書き出し', (ctx, eventId) => live.exportQuestions(ctx, eventId, { as: 'csv', withNames: true })],
  ['進行を渡す', (ctx, eventId) => live.handOver(ctx, { commandId: newId(), eventId, memberId: newId() })],
  ['進行を引き取る', (ctx, eventId) => live.takeOver(ctx, { commandId: newId(), eventId })],
  ['開始する', (ctx, eventId) => live.openRoom(ctx, { commandId: newId(), eventId })],
  ['終了する', (ctx, eventId) => live.closeRoom(ctx, { commandId: newId(), eventId })],
  ['承認制', (ctx, eventId) => live.switchModeration(ctx, { commandId: newId(), eventId, isOn: false })],
  ['受付', (ctx, eventId) => live.switchAsking(ctx, { commandId: newId(), eventId, isOn: false })],
  ['進行の画面', (ctx, eventId) => live.readHostPage(ctx, eventId)],
  ['進行の部屋', (ctx, eventId) => live.eventStaffRoom.open(ctx, eventId)],
]

test.each(commands)('%s is for the host and the office; for everybody else there is no such thing', async (_, run) => {
  const { host, author, eventId } = await evening()
  const question = await makeQuestion(db, { eventId, authorId: author.id, status: 'answering' })
  const refused = [
    guest, await makeMember(db), author, await makeMember(db, { role: 'department' }), await makeMember(db, { role: 'operator' }),
    await makeMember(db, { role: 'moderator', status: 'suspended' }), await makeMember(db, { status: 'applicant' }),
  ]
  for (const who of refused) await expect(run(testCtx(who), eventId, question.id)).rejects.toMatchObject({ code: expect.stringMatching(/^(not_found|forbidden)$/) })
  expect(await db.room.findUniqueOrThrow({ where: { eventId }, select: { status: true, isModerated: true, isAskingOpen: true } })).toEqual({ status: 'open', isModerated: true, isAskingOpen: true })
  expect(await emitted(`event:${eventId}:staff`)).toEqual([])
  for (const who of [host, await makeMember(db, { role: 'moderator' }), await makeMember(db, { role: 'hr_admin' })]) {
    await run(testCtx(who), eventId, question.id).catch((error: { code?: string }) => expect(error.code).toBe('conflict'))
  }
})

test.each([
  ['a draft', { status: 'draft' }],
  ['a cancelled event', { status: 'cancelled' }],
  ['a meetup', { kind: 'meetup' }],
] as const)('%s has no room for a member', async (_, event) => {
  const { other, eventId } = await evening({ event })
  const ctx = testCtx(other)
  await expect(live.eventRoom.open(ctx, eventId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(live.readAttendeePage(ctx, eventId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(live.askQuestion(ctx, { commandId: newId(), eventId, text: '?' })).rejects.toMatchObject({ code: 'not_found' })
})

test('guests and the schedule itself have no place in a room', async () => {
  const { eventId } = await evening()
  for (const who of [guest, system]) await expect(live.askQuestion(testCtx(who), { commandId: newId(), eventId, text: '?' })).rejects.toMatchObject({ code: 'not_found' })
})

test('the highest number of people is kept, never lowered', async () => {
  const { eventId } = await evening()
  const ctx = testCtx(system)
  expect(await live.notePeople(ctx, eventId, 12)).toMatchObject({ peak: 12 })
  expect(await live.notePeople(ctx, eventId, 7)).toMatchObject({ peak: 12 })
  expect(await live.notePeople(ctx, eventId, 13)).toMatchObject({ peak: 13 })
})
