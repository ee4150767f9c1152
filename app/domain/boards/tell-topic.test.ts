import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makePlace, makeTopic } from '../../../prisma/factories/boards.ts'
import type { Board, Member } from '../../../prisma/generated/client.ts'
import { clock, concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { runWorkers } from '../../../prisma/testing/workers.ts'
import { due } from '../../../workers/schedule.ts'
import { system } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import { claimTopicsToTell, hidePost, replyToTopic, startTopic, topicNotices } from './index.server.ts'
import { UNDO_GRACE_MS, UNDO_MS } from './policy.ts'

const db = testDb()
let board: Board
let haruka: Member
let mayu: Member
let sota: Member
beforeEach(async () => {
  await db.topic.updateMany({ data: { tellFrom: null } })
  await db.outbox.deleteMany()
  board = await makeBoard(db)
  haruka = await makeMember(db, { displayName: '浜岸 遥香' })
  mayu = await makeMember(db, { displayName: '名取沢 真由' })
  sota = await makeMember(db, { displayName: '𠮷廣 蒼太' })
})
const topicOf = (author: Member) => makeTopic(db, { boardId: board.id, title: '育児と在宅勤務', posts: [{ authorId: author.id, at: new Date(clock.now().getTime() - 60_000) }] })
const reply = (who: Member, topicId: string, text = '返信です。') => replyToTopic(testCtx(who), { commandId: randomId(), topicId, text })
const doc = (memberId: string) => JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: memberId, label: '' } }, { type: 'text', text: ' いかがですか' }] }] })
const system_ = () => testCtx(system)
/** What is told of everything written since the last time. */
async function told() {
  clock.advance(UNDO_MS + UNDO_GRACE_MS)
  await claimTopicsToTell(system_())
  const asked = await jobs('topic.tell')
  await db.outbox.deleteMany()
  return (await Promise.all(asked.map((job) => topicNotices(system_(), job.payload as never)))).flat()
}

test('the one who began a topic is told of a reply, once for a stretch of replies, and again when they have read on', async () => {
  const topic = await topicOf(haruka)
  await reply(mayu, topic.id)
  expect(await told()).toEqual([{ memberId: haruka.id, kind: 'topic_replied', params: { name: '名取沢 真由', title: '育児と在宅勤務' }, href: `/topics/${topic.id}?from=2#post-2`, dedupeKey: `replied:${topic.id}:1` }])
  expect(await told()).toEqual([])
  await reply(mayu, topic.id)
  await reply(sota, topic.id)
  expect(await told()).toMatchObject([{ kind: 'topic_replied_many', params: { name: '𠮷廣 蒼太', others: '1' }, href: `/topics/${topic.id}?from=3#post-3`, dedupeKey: `replied:${topic.id}:1` }])
  await makePlace(db, { memberId: haruka.id, topicId: topic.id, lastNo: 4 })
  await reply(mayu, topic.id)
  expect(await told()).toMatchObject([{ dedupeKey: `replied:${topic.id}:4` }])
})

test('nobody is told of their own words, of what they have read, of hidden posts, or by somebody who left', async () => {
  const own = await topicOf(haruka)
  await reply(haruka, own.id)
  const read = await topicOf(haruka)
  await reply(mayu, read.id)
  await makePlace(db, { memberId: haruka.id, topicId: read.id, lastNo: 2 })
  const hidden = await topicOf(haruka)
  await reply(mayu, hidden.id)
  await hidePost(testCtx(await makeMember(db, { role: 'moderator' })), { commandId: randomId(), topicId: hidden.id, no: 2, reason: 'personal' } as never)
  const left = await topicOf(haruka)
  const gone = await makeMember(db)
  await reply(gone, left.id)
  await db.member.update({ where: { id: gone.id }, data: { status: 'left' } })
  expect(await told()).toEqual([])
})

test('who is mentioned is told of that, and not of a reply as well; the beginner’s own mention of themselves is nothing', async () => {
  const topic = await topicOf(haruka)
  await replyToTopic(testCtx(mayu), { commandId: randomId(), topicId: topic.id, doc: doc(haruka.id), text: '' } as never)
  await replyToTopic(testCtx(mayu), { commandId: randomId(), topicId: topic.id, doc: doc(sota.id), text: '' } as never)
  await replyToTopic(testCtx(haruka), { commandId: randomId(), topicId: topic.id, doc: doc(haruka.id), text: '' } as never)
  const notices = await told()
  expect(notices).toMatchObject([{ memberId: haruka.id, kind: 'mentioned', dedupeKey: `mentioned:${topic.id}:2` }, { memberId: sota.id, kind: 'mentioned', params: { name: '名取沢 真由' } }, { memberId: haruka.id, kind: 'topic_replied', href: `/topics/${topic.id}?from=3#post-3` }])
  expect(notices).toHaveLength(3)
})

test('a mention in the first post of a topic is told; a first post without one asks for nothing', async () => {
  await startTopic(testCtx(mayu), { commandId: randomId(), board: board.slug, title: 'はじめまして', text: 'こんにちは' } as never)
  expect(await told()).toEqual([])
  await startTopic(testCtx(mayu), { commandId: randomId(), board: board.slug, title: 'はじめまして', doc: doc(sota.id), text: '' } as never)
  expect(await told()).toMatchObject([{ memberId: sota.id, kind: 'mentioned' }])
})

test('an anonymous topic has nobody to tell', async () => {
  const topic = await makeTopic(db, { boardId: board.id, title: '匿名', posts: [{ authorId: null }] })
  await reply(mayu, topic.id)
  expect(await told()).toEqual([])
})

test('two schedules at once ask once; a reply that comes meanwhile is not forgotten', async () => {
  const topics = await Promise.all(Array.from({ length: 20 }, () => topicOf(haruka)))
  await Promise.all(topics.map((t) => reply(mayu, t.id)))
  await concurrently<unknown>(8, (i) => (i % 2 === 0 ? claimTopicsToTell(system_()) : reply(sota, topics[i]!.id)))
  clock.advance(UNDO_MS + UNDO_GRACE_MS)
  await claimTopicsToTell(system_())
  const asked = (await jobs('topic.tell')).map((job) => job.payload as { topicId: string; from: number; to: number })
  for (const topic of topics) {
    const own = asked.filter((a) => a.topicId === topic.id).sort((a, b) => a.from - b.from)
    const { lastNo } = await db.topic.findUniqueOrThrow({ where: { id: topic.id } })
    expect(own.flatMap((a) => Array.from({ length: a.to - a.from + 1 }, (_, i) => a.from + i))).toEqual(Array.from({ length: lastNo - 1 }, (_, i) => i + 2))
  }
})

test('a reply ends in the inbox of the one who began the topic', async () => {
  const topic = await topicOf(haruka)
  await reply(mayu, topic.id)
  clock.advance(UNDO_MS + UNDO_GRACE_MS)
  await runWorkers({ due })
  await expect.poll(() => db.notification.findMany({ where: { memberId: haruka.id }, select: { kind: true, href: true } })).toEqual([{ kind: 'topic_replied', href: `/topics/${topic.id}?from=2#post-2` }])
})
