/** What hosts and authors do with a question after it was asked. */
import { expect, test } from 'vitest'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeEventPerson } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { clock, concurrently, emitted, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { liveHandlers } from '../../../workers/live.ts'
import { system } from '../../core/actor.ts'
import * as live from './index.server.ts'
import { LABELS_A_ROOM } from './policy.ts'
import { dismissInput } from './schema.ts'

const db = testDb()
const on = (questionId: string) => ({ commandId: newId(), questionId })
async function evening(over: object = {}) {
  const [host, author, office] = [await makeMember(db), await makeMember(db), await makeMember(db, { role: 'moderator' })]
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id, ...over })
  const asked = (status: 'pending' | 'approved' | 'answering' | 'answered_live' | 'deferred' | 'dismissed' = 'approved') => makeQuestion(db, { eventId: event.id, authorId: author.id, status, text: '水力は' })
  return { host: testCtx(host), author: testCtx(author), office: testCtx(office), officeId: office.id, hostId: host.id, authorId: author.id, eventId: event.id, asked }
}
const stored = (id: string) => db.question.findUniqueOrThrow({ where: { id } })
const voters = async (id: string) => (await db.questionVote.findMany({ where: { questionId: id }, select: { memberId: true } })).map((v) => v.memberId).toSorted()
const vote = (ctx: Parameters<typeof live.voteForQuestion>[0], questionId: string, isOn = true) => live.voteForQuestion(ctx, { questionId, isOn, commandId: newId() })

test('merged: wanted by everybody who wanted either, each once; parted again, as it was; three in a row come along', async () => {
  const { host, eventId, asked } = await evening()
  const [a, b, c] = [await asked(), await asked(), await asked()]
  const [x, y, z] = [await makeMember(db), await makeMember(db), await makeMember(db)]
  for (const [who, what] of [[x, a], [y, a], [y, b], [z, b], [z, c]] as const) await vote(testCtx(who), what.id)
  await live.mergeQuestions(host, { ...on(a.id), intoId: b.id })
  expect(await stored(b.id)).toMatchObject({ voteCount: 3, status: 'approved' })
  expect(await stored(a.id)).toMatchObject({ voteCount: 2, status: 'merged', mergedIntoId: b.id })
  await live.mergeQuestions(host, { ...on(b.id), intoId: c.id })
  expect(await voters(c.id)).toEqual([x.id, y.id, z.id].toSorted())
  expect(await stored(c.id)).toMatchObject({ voteCount: 3 })
  expect(await stored(a.id)).toMatchObject({ mergedIntoId: c.id })
  expect(await voters(b.id)).toEqual([y.id, z.id].toSorted())

  // y came with both; parted from one, the vote stays with the other.
  await live.unmergeQuestion(host, on(a.id))
  expect(await voters(c.id)).toEqual([y.id, z.id].toSorted())
  await live.unmergeQuestion(host, on(b.id))
  expect(await voters(c.id)).toEqual([z.id])
  expect([await stored(a.id), await stored(b.id), await stored(c.id)]).toMatchObject([{ status: 'approved', voteCount: 2 }, { status: 'approved', voteCount: 2 }, { voteCount: 1 }])
  expect(await db.question.count({ where: { eventId } })).toBe(3)
})

test('a vote for a question that was merged goes to where it is, and is taken back there', async () => {
  const { host, asked } = await evening()
  const [a, b] = [await asked(), await asked()]
  await live.mergeQuestions(host, { ...on(a.id), intoId: b.id })
  const ctx = testCtx(await makeMember(db))
  expect(await vote(ctx, a.id)).toEqual({ questionId: b.id, isOn: true, votes: 1 })
  expect(await vote(ctx, b.id)).toEqual({ questionId: b.id, isOn: true, votes: 1 })
  expect(await vote(ctx, a.id, false)).toEqual({ questionId: b.id, isOn: false, votes: 0 })
})

