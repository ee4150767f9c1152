import { expect, test } from 'vitest'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { clock, concurrently, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { countVotes, voteForQuestion } from './index.server.ts'

const db = testDb()
const vote = (questionId: string, isOn = true) => ({ commandId: newId(), questionId, isOn })

async function asked(over: { event?: object; room?: object; question?: object } = {}) {
  const host = await makeMember(db)
  const event = await makeEvent(db, { hostId: host.id, ...over.event })
  await makeRoom(db, { eventId: event.id, ...over.room })
  const question = await makeQuestion(db, { eventId: event.id, authorId: host.id, ...over.question })
  return { host, event, question }
}
const stored = (id: string) => db.question.findUniqueOrThrow({ where: { id }, select: { voteCount: true, isVoteDirty: true, _count: { select: { votes: true } } } })

test('1,000 votes at once from 10 members are 10 rows and a count of 10', async () => {
  const { question } = await asked()
  const members = await Promise.all(Array.from({ length: 10 }, () => makeMember(db)))
  const { failed } = await concurrently(1000, (i) => voteForQuestion(testCtx(members[i % 10]!), vote(question.id)))
  expect(failed).toEqual([])
  expect(await stored(question.id)).toMatchObject({ voteCount: 10, isVoteDirty: true, _count: { votes: 10 } })
})

test('without the key of one row a member and question, the same storm counts more (control)', async () => {
  const { question } = await asked()
  const members = await Promise.all(Array.from({ length: 10 }, () => makeMember(db)))
  await db.$executeRaw`alter table question_vote drop constraint question_vote_pkey`
  try {
    await concurrently(100, (i) => voteForQuestion(testCtx(members[i % 10]!), vote(question.id)))
    expect((await stored(question.id)).voteCount).toBeGreaterThan(10)
  } finally {
    await db.$executeRaw`delete from question_vote where question_id = ${question.id}::uuid`
    await db.$executeRaw`alter table question_vote add constraint question_vote_pkey primary key (question_id, member_id)`
  }
})

test('a storm of on and off ends with a count that equals the rows', async () => {
  const { question } = await asked()
  const members = await Promise.all(Array.from({ length: 8 }, () => makeMember(db)))
  const { failed } = await concurrently(400, (i) => voteForQuestion(testCtx(members[(i * 5) % 8]!), vote(question.id, i % 3 !== 0)))
  expect(failed).toEqual([])
  const { voteCount, _count } = await stored(question.id)
  expect(voteCount).toBe(_count.votes)
})

test('saying the same again changes nothing and answers with the count', async () => {
  const { question } = await asked()
  const ctx = testCtx(await makeMember(db))
  expect(await voteForQuestion(ctx, vote(question.id))).toEqual({ questionId: question.id, isOn: true, votes: 1 })
  expect(await voteForQuestion(ctx, vote(question.id))).toEqual({ questionId: question.id, isOn: true, votes: 1 })
  expect(await voteForQuestion(ctx, vote(question.id, false))).toEqual({ questionId: question.id, isOn: false, votes: 0 })
  expect(await voteForQuestion(ctx, vote(question.id, false))).toEqual({ questionId: question.id, isOn: false, votes: 0 })
})

test('a vote that comes late and was sent elsewhere meanwhile changes nothing that came after it', async () => {
  const { question } = await asked()
  const member = await makeMember(db)
  const [on, off] = [vote(question.id), vote(question.id, false)]
  await voteForQuestion(testCtx(member), on)
  await voteForQuestion(testCtx(member), off)
  // A process that stood still for long wakes up with the first command in its hands.
  expect(await voteForQuestion(testCtx(member), on)).toEqual({ questionId: question.id, isOn: true, votes: 0 })
  expect(await stored(question.id)).toMatchObject({ voteCount: 0, _count: { votes: 0 } })
  await voteForQuestion(testCtx(member), vote(question.id))
  await voteForQuestion(testCtx(member), off)
  expect(await stored(question.id)).toMatchObject({ voteCount: 1, _count: { votes: 1 } })
})

test('one command that many processes do at once counts once, and another member may have the same id', async () => {
  const { question } = await asked()
  const [a, b] = [await makeMember(db), await makeMember(db)]
  const on = vote(question.id)
  expect((await concurrently(20, () => voteForQuestion(testCtx(a), on))).failed).toEqual([])
  await voteForQuestion(testCtx(b), on)
  expect(await stored(question.id)).toMatchObject({ voteCount: 2, _count: { votes: 2 } })
})

test.each([
  ['a question that waits', { question: { status: 'pending' } }, 'not_found'],
  ['a question that was left out', { question: { status: 'dismissed' } }, 'not_found'],
  ['an answered question', { question: { status: 'answered_live' } }, 'conflict'],
  ['a closed room', { room: { status: 'closed' } }, 'conflict'],
  ['the room of a draft', { event: { status: 'draft' } }, 'not_found'],
  ['the room of a cancelled event', { event: { status: 'cancelled' } }, 'not_found'],
] as const)('%s takes no vote', async (_, over, code) => {
  const { question } = await asked(over)
  await expect(voteForQuestion(testCtx(await makeMember(db)), vote(question.id))).rejects.toMatchObject({ code })
  expect(await stored(question.id)).toMatchObject({ voteCount: 0, _count: { votes: 0 } })
})

test.each(['applicant', 'suspended'] as const)('an account that is %s has no vote', async (status) => {
  const { question } = await asked()
  await expect(voteForQuestion(testCtx(await makeMember(db, { status })), vote(question.id))).rejects.toMatchObject({ code: 'not_found' })
})

test('counts are written once, however many processes count, and four times a second at most', async () => {
  const { event, question } = await asked()
  const [a, b] = [testCtx(await makeMember(db)), testCtx(await makeMember(db))]
  const logged = async () => (await emitted(`event:${event.id}:all`)).map((e) => e.payload)
  await voteForQuestion(a, vote(question.id))
  await concurrently(6, () => countVotes(a))
  expect(await logged()).toEqual([{ counts: [{ id: question.id, votes: 1 }] }])
  expect(await emitted(`event:${event.id}:staff`)).toHaveLength(1)

  await voteForQuestion(b, vote(question.id))
  clock.advance(100)
  await countVotes(a)
  expect(await logged()).toHaveLength(1)
  clock.advance(150)
  await countVotes(a)
  expect(await logged()).toEqual([{ counts: [{ id: question.id, votes: 1 }] }, { counts: [{ id: question.id, votes: 2 }] }])
  expect((await stored(question.id)).isVoteDirty).toBe(false)
})

test('votes that come while others are being counted are never forgotten', async () => {
  const { event, question } = await asked()
  const members = await Promise.all(Array.from({ length: 40 }, () => makeMember(db)))
  await concurrently(60, async (i) => {
    if (i % 3 === 2) {
      clock.advance(250)
      await countVotes(testCtx(members[0]!))
    } else await voteForQuestion(testCtx(members[i - Math.floor(i / 3)]!), vote(question.id))
  })
  clock.advance(250)
  await countVotes(testCtx(members[0]!))
  const last = (await emitted(`event:${event.id}:all`)).at(-1)
  expect(last?.payload).toEqual({ counts: [{ id: question.id, votes: 40 }] })
})
