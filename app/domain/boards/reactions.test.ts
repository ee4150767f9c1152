import { expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { clock, concurrently, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { system } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import type { EventOf } from '../../core/rooms.ts'
import type { topicEvents } from './events.ts'
import { foldTopic } from './fold.ts'
import { countReactions, hidePost, listReactions, listTopics, reactToPost, showTopic, topicRoom } from './index.server.ts'
import type { ReactionKind } from './views.ts'

const db = testDb()
async function talk(posts = 2) {
  const [author, other] = [await makeMember(db), await makeMember(db)]
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, posts: Array.from({ length: posts }, () => ({ authorId: author.id })) })
  const react = (who: typeof author, no: number, kind: ReactionKind, isOn = true) => reactToPost(testCtx(who), { topicId: topic.id, no, kind, isOn })
  const told = async () => {
    clock.advance(1_000)
    await countReactions(testCtx(system))
    return (await emitted(`topic:${topic.id}`)).filter((e) => e.type === 'reactions.counted') as (EventOf<typeof topicEvents> & { seq: number })[]
  }
  return { author, other, board, topic, react, told }
}

test('however often and by however many at once, a member reacts once a kind, and the counts are what the rows say', async () => {
  const { topic, react } = await talk()
  const members = await Promise.all(Array.from({ length: 6 }, () => makeMember(db)))
  const { failed } = await concurrently(60, (i) => react(members[i % 6]!, 1, i % 4 === 3 ? 'thanks' : 'like', i % 5 !== 4))
  expect(failed).toEqual([])
  await Promise.all(members.map((m) => react(m, 1, 'like')))
  const post = await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no: 1 } }, select: { id: true, reactions: true } })
  const rows = await db.reaction.groupBy({ by: ['kind'], where: { postId: post.id }, _count: true })
  expect(post.reactions).toEqual(Object.fromEntries(rows.map((r) => [r.kind, r._count])))
  expect(post.reactions).toMatchObject({ like: 6 })
})

test('one’s own post, a hidden one, an unknown one and an archived board take no reaction; a guest finds nothing', async () => {
  const { author, other, board, topic, react } = await talk()
  const gone = { code: 'not_found' }
  await expect(react(author, 1, 'like')).rejects.toMatchObject(gone)
  await expect(react(other, 9, 'like')).rejects.toMatchObject(gone)
  await expect(reactToPost(testCtx(), { topicId: topic.id, no: 1, kind: 'like', isOn: true })).rejects.toMatchObject(gone)
  await hidePost(testCtx(await makeMember(db, { role: 'moderator' })), { commandId: randomId(), topicId: topic.id, no: 2, reason: 'x' })
  await expect(react(other, 2, 'like')).rejects.toMatchObject(gone)
  await expect(listReactions(testCtx(other), topic.id, 2, null)).rejects.toMatchObject(gone)
  await db.board.update({ where: { id: board.id }, data: { archivedAt: clock.now() } })
  await expect(react(other, 1, 'like')).rejects.toMatchObject(gone)
  expect(await db.reaction.count({ where: { post: { topicId: topic.id } } })).toBe(0)
})

test('the last one taken back leaves nothing behind', async () => {
  const { other, topic, react } = await talk()
  expect(await react(other, 1, 'cheer')).toEqual({ counts: { cheer: 1 } })
  expect(await react(other, 1, 'cheer', false)).toEqual({ counts: {} })
  expect(await react(other, 1, 'cheer', false)).toEqual({ counts: {} })
  expect(await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no: 1 } }, select: { reactions: true } })).toEqual({ reactions: null })
})

test('a topic is told of many reactions at once, nobody is told twice, and what is folded is what is read', async () => {
  const { author, other, topic, react, told } = await talk(3)
  const before = await topicRoom.snapshot(testCtx(system), topic.id)
  const third = await makeMember(db)
  await Promise.all([react(other, 1, 'like'), react(third, 1, 'like'), react(other, 2, 'useful'), react(third, 3, 'agree')])
  await react(third, 3, 'agree', false)
  const events = await told()
  expect(events).toHaveLength(1)
  await told()
  expect(await told()).toHaveLength(1)
  const folded = events.reduce(foldTopic, before)
  const fresh = await topicRoom.snapshot(testCtx(system), topic.id)
  expect(folded).toEqual({ ...fresh, reactions: { ...fresh.reactions, 3: {} } })
  expect(fresh.reactions).toEqual({ 1: { like: 2 }, 2: { useful: 1 } })
  const page = await showTopic(testCtx(other), topic.id, 1)
  expect([page.room.state.reactions, page.mine]).toEqual([fresh.reactions, { 1: ['like'], 2: ['useful'] }])
  expect((await showTopic(testCtx(author), topic.id, 1)).mine).toEqual({})
})