test('a vote that comes while two questions are put together is in the union', async () => {
  const { host, asked } = await evening()
  const [a, b] = [await asked(), await asked()]
  const member = await makeMember(db)
  let voting: Promise<unknown> = Promise.resolve()
  await host.tx(async (tx) => {
    await live.mergeQuestions(tx, { ...on(a.id), intoId: b.id })
    voting = vote(testCtx(member), a.id)
    await expect.poll(() => db.$queryRaw`select 1 from pg_locks where not granted`).toHaveLength(1)
  })
  expect(await voting).toEqual({ questionId: b.id, isOn: true, votes: 1 })
  expect(await voters(b.id)).toEqual([member.id])
})

test('two hosts who merge two questions into each other: one of them does', async () => {
  const { host, office, asked } = await evening()
  const [a, b] = [await asked(), await asked()]
  const { failed } = await concurrently(2, (i) => (i === 0 ? live.mergeQuestions(host, { ...on(a.id), intoId: b.id }) : live.mergeQuestions(office, { ...on(b.id), intoId: a.id })))
  expect(failed).toMatchObject([{ code: 'conflict', textKey: 'live.changed_meanwhile' }])
  expect([(await stored(a.id)).status, (await stored(b.id)).status].toSorted()).toEqual(['approved', 'merged'])
})

test.each([
  ['with itself', 'approved', 'self'], ['with one that waits', 'approved', 'pending'], ['after its answer', 'answered_live', 'approved'], ['with one that was left out', 'pending', 'dismissed'],
] as const)('no question is merged %s', async (_, status, into) => {
  const { host, asked } = await evening()
  const question = await asked(status)
  const intoId = into === 'self' ? question.id : (await asked(into)).id
  await expect(live.mergeQuestions(host, { ...on(question.id), intoId })).rejects.toMatchObject({ code: 'conflict' })
})

