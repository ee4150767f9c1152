import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard } from '../../../prisma/factories/boards.ts'
import { clock, concurrently, DEMO_NOW, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { system } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import { cancelScheduled, listBoards, listTopics, publishDue, publishNow, scheduledTopics, showTopic, startTopic, voteInPost } from './index.server.ts'
import { startTopicInput } from './schema.ts'

beforeEach(() => emptyDb())

async function place() {
  const db = testDb()
  const [author, other, staff] = [await makeMember(db), await makeMember(db), await makeMember(db, { role: 'moderator' })]
  const board = await makeBoard(db)
  const start = (who: typeof author, hours: number, more: object = {}) => startTopic(testCtx(who), { commandId: randomId(), board: board.slug, title: '予約', text: '本文', tags: ['お知らせ'], appearsAt: new Date(DEMO_NOW.getTime() + hours * 3_600_000), ...more })
  const due = () => publishDue(testCtx(system))
  return { db, author, other, staff, board, start, due }
}

test('a topic appears at its time, once however many look; until then its author and 事務局 alone find it', async () => {
  const { db, author, other, staff, start, due } = await place()
  const { topicId, appearsAt } = await start(author, 2)
  expect(appearsAt).toBe(new Date(DEMO_NOW.getTime() + 7_200_000).toISOString())
  expect(await due()).toBe(0)
  for (const who of [author, other, staff]) await expect(showTopic(testCtx(who), topicId, null)).rejects.toMatchObject({ code: 'not_found' })
  expect((await scheduledTopics(testCtx(author), null)).items).toMatchObject([{ id: topicId, title: '予約', excerpt: '本文', isMine: true }])
  expect((await scheduledTopics(testCtx(staff), null)).items).toHaveLength(1)
  expect((await scheduledTopics(testCtx(other), null)).items).toEqual([])
  clock.advance(7_200_000)
  const { done } = await concurrently(5, due)
  expect(done.reduce((a, b) => a + b, 0)).toBe(1)
  const page = await showTopic(testCtx(other), topicId, null)
  expect([page.posts.length, page.room.state.facts.tags, page.unread]).toEqual([1, ['お知らせ'], { from: 1, count: 1 }])
  expect((await showTopic(testCtx(author), topicId, null)).unread).toBeNull()
  expect((await listBoards(testCtx(other)))[0]?.topics).toBe(1)
  expect(await db.tag.findFirstOrThrow()).toMatchObject({ name: 'お知らせ', topicCount: 1 })
  expect((await scheduledTopics(testCtx(staff), null)).items).toEqual([])
})

test('it is let out early or taken back by its author or 事務局; nobody else finds it to do so', async () => {
  const { author, other, staff, board, start, due } = await place()
  const [one, two] = [await start(author, 2), await start(author, 3)]
  for (const deed of [publishNow, cancelScheduled]) await expect(deed(testCtx(other), { commandId: randomId(), id: one.topicId })).rejects.toMatchObject({ code: 'not_found' })
  const commandId = randomId()
  for (let i = 0; i < 2; i++) expect(await publishNow(testCtx(author), { commandId, id: one.topicId })).toEqual({ topicId: one.topicId })
  await cancelScheduled(testCtx(staff), { commandId: randomId(), id: two.topicId })
  clock.advance(5 * 3_600_000)
  expect(await due()).toBe(0)
  expect((await listTopics(testCtx(other), 'new', { boardId: board.id, tagId: null, cursor: null })).items.map((t) => t.id)).toEqual([one.topicId])
})

test('what cannot appear waits: an archived board, an author who is not active', async () => {
  const { db, author, board, start, due } = await place()
  await start(author, 1)
  clock.advance(7_200_000)
  await db.board.update({ where: { id: board.id }, data: { archivedAt: DEMO_NOW } })
  expect(await due()).toBe(0)
  await db.board.update({ where: { id: board.id }, data: { archivedAt: null } })
  await db.member.update({ where: { id: author.id }, data: { status: 'suspended' } })
  expect(await due()).toBe(0)
  await db.member.update({ where: { id: author.id }, data: { status: 'active' } })
  expect(await due()).toBe(1)
})

test('times are of the next year, and twenty of one member wait at most, also when two windows ask at once', async () => {
  const { db, author, board, start } = await place()
  for (const hours of [-1, 0, 24 * 367]) await expect(start(author, hours)).rejects.toMatchObject({ fields: { appearsAt: 'boards.appears_when' } })
  expect(startTopicInput.safeParse({ commandId: randomId(), board: 'x', title: 'x', appearsAt: '2025-13-40T00:00' }).error?.issues[0]?.message).toBe('boards.appears_when')
  await db.scheduledTopic.createMany({ data: Array.from({ length: 18 }, (_, i) => ({ boardId: board.id, authorId: author.id, title: `${i}`, doc: {}, html: '', text: '', createdAt: DEMO_NOW, dueAt: new Date(DEMO_NOW.getTime() + 3_600_000) })) })
  const { done, failed } = await concurrently(4, () => start(author, 5))
  expect([done.length, failed.length]).toEqual([2, 2])
})

test('事務局 posts under the name of the office; nobody else does', async () => {
  const { db, author, other, staff, start, due } = await place()
  await db.organisation.upsert({ where: { id: 1 }, create: { id: 1, name: '県', shortName: '県', office: '人事課', officeHours: '' }, update: { office: '人事課' } })
  await expect(start(author, 1, { isOfficial: true })).rejects.toMatchObject({ code: 'forbidden' })
  const now = await start(staff, 0, { isOfficial: true, appearsAt: null })
  const later = await start(staff, 1, { isOfficial: true })
  clock.advance(3_600_000)
  await due()
  for (const { topicId } of [now, later]) expect((await showTopic(testCtx(other), topicId, null)).posts[0]?.author).toEqual({ kind: 'office', name: '人事課' })
})

test('a poll appears with its topic, takes votes from then on, and goes when the topic is taken back', async () => {
  const { db, author, other, start, due } = await place()
  const poll = { pollQuestion: 'いつがよいですか', pollChoices: '朝\n夜' }
  await expect(start(author, 5, { ...poll, pollCloses: '2025-11-20T15:00' })).rejects.toMatchObject({ fields: { pollCloses: 'polls.closes_before' } })
  const [{ topicId }, taken] = [await start(author, 2, { ...poll, pollCloses: '2025-11-21T10:00' }), await start(author, 3, poll)]
  expect((await scheduledTopics(testCtx(author), null)).items.map((s) => s.poll)).toEqual(['いつがよいですか', 'いつがよいですか'])
  const early = await db.poll.findFirstOrThrow({ where: { subjectId: topicId } })
  const vote = () => voteInPost(testCtx(other), { topicId, pollId: early.id, picks: [2] })
  await expect(vote()).rejects.toMatchObject({ code: 'not_found' })
  await cancelScheduled(testCtx(author), { commandId: randomId(), id: taken.topicId })
  expect(await db.poll.count()).toBe(1)
  clock.advance(7_200_000)
  expect(await due()).toBe(1)
  expect(await vote()).toMatchObject({ no: 1, tally: { counts: [0, 1] } })
  const page = await showTopic(testCtx(other), topicId, null)
  expect(page.room.state.polls?.[1]).toMatchObject({ question: 'いつがよいですか' })
  expect(page.picks).toEqual({ 1: [2] })
})
