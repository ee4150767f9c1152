import { beforeEach, expect, test } from 'vitest'
import { clock, concurrently, DEMO_NOW, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { newId, randomId } from '../../core/ids.ts'
import { markRead, markTopicRead, replyToTopic, showTopic, unreadBoards } from './index.server.ts'

beforeEach(() => emptyDb())

async function longTopic(posts: number) {
  const db = testDb()
  const [author, reader] = [await makeMember(db), await makeMember(db)]
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, posts: Array.from({ length: posts }, () => ({ authorId: author.id })) })
  const placeOf = async () => (await db.topicRead.findUnique({ where: { memberId_topicId: { memberId: reader.id, topicId: topic.id } } }))?.lastNo ?? null
  return { db, author, reader, board, topic, ctx: testCtx(reader), placeOf }
}
const nos = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('a topic opens at the page of the first unread post, page after page', async () => {
  const { topic, ctx, placeOf } = await longTopic(45)
  const first = await showTopic(ctx, topic.id, null)
  expect([first.from, first.posts.map((p) => p.no), first.unread]).toEqual([1, nos(1, 20), { from: 1, count: 45 }])
  expect(await placeOf()).toBe(20)
  const second = await showTopic(ctx, topic.id, null)
  expect([second.from, second.posts.map((p) => p.no), second.unread]).toEqual([21, nos(21, 40), { from: 21, count: 25 }])
  const third = await showTopic(ctx, topic.id, null)
  expect([third.from, third.posts.map((p) => p.no), third.unread, third.unreadBoards]).toEqual([41, nos(41, 45), { from: 41, count: 5 }, 0])
  const again = await showTopic(ctx, topic.id, null)
  expect([again.from, again.unread, again.unreadBoards]).toEqual([41, null, null])
})

test('an address names a post: pages by number, at the ends too', async () => {
  const { topic, ctx } = await longTopic(45)
  for (const [from, shown] of [[17, nos(17, 36)], [45, [45]], [999, [45]], [-3, nos(1, 20)]] as const) {
    expect((await showTopic(ctx, topic.id, from)).posts.map((p) => p.no)).toEqual(shown)
  }
})

test('who jumps ahead keeps what was skipped as unread', async () => {
  const { topic, ctx, placeOf } = await longTopic(45)
  await showTopic(ctx, topic.id, 41)
  expect(await placeOf()).toBe(null)
  await showTopic(ctx, topic.id, 1)
  await showTopic(ctx, topic.id, 41)
  expect(await placeOf()).toBe(20)
  await showTopic(ctx, topic.id, 15)
  expect(await placeOf()).toBe(34)
  await markTopicRead(ctx, topic.id)
  expect(await placeOf()).toBe(45)
})

test('a place never moves back, and a browser that loads ahead does not move it', async () => {
  const { topic, ctx, placeOf } = await longTopic(25)
  await showTopic(ctx, topic.id, null, true)
  expect(await placeOf()).toBe(null)
  await showTopic(ctx, topic.id, null)
  await showTopic(ctx, topic.id, null)
  expect(await placeOf()).toBe(25)
  await showTopic(ctx, topic.id, 1)
  await markRead(ctx, { topicId: topic.id, from: 1, to: 3 })
  expect(await placeOf()).toBe(25)
})

test('forty read marks at once, in any order, leave the place at the farthest that leaves nothing out', async () => {
  const { author, topic, ctx, placeOf } = await longTopic(3)
  await showTopic(ctx, topic.id, null)
  for (let i = 0; i < 40; i++) await replyToTopic(testCtx(author), { commandId: randomId(), topicId: topic.id, text: 'x' })
  const { failed } = await concurrently(40, (i) => markRead(ctx, { topicId: topic.id, from: 1, to: 3 + ((i * 17) % 40) + 1 }))
  expect(failed).toEqual([])
  expect(await placeOf()).toBe(43)
  await concurrently(40, (i) => markRead(ctx, { topicId: topic.id, from: 1, to: i + 1 }))
  expect(await placeOf()).toBe(43)
})

test('what was shown while the page was open counts, without holes and not beyond the end', async () => {
  const { author, topic, ctx, placeOf } = await longTopic(3)
  await showTopic(ctx, topic.id, null)
  for (let i = 0; i < 4; i++) await replyToTopic(testCtx(author), { commandId: randomId(), topicId: topic.id, text: 'x' })
  expect(await markRead(ctx, { topicId: topic.id, from: 5, to: 7 })).toMatchObject({ place: 3 })
  expect(await markRead(ctx, { topicId: topic.id, from: 4, to: 5 })).toMatchObject({ place: 5 })
  expect(await markRead(ctx, { topicId: topic.id, from: 1, to: 900 })).toMatchObject({ place: 7 })
  expect(await placeOf()).toBe(7)
})

test('what was written before a member’s time counts as read, until somebody writes again', async () => {
  const { db, author, board } = await longTopic(1)
  const old = await makeTopic(db, { boardId: board.id, posts: Array.from({ length: 30 }, () => ({ authorId: author.id, at: new Date('2025-01-01T00:00:00Z') })) })
  const newcomer = await makeMember(db, { readBefore: DEMO_NOW })
  const ctx = testCtx(newcomer)
  expect(await unreadBoards(ctx)).toBe(1)
  const page = await showTopic(ctx, old.id, null)
  expect([page.from, page.unread]).toEqual([1, null])
  clock.advance(60_000)
  await replyToTopic(testCtx(author), { commandId: randomId(), topicId: old.id, text: 'x' })
  expect((await showTopic(ctx, old.id, null)).unread).toEqual({ from: 31, count: 1 })
})

test('authors: a name with its line, an office, nobody named, somebody who has left; a hidden post shows nothing', async () => {
  const { db, author, board } = await longTopic(1)
  const [gone, official] = [await makeMember(db, { status: 'left' }), await makeMember(db, { role: 'department' })]
  await db.profile.create({ data: { memberId: author.id, jobType: '獣医師', headline: '山形で育児中', visibility: { headline: 'staff' } } })
  const topic = await makeTopic(db, { boardId: board.id, posts: [
    { authorId: author.id }, { authorId: null, text: '匿名です' }, { authorId: official.id, officialAs: '人事課' }, { authorId: gone.id }, { authorId: author.id, text: '個人の情報', isHidden: true },
  ] })
  for (const reader of [await makeMember(db), await makeMember(db, { role: 'hr_admin' })]) {
    const page = await showTopic(testCtx(reader), topic.id, null)
    expect(page.posts.map((p) => p.author)).toEqual([
      { kind: 'member', id: author.id, name: author.displayName, line: '獣医師' }, { kind: 'anonymous' }, { kind: 'office', name: '人事課' }, { kind: 'left' }, { kind: 'anonymous' },
    ])
    expect(page.posts[4]).toMatchObject({ isHidden: true, html: '' })
    const sent = JSON.stringify(page.posts)
    for (const secret of ['山形で育児中', '個人の情報', official.displayName, official.id, gone.displayName, gone.id, author.email]) expect(sent).not.toContain(secret)
  }
})

test('a topic that is hidden or does not exist is not found', async () => {
  const { db, topic, ctx } = await longTopic(1)
  await db.topic.update({ where: { id: topic.id }, data: { hiddenAt: DEMO_NOW } })
  for (const id of [topic.id, newId(), 'x', "1' or '1'='1", '']) await expect(showTopic(ctx, id, null)).rejects.toMatchObject({ code: 'not_found' })
})