test('no question is merged into another room, and none of the database is merged without saying into which (control)', async () => {
  const [one, other] = [await evening(), await evening()]
  const [here, there] = [await one.asked(), await other.asked()]
  await expect(live.mergeQuestions(one.host, { ...on(here.id), intoId: there.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(db.$executeRaw`update question set status = 'merged' where id = ${here.id}::uuid`).rejects.toThrow()
})

test('checking is switched on in the middle: what is shown stays, what comes or is changed waits; switched off, what waits still waits', async () => {
  const r = await evening({ isModerated: false })
  const ask = async (text: string) => (await live.askQuestion(r.author, { commandId: newId(), eventId: r.eventId, text })).questionId
  const shown = async () => (await live.readAttendeePage(r.office, r.eventId)).room.state.questions.map((q) => q.text)
  const check = (isOn: boolean) => live.switchModeration(r.host, { commandId: newId(), eventId: r.eventId, isOn })
  const [stays, changes] = [await ask('残る質問'), await ask('直す質問')]
  expect(await shown()).toEqual(['残る質問', '直す質問'])
  await check(true)
  await ask('あとの質問')
  await live.changeOwnQuestion(r.author, { commandId: newId(), questionId: changes, text: '直した質問' })
  expect(await shown()).toEqual(['残る質問'])
  await check(false)
  expect(await shown()).toEqual(['残る質問'])
  await ask('そのあとの質問')
  expect(await shown()).toEqual(['残る質問', 'そのあとの質問'])
  expect(await db.question.findUniqueOrThrow({ where: { id: stays } })).toMatchObject({ status: 'approved' })
})

test('a host changes the words: the original is kept and the author told; back to it, nothing was changed', async () => {
  const { host, author, authorId, eventId, asked } = await evening()
  const { id } = await asked('pending')
  await live.editQuestion(host, { ...on(id), text: '水力発電の維持は' })
  await live.editQuestion(host, { ...on(id), text: '水力発電の維持は、だれが' })
  expect(await stored(id)).toMatchObject({ text: '水力発電の維持は、だれが', originalText: '水力は', status: 'pending' })
  expect((await live.readAttendeePage(author, eventId)).room.mine.questions).toMatchObject([{ text: '水力発電の維持は、だれが', original: '水力は' }])
  expect((await emitted(`user:${authorId}`)).at(-1)).toMatchObject({ payload: { original: '水力は', status: 'pending' } })
  await live.approveQuestion(host, on(id))
  // Attendees have the new words alone.
  expect(JSON.stringify(await emitted(`event:${eventId}:all`))).not.toContain('水力は"')
  await live.editQuestion(host, { ...on(id), text: '水力は' })
  expect(await stored(id)).toMatchObject({ text: '水力は', originalText: null })
})

test('an answer in writing is read by all, also after the end; taken back, hosts alone have its words', async () => {
  const { host, author, eventId, asked } = await evening()
  const { id } = await asked('deferred')
  await live.closeRoom(host, { commandId: newId(), eventId })
  await live.answerInWriting(host, { ...on(id), text: '町の予算で維持しています。' })
  const seen = async () => (await live.readAttendeePage(author, eventId)).room.state.questions[0]!
  expect(await seen()).toMatchObject({ status: 'answered_text', answer: { text: '町の予算で維持しています。' } })
  await live.reopenQuestion(host, on(id))
  expect((await seen()).answer).toBeUndefined()
  expect((await live.readHostPage(host, eventId)).room.state.questions[0]).toMatchObject({ status: 'approved', answer: { text: '町の予算で維持しています。' } })
})

test('the author changes the words until the answer, and where questions are checked it waits again', async () => {
  const { host, author, authorId, eventId, asked } = await evening()
  const { id } = await asked()
  await vote(host, id)
  expect(await live.changeOwnQuestion(author, { ...on(id), text: '火力は' })).toEqual({ isPending: true })
  expect(await stored(id)).toMatchObject({ status: 'pending', voteCount: 1 })
  await expect(live.changeOwnQuestion(host, { ...on(id), text: '別人です' })).rejects.toMatchObject({ code: 'not_found' })
  await live.approveQuestion(host, on(id))
  await live.startAnswering(host, on(id))
  await expect(live.changeOwnQuestion(author, { ...on(id), text: '風力は' })).rejects.toMatchObject({ code: 'conflict', textKey: 'live.change_too_late' })
  await expect(live.withdrawOwnQuestion(author, on(id))).rejects.toMatchObject({ code: 'conflict' })
  expect((await emitted(`user:${authorId}`)).map((e) => (e.payload as { status: string }).status)).toEqual(['pending', 'shown'])
  expect(JSON.stringify(await emitted(`event:${eventId}:all`))).not.toContain('水力は')
})

test('what its author takes back is gone for everybody, in the log too, and is still counted', async () => {
  const { host, author, eventId, asked } = await evening()
  const { questionId } = await live.askQuestion(author, { commandId: newId(), eventId, text: 'やっぱりやめます' })
  await live.approveQuestion(host, on(questionId))
  await expect(live.withdrawOwnQuestion(host, on(questionId))).rejects.toMatchObject({ code: 'not_found' })
  await live.withdrawOwnQuestion(author, on(questionId))
  await asked()
  for (const stream of ['all', 'staff']) expect(JSON.stringify(await emitted(`event:${eventId}:${stream}`))).not.toContain('やっぱり')
  const { room } = await live.readHostPage(host, eventId)
  expect(JSON.stringify(room)).not.toContain('やっぱり')
  expect(room.state.questions.map((q) => q.status)).toContain('withdrawn')
  expect((await live.readAttendeePage(author, eventId)).room.mine.questions.map((q) => q.id)).not.toContain(questionId)
  await expect(live.approveQuestion(host, on(questionId))).rejects.toMatchObject({ code: 'conflict' })
})

test('labels: twenty a room also under many at once, one of a name; those for hosts are no attendee’s', async () => {
  const { host, author, eventId, asked } = await evening()
  const { id } = await asked()
  const make = (name: string, isPublic: boolean) => live.makeLabel(host, { commandId: newId(), eventId, name, isPublic })
  const [open, secret] = [await make('費用', true), await make('要確認', false)]
  expect(await make('費用', true)).toEqual(open)
  await expect(make('費用', false)).rejects.toMatchObject({ code: 'invalid', fields: { name: 'live.label_taken' } })
  for (const { labelId } of [open, secret]) await live.labelQuestion(host, { ...on(id), labelId, isOn: true })
  const seen = JSON.stringify(await live.readAttendeePage(author, eventId))
  expect(seen).toContain(open.labelId)
  expect(seen).not.toContain(secret.labelId)
  expect(seen).not.toContain('要確認')
  expect(JSON.stringify(await emitted(`event:${eventId}:all`))).not.toContain(secret.labelId)
  const { done, failed } = await concurrently(30, (i) => make(`札${i}`, true))
  expect(done).toHaveLength(LABELS_A_ROOM - 2)
  expect(failed[0]).toMatchObject({ code: 'conflict', textKey: 'live.labels_full' })
  await live.dropLabel(host, { commandId: newId(), eventId, labelId: open.labelId })
  expect((await stored(id)).labelIds).toEqual([secret.labelId])
})

test('handed over, one host runs the room and the others watch; each may take it; stopping questions is everybody’s', async () => {
  const { host, office, officeId, authorId, eventId, asked } = await evening()
  const { id } = await asked('pending')
  await expect(live.handOver(host, { commandId: newId(), eventId, memberId: authorId })).rejects.toMatchObject({ code: 'conflict', textKey: 'live.no_host' })
  await live.handOver(host, { commandId: newId(), eventId, memberId: officeId })
  await expect(live.approveQuestion(host, on(id))).rejects.toMatchObject({ code: 'conflict', textKey: 'live.not_in_hand' })
  await expect(live.closeRoom(host, { commandId: newId(), eventId })).rejects.toMatchObject({ code: 'conflict' })
  await live.switchAsking(host, { commandId: newId(), eventId, isOn: false })
  await live.sayToStage(host, { commandId: newId(), eventId, text: '音が小さいです' })
  await live.approveQuestion(office, on(id))
  await live.takeOver(host, { commandId: newId(), eventId })
  await live.startAnswering({ ...host }, on(id)).catch(() => undefined)
  expect((await live.readHostPage(office, eventId)).room.state.lead).toMatchObject({ id: expect.not.stringMatching(officeId) })
  await expect(live.markAnswered(office, on(id))).rejects.toMatchObject({ textKey: 'live.not_in_hand' })
})

test('a co-host is given the room, and is offered for it before the office', async () => {
  const { host, hostId, eventId, asked } = await evening()
  const cohost = await makeMember(db)
  await makeEventPerson(db, { event: { id: eventId }, member: cohost })
  expect((await live.readHostPage(host, eventId)).hosts.slice(0, 2).map((h) => h.id)).toEqual([hostId, cohost.id])
  await live.handOver(host, { commandId: newId(), eventId, memberId: cohost.id })
  await live.startAnswering(testCtx(cohost), on((await asked()).id))
})

test('who said something to the stage does not read it for the stage; the first reader is kept', async () => {
  const { host, office, hostId, eventId } = await evening()
  await live.sayToStage(office, { commandId: newId(), eventId, text: 'あと10分です' })
  const { id } = await db.stageMessage.findFirstOrThrow({ where: { eventId } })
  await expect(live.readStageMessage(office, { commandId: newId(), messageId: id })).rejects.toMatchObject({ code: 'conflict', textKey: 'live.own_message' })
  await live.readStageMessage(host, { commandId: newId(), messageId: id })
  clock.advance(60_000)
  await live.readStageMessage(testCtx(await makeMember(db, { role: 'hr_admin' })), { commandId: newId(), messageId: id })
  expect(await db.stageMessage.findUniqueOrThrow({ where: { id } })).toMatchObject({ readById: hostId })
  expect((await emitted(`event:${eventId}:staff`)).map((e) => e.type)).toEqual(['stage.said', 'stage.read'])
})

test('left out with a word for its author alone, looked at once more, left out for good: hosts and author know, nobody else', async () => {
  const { host, author, office, authorId, eventId, asked } = await evening()
  const { id } = await asked('approved')
  await live.dismissQuestion(host, { ...on(id), reason: 'private', note: '個別にお答えします' })
  const own = async () => (await live.readAttendeePage(author, eventId)).room.mine.questions
  expect(await own()).toMatchObject([{ status: 'dismissed', reason: 'private', note: '個別にお答えします' }])

  await live.appealQuestion(author, { ...on(id), text: 'みなさんにも役立つと思います' })
  expect(await own()).toMatchObject([{ status: 'pending', appeal: 'みなさんにも役立つと思います' }])
  expect((await live.readHostPage(host, eventId)).room.state.questions).toMatchObject([{ status: 'pending', reason: 'private', appeal: 'みなさんにも役立つと思います' }])
  const heard = JSON.stringify([await emitted(`event:${eventId}:all`), (await live.readAttendeePage(testCtx(await makeMember(db)), eventId)).room])
  for (const words of ['個別にお答えします', 'みなさんにも役立つ']) expect(heard).not.toContain(words)

  await expect(live.dismissQuestion(host, { ...on(id), reason: 'time' })).rejects.toMatchObject({ code: 'conflict', textKey: 'live.dismiss_by_other' })
  expect(await stored(id)).toMatchObject({ status: 'pending' })
  await live.dismissQuestion(office, { ...on(id), reason: 'time' })
  expect((await live.questionNotice(host, id))).toMatchObject({ memberId: authorId, reason: 'time', dedupeKey: `question:${id}:dismissed:again` })
  await expect(live.appealQuestion(author, { ...on(id), text: 'もう一度だけ' })).rejects.toMatchObject({ code: 'conflict', textKey: 'live.appeal_too_late' })
  await live.approveQuestion(host, on(id))
  expect(await stored(id)).toMatchObject({ status: 'approved', reason: null, dismissNote: null })
})

test('eight times at once it is looked at once more once; not by somebody else, not before it was left out, not after the end', async () => {
  const { host, author, office, eventId, asked } = await evening()
  const [left, shown] = [await asked('dismissed'), await asked('approved')]
  const { failed } = await concurrently(8, (i) => live.appealQuestion(author, { ...on(left.id), text: `理由${i}` }))
  expect(failed).toHaveLength(7)
  expect(failed).toMatchObject(Array.from({ length: 7 }, () => ({ code: 'conflict' })))
  await expect(live.appealQuestion(office, { ...on(left.id), text: '理由' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(live.appealQuestion(author, { ...on(shown.id), text: '理由' })).rejects.toMatchObject({ code: 'conflict' })
  const late = await asked('dismissed')
  await live.closeRoom(host, { commandId: newId(), eventId })
  await expect(live.appealQuestion(author, { ...on(late.id), text: '理由' })).rejects.toMatchObject({ code: 'conflict' })
})

test('an answer to its author alone has words, also for the database; taken back, they are gone from it and from the log', async () => {
  const { host, author, eventId, asked } = await evening()
  const { id } = await asked('pending')
  expect(dismissInput.safeParse({ ...on(id), reason: 'private', note: ' ' }).error?.issues).toMatchObject([{ path: ['note'], message: 'live.note_required' }])
  await expect(db.question.update({ where: { id }, data: { status: 'dismissed', reason: 'private' } })).rejects.toThrow('question_private_in_words')
  await live.dismissQuestion(host, { ...on(id), reason: 'private', note: '個別にお答えします' })
  await live.appealQuestion(author, { ...on(id), text: 'みなさんにも' })
  await live.withdrawOwnQuestion(author, on(id))
  expect(await stored(id)).toMatchObject({ status: 'withdrawn', appeal: null, dismissNote: null })
  const changed = JSON.stringify((await emitted(`event:${eventId}:staff`)).filter((e) => e.type === 'question.changed'))
  expect(changed).not.toContain('個別に')
  expect(changed).not.toContain('みなさんにも')
})

test('who runs an event hears of what is asked ahead in one notice that counts on; not of their own, not when it is silenced, and not once it has begun', async () => {
  const { host, hostId, author, eventId } = await evening({ status: 'waiting', isModerated: false })
  const [cohost, speaker, silent] = [await makeMember(db), await makeMember(db), await makeMember(db)]
  await makeEventPerson(db, { event: { id: eventId }, member: cohost })
  await makeEventPerson(db, { event: { id: eventId }, member: speaker }, { role: 'speaker' })
  await makeEventPerson(db, { event: { id: eventId }, member: silent }, { role: 'speaker' })
  await db.attention.create({ data: { memberId: silent.id, kind: 'event', targetId: eventId, level: 'muted', at: clock.now() } })
  const here = testCtx(system)
  const ask = (by: typeof author) => live.askQuestion(by, { eventId, text: '水力は', commandId: newId() })
  const due = async () => (await jobs()).filter(({ name, payload }) => name === 'questions.ahead' && (payload as { eventId: string }).eventId === eventId).length
  const tick = async () => {
    expect((await concurrently(3, () => live.claimAhead(here))).failed).toEqual([])
    await liveHandlers['questions.ahead'](here, { eventId }, {} as never)
    await liveHandlers['questions.ahead'](here, { eventId }, {} as never)
  }
  const inbox = async (memberId: string) => (await db.notification.findMany({ where: { memberId, kind: 'questions_ahead' } })).map(({ href, params, readAt }) => ({ href, number: (params as { number: string }).number, isRead: readAt !== null }))
  await ask(host)
  await tick()
  expect([await inbox(hostId), await inbox(cohost.id)]).toEqual([[], [{ href: `/events/${eventId}/host`, number: '1', isRead: false }]])
  for (let i = 0; i < 2; i++) await ask(author)
  await tick()
  await tick()
  expect(await due()).toBe(2)
  expect(await inbox(hostId)).toEqual([{ href: `/events/${eventId}/host`, number: '2', isRead: false }])
  expect(await inbox(cohost.id)).toEqual([{ href: `/events/${eventId}/host`, number: '3', isRead: false }])
  expect(await inbox(speaker.id)).toEqual([{ href: `/events/${eventId}/live`, number: '3', isRead: false }])
  expect(await inbox(silent.id)).toEqual([])
  expect((await emitted(`user:${cohost.id}`)).filter((e) => e.type === 'notification.added')).toHaveLength(1)
  await db.notification.updateMany({ where: { memberId: cohost.id }, data: { readAt: clock.now() } })
  await ask(author)
  await tick()
  expect(await inbox(cohost.id)).toEqual([{ href: `/events/${eventId}/host`, number: '4', isRead: false }])
  await live.openRoom(host, { eventId, commandId: newId() })
  await ask(author)
  await tick()
  expect(await due()).toBe(3)
})

test('everybody who may come in sees how many questions became what, also of those they cannot read; the parts add up', async () => {
  const { host, author, eventId, asked } = await evening()
  const [shown] = [await asked('approved'), await asked('pending'), await asked('dismissed'), await asked('answering'), await asked('deferred')]
  await live.mergeQuestions(host, { ...on((await asked()).id), intoId: shown.id })
  await live.withdrawOwnQuestion(author, on((await asked('pending')).id))
  await makeQuestion(db, { eventId: (await evening()).eventId })
  const { submitted, ...parts } = await live.readTally(testCtx(await makeMember(db)), eventId)
  expect(parts).toEqual({ answered: 0, answering: 1, shown: 1, deferred: 1, pending: 1, merged: 1, dismissed: 1, withdrawn: 1 })
  expect(submitted).toBe(Object.values(parts).reduce((a, b) => a + b))
  await expect(live.readTally(testCtx(await makeMember(db, { status: 'applicant' })), eventId)).rejects.toMatchObject({ code: 'not_found' })
})