test('a reaction that comes while its post is being told is told the next time', async () => {
  const { topic, react, told } = await talk()
  const members = await Promise.all(Array.from({ length: 8 }, () => makeMember(db)))
  await concurrently<unknown>(24, (i) => (i % 3 === 0 ? told() : react(members[i % 8]!, 1, 'like')))
  const last = (await told()).at(-1)
  const { reactions } = await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no: 1 } }, select: { reactions: true } })
  expect(last).toMatchObject({ payload: { posts: [{ no: 1, counts: reactions }] } })
  expect(await db.reactionMark.count()).toBe(0)
})

test('who reacted is listed, the newest first, page by page without a hole', async () => {
  const { other, topic, react } = await talk()
  const members = await Promise.all(Array.from({ length: 52 }, () => makeMember(db)))
  for (const [i, m] of members.entries()) {
    if (i % 3 === 0) clock.advance(1_000)
    await react(m, 1, i % 2 === 0 ? 'like' : 'thanks')
  }
  const first = await listReactions(testCtx(other), topic.id, 1, null)
  const rest = await listReactions(testCtx(other), topic.id, 1, first.by.next)
  const ids = [...first.by.items, ...rest.by.items].map(({ author }) => (author.kind === 'member' ? author.id : ''))
  expect([first.by.items.length, rest.by.items.length, rest.by.next, new Set(ids).size]).toEqual([50, 2, null, 52])
  expect(first.counts).toEqual({ like: 26, thanks: 26 })
  expect((await listReactions(testCtx(other), topic.id, 1, 'nonsense')).by.items).toHaveLength(50)
})

test('reactions add to what is talked about, a quarter of a post each, whatever order they come in, and taken back they leave nothing', async () => {
  const { board, author, other, topic, react, told } = await talk()
  const quiet = await makeTopic(db, { boardId: board.id, title: '静か', posts: [{ authorId: author.id }, { authorId: author.id }] })
  const heat = async (id = topic.id) => (await db.topic.findUniqueOrThrow({ where: { id } })).heat
  const before = await heat()
  const HALF_LIFE = 436_272
  const expected = async () => {
    const rows = await db.reaction.findMany({ where: { post: { topicId: topic.id } } })
    const now = clock.now().getTime() / 1_000
    return now + HALF_LIFE * Math.log(rows.reduce((sum, r) => sum + Math.exp((r.at.getTime() / 1_000 - now) / HALF_LIFE) / 4, Math.exp((before - now) / HALF_LIFE)))
  }
  const hot = async () => (await listTopics(testCtx(other), 'hot', { boardId: board.id, tagId: null, cursor: null })).items.map((t) => t.id)
  const members = await Promise.all(Array.from({ length: 6 }, () => makeMember(db)))
  const { failed } = await concurrently<unknown>(48, (i) => (i % 8 === 7 ? told() : react(members[i % 6]!, 1 + (i % 2), i % 3 === 0 ? 'thanks' : 'like', i % 5 !== 4)))
  expect(failed).toEqual([])
  await told()
  expect(await heat()).toBeCloseTo(await expected(), 3)
  expect((await hot())[0]).toBe(topic.id)
  clock.advance(5 * 86_400_000)
  await react(other, 1, 'useful')
  clock.advance(3_600_000)
  await react(other, 2, 'useful')
  await told()
  expect(await heat()).toBeCloseTo(await expected(), 3)
  for (const r of await db.reaction.findMany({ where: { post: { topicId: topic.id } }, include: { post: true } })) await reactToPost(testCtx(members.find((m) => m.id === r.memberId) ?? other), { topicId: topic.id, no: r.post.no, kind: r.kind as ReactionKind, isOn: false })
  await told()
  expect(await heat()).toBeCloseTo(before, 3)
  expect(await heat(quiet.id)).toBeCloseTo(before, 3)
})
