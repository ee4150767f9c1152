import { expect, test } from 'vitest'
import { randomId } from '../../core/ids.ts'
import { parseQuery } from '../../core/search/query.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent, makeEventPerson } from '../../../prisma/factories/events.ts'
import { makeFile } from '../../../prisma/factories/files.ts'
import { makeQuestion, makeRoom, makeVotes } from '../../../prisma/factories/live.ts'
import { makePoll } from '../../../prisma/factories/polls.ts'
import { clock, concurrently, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { accessEvent, listEvents, searchEvents } from '../events/index.server.ts'
import { listInput } from '../events/schema.ts'
import { askInput, voteInput } from './schema.ts'
import { approveQuestion, askQuestion, closeRoom, endOldRehearsals, endRehearsal, openRoom, readAttendeePage, readHostPage, readRehearsal, roomRecord, startRehearsal, voteForQuestion } from './index.server.ts'

const db = testDb()
const command = () => ({ commandId: randomId() })
async function place() {
  const [host, cohost, hr, member] = [await makeMember(db), await makeMember(db), await makeMember(db, { role: 'hr_admin' }), await makeMember(db)]
  const event = await makeEvent(db, { hostId: host.id, title: '蓄電池の話' })
  await makeEventPerson(db, { event, member: cohost })
  return { host, cohost, hr, member, event }
}
const left = async (id: string) => [await db.event.count({ where: { id } }), await db.room.count({ where: { eventId: id } }), await db.question.count({ where: { eventId: id } }), await db.liveEvent.count({ where: { stream: { startsWith: `event:${id}` } } })]

test('hosts and the office rehearse in a room that no member knows of; its end leaves nothing, and the real room is as before', async () => {
  const { host, cohost, hr, member, event } = await place()
  await makeRoom(db, { eventId: event.id, status: 'waiting' })
  await expect(startRehearsal(testCtx(member), event.id, command())).rejects.toMatchObject({ code: 'not_found' })
  const { done } = await concurrently(4, (i) => startRehearsal(testCtx([host, cohost, hr, host][i % 4] ?? host), event.id, command()))
  const [roomId] = [...new Set(done.map((d) => d.roomId))]
  expect([done.length, new Set(done.map((d) => d.roomId)).size]).toEqual([4, 1])
  if (roomId === undefined) throw new Error('no rehearsal')
  for (const who of [host, cohost, hr]) expect((await readHostPage(testCtx(who), roomId)).event.title).toContain('蓄電池の話')
  for (const read of [accessEvent, readAttendeePage]) await expect(read(testCtx(member), roomId)).rejects.toMatchObject({ code: 'not_found' })
  for (const who of [member, host, hr]) {
    const list = await listEvents(testCtx(who), listInput.parse({}))
    expect([...list.today, ...list.ahead.items].map((e) => e.id)).not.toContain(roomId)
    expect((await searchEvents(testCtx(who), parseQuery('蓄電池'), { from: null, until: null, isOver: null }, null, 20)).items.map((e) => e.id)).toEqual([event.id])
  }
  await expect(db.event.update({ where: { id: roomId }, data: { status: 'published' } })).rejects.toThrow(/rehearsal_is_draft|approval/)

  await openRoom(testCtx(host), { eventId: roomId, ...command() })
  await askQuestion(testCtx(cohost), askInput.parse({ eventId: roomId, text: '聞こえますか', ...command() }))
  const question = await db.question.findFirstOrThrow({ where: { eventId: roomId } })
  await approveQuestion(testCtx(host), { questionId: question.id, ...command() })
  await voteForQuestion(testCtx(hr), voteInput.parse({ questionId: question.id, isOn: true, ...command() }))
  expect((await readRehearsal(testCtx(host), event.id)).questions).toBe(1)
  // Nothing of a rehearsal is kept, also when its room was closed like a real one.
  await closeRoom(testCtx(host), { eventId: roomId, ...command() })
  expect(await roomRecord(testCtx(), roomId)).toBeNull()
  await expect(endRehearsal(testCtx(member), event.id, command())).rejects.toMatchObject({ code: 'not_found' })
  await endRehearsal(testCtx(cohost), event.id, command())
  await endRehearsal(testCtx(host), event.id, command())
  expect(await left(roomId)).toEqual([0, 0, 0, 0])
  expect(await db.questionVote.count({ where: { questionId: question.id } })).toBe(0)
  expect((await readHostPage(testCtx(host), event.id)).room.state).toMatchObject({ status: 'waiting', questions: [] })
})

test('what nobody ended ends by itself, and takes nothing of a real room with it', async () => {
  const { host, hr, event } = await place()
  await makeRoom(db, { eventId: event.id, status: 'open' })
  const real = await makeQuestion(db, { eventId: event.id, authorId: host.id })
  const { roomId } = await startRehearsal(testCtx(host), event.id, command())
  await makeRoom(db, { eventId: roomId, status: 'open' })
  const tried = await makeQuestion(db, { eventId: roomId, authorId: host.id })
  const poll = await makePoll(db, { subject: 'event', subjectId: event.id })
  const file = await makeFile(db, { ownerId: host.id, subject: 'material', subjectId: event.id })
  await db.attention.create({ data: { memberId: hr.id, kind: 'event', targetId: event.id, level: 'watching', at: clock.now() } })
  await expect(readRehearsal(testCtx(host), roomId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(startRehearsal(testCtx(host), roomId, command())).rejects.toMatchObject({ code: 'conflict' })
  await makeVotes(db, tried.id, [host.id], clock.now())
  expect(await endOldRehearsals(testCtx())).toBe(0)
  clock.advance(12 * 3_600_000 + 1)
  expect(await endOldRehearsals(testCtx())).toBe(1)
  expect([await left(roomId), await db.question.count({ where: { id: real.id } })]).toEqual([[0, 0, 0, 0], 1])
  expect([await db.poll.count({ where: { id: poll.id } }), await db.storedFile.count({ where: { id: file.id } }), await db.attention.count({ where: { targetId: event.id } })]).toEqual([1, 1, 1])
})
