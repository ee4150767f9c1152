import { expect, test } from 'vitest'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { clock, concurrently, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { closeRoom, dismissQuestion, markAnswered, reopenQuestion, startAnswering } from './index.server.ts'

const db = testDb()
const on = (questionId: string) => ({ commandId: newId(), questionId })
async function evening(questions: number) {
  const host = await makeMember(db)
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id })
  const asked = []
  for (let i = 0; i < questions; i++) asked.push(await makeQuestion(db, { eventId: event.id, authorId: host.id }))
  return { host: testCtx(host), eventId: event.id, asked }
}
const statuses = async (eventId: string) => (await db.question.findMany({ where: { eventId }, select: { status: true }, orderBy: { createdAt: 'asc' } })).map((q) => q.status)

test('one question at a time: the one before it counts as answered', async () => {
  const { host, eventId, asked } = await evening(2)
  await startAnswering(host, on(asked[0]!.id))
  clock.advance(60_000)
  await startAnswering(host, on(asked[1]!.id))
  expect(await statuses(eventId)).toEqual(['answered_live', 'answering'])
  const [first] = await db.question.findMany({ where: { id: asked[0]!.id }, select: { answeringAt: true, answeredAt: true } })
  expect(first!.answeredAt!.getTime() - first!.answeringAt!.getTime()).toBe(60_000)
})

test('twenty hosts pressing at once: one is being answered, nobody sees an error', async () => {
  const { host, eventId, asked } = await evening(20)
  const { failed } = await concurrently(20, (i) => startAnswering(host, on(asked[i]!.id)))
  expect(failed).toEqual([])
  const found = await statuses(eventId)
  expect(found.filter((s) => s === 'answering')).toHaveLength(1)
  expect(found.filter((s) => s === 'answered_live')).toHaveLength(19)
})

test('the database refuses a second one whatever the code does; without its index it would not (control)', async () => {
  const { asked } = await evening(3)
  const start = (id: string) => db.$executeRaw`update question set status = 'answering' where id = ${id}::uuid`
  await start(asked[0]!.id)
  await expect(start(asked[1]!.id)).rejects.toThrow()
  await db.$executeRaw`drop index question_one_answering`
  await start(asked[1]!.id)
  expect(await db.question.count({ where: { eventId: asked[0]!.eventId, status: 'answering' } })).toBe(2)
  await db.question.updateMany({ where: { eventId: asked[0]!.eventId }, data: { status: 'approved' } })
  await db.$executeRaw`create unique index question_one_answering on question (event_id) where status = 'answering'`
})

test('answered and put back, as often as one likes', async () => {
  const { host, eventId, asked } = await evening(1)
  const id = asked[0]!.id
  await startAnswering(host, on(id))
  await markAnswered(host, on(id))
  await markAnswered(host, on(id))
  expect(await statuses(eventId)).toEqual(['answered_live'])
  await reopenQuestion(host, on(id))
  await reopenQuestion(host, on(id))
  expect(await statuses(eventId)).toEqual(['approved'])
  await startAnswering(host, on(id))
  expect(await statuses(eventId)).toEqual(['answering'])
})

test.each([
  ['answering a question that waits', 'pending', startAnswering],
  ['marking one answered that nobody began', 'approved', markAnswered],
  ['putting back one that was left out', 'dismissed', reopenQuestion],
] as const)('%s is a conflict', async (_, status, run) => {
  const { host, eventId } = await evening(0)
  const question = await makeQuestion(db, { eventId, status })
  await expect(run(host, on(question.id))).rejects.toMatchObject({ code: 'conflict' })
  expect(await statuses(eventId)).toEqual([status])
})

test('a question that is being answered is not left out', async () => {
  const { host, eventId } = await evening(0)
  const question = await makeQuestion(db, { eventId, status: 'answering' })
  await expect(dismissQuestion(host, { ...on(question.id), reason: 'time' })).rejects.toMatchObject({ code: 'conflict', textKey: 'live.dismiss_too_late' })
})

test('when the room closes, what was being answered was answered', async () => {
  const { host, eventId, asked } = await evening(2)
  await startAnswering(host, on(asked[0]!.id))
  await closeRoom(host, { commandId: newId(), eventId })
  expect(await statuses(eventId)).toEqual(['answered_live', 'approved'])
  await expect(startAnswering(host, on(asked[1]!.id))).rejects.toMatchObject({ code: 'conflict', textKey: 'live.room_not_open' })
})
