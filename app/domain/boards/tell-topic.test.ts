import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makePlace, makeTopic } from '../../../prisma/factories/boards.ts'
import type { Board, Member } from '../../../prisma/generated/client.ts'
import { clock, concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { runWorkers } from '../../../prisma/testing/workers.ts'
import { due } from '../../../workers/schedule.ts'
import { system } from '../../core/actor.ts'
import { newId, randomId } from '../../core/ids.ts'
import { choose } from '../attention/index.server.ts'
import { type Level, levels } from '../attention/policy.ts'
import { wordsOf } from '../notifications/words.ts'
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
  return (await Promise.all(asked.map((job) => topicNotices(system_(), job.payload as never)))).flatMap(({ notices }) => notices)
}

test('the one who began a topic is told of a reply, once for a stretch of replies, and again when they have read on', async () => {
  const topic = await topicOf(haruka)
  await reply(mayu, topic.id)
  expect(await told()).toEqual([{ memberId: haruka.id, kind: 'topic_replied', params: { name: '名取沢 真由', title: '育児と在宅勤務' }, href: `/topics/${topic.id}?from=2#post-2`, dedupeKey: `replied:${topic.id}:1`, fold: { topicId: topic.id, no: 2, upTo: 2, who: ['名取沢 真由'] } }])
  expect(await told()).toEqual([])
  await reply(mayu, topic.id)
  await reply(sota, topic.id)
  expect((await told()).filter((n) => n.memberId === haruka.id)).toMatchObject([{ fold: { who: ['𠮷廣 蒼太', '名取沢 真由'], no: 3, upTo: 4 }, href: `/topics/${topic.id}?from=3#post-3`, dedupeKey: `replied:${topic.id}:1` }])
  await makePlace(db, { memberId: haruka.id, topicId: topic.id, lastNo: 4 })
  await reply(mayu, topic.id)
  expect((await told()).filter((n) => n.memberId === haruka.id)).toMatchObject([{ dedupeKey: `replied:${topic.id}:4` }])
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
  expect(notices).toMatchObject([{ memberId: haruka.id, kind: 'mentioned', dedupeKey: `mentioned:${topic.id}:1` }, { memberId: sota.id, kind: 'mentioned', params: { name: '名取沢 真由' } }, { memberId: haruka.id, kind: 'topic_replied', href: `/topics/${topic.id}?from=3#post-3` }, { memberId: mayu.id, kind: 'topic_replied', href: `/topics/${topic.id}?from=4#post-4` }])
  expect(notices).toHaveLength(4)
})

test('who is called several times before they read on has one line, whoever called; a call they have seen already, with the topic open, is told too', async () => {
  const topic = await topicOf(haruka)
  const call = (who: Member) => replyToTopic(testCtx(who), { commandId: randomId(), topicId: topic.id, doc: doc(haruka.id), text: '' } as never)
  const toldHaruka = async () => (await told()).filter((n) => n.memberId === haruka.id)
  await call(mayu)
  await call(sota)
  expect(await toldHaruka()).toMatchObject([{ kind: 'mentioned', dedupeKey: `mentioned:${topic.id}:1`, href: `/topics/${topic.id}?from=2#post-2`, fold: { no: 2, upTo: 3, who: ['𠮷廣 蒼太', '名取沢 真由'] } }])
  await call(mayu)
  expect(await toldHaruka()).toMatchObject([{ dedupeKey: `mentioned:${topic.id}:1`, fold: { no: 4, upTo: 4 } }])
  await call(mayu)
  await makePlace(db, { memberId: haruka.id, topicId: topic.id, lastNo: 5 })
  expect(await toldHaruka()).toMatchObject([{ kind: 'mentioned', dedupeKey: `mentioned:${topic.id}:at:5`, href: `/topics/${topic.id}?from=5#post-5` }])
  expect(wordsOf({ kind: 'mentioned', params: { title: '題' }, who: ['あ', 'い', 'う'] })).toEqual({ kind: 'mentioned_many', params: { title: '題', name: 'あ', others: '2' } })
})

test('a mention in the first post of a topic is told; a first post without one tells nobody who did not ask for it', async () => {
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

test('who is told of a reply, a new topic and a mention, for each level on topic, tag and board', async () => {
  const tag = await db.tag.create({ data: { id: newId(), name: '介護', key: newId(), createdAt: clock.now() } })
  const topic = await makeTopic(db, { boardId: board.id, title: '話', tagIds: [tag.id], posts: [{ authorId: mayu.id }] })
  const at = async (kind: 'topic' | 'tag' | 'board', level: Level) => {
    const who = await makeMember(db)
    await choose(testCtx(who), kind, { topic: topic.id, tag: tag.id, board: board.id }[kind], { level, commandId: randomId() })
    return { who, level: `${kind} ${level}` }
  }
  const people = await Promise.all((['topic', 'tag', 'board'] as const).flatMap((kind) => levels.filter((l) => kind !== 'topic' || l !== 'watching_first').map((l) => at(kind, l))))
  const toldOf = async (from: number, to: number) => {
    const { notices } = await topicNotices(system_(), { topicId: topic.id, from, to })
    return notices.flatMap((n) => people.filter((p) => p.who.id === n.memberId).map((p) => `${n.kind}: ${p.level}`)).sort()
  }
  expect(await toldOf(1, 1)).toEqual(['topic_started: board watching', 'topic_started: board watching_first', 'topic_started: tag watching', 'topic_started: tag watching_first', 'topic_started: topic watching'])
  await reply(mayu, topic.id)
  expect(await toldOf(2, 2)).toEqual(['topic_replied: board watching', 'topic_replied: tag watching', 'topic_replied: topic watching'])
  const everybody = JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: people.map(({ who }) => ({ type: 'mention', attrs: { id: who.id, label: '' } })) }] })
  await replyToTopic(testCtx(mayu), { commandId: randomId(), topicId: topic.id, doc: everybody, text: '' } as never)
  expect(await toldOf(3, 3)).toEqual(people.map((p) => `mentioned: ${p.level}`).sort())
})

test('the more specific choice decides who is told', async () => {
  const topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: mayu.id }] })
  const pick = (kind: 'topic' | 'board', level: Level) => choose(testCtx(sota), kind, kind === 'topic' ? topic.id : board.id, { level, commandId: randomId() })
  const isTold = async () => (await topicNotices(system_(), { topicId: topic.id, from: 2, to: 2 })).notices.some((n) => n.memberId === sota.id)
  await reply(mayu, topic.id)
  await pick('board', 'watching')
  expect(await isTold()).toBe(true)
  await pick('topic', 'muted')
  expect(await isTold()).toBe(false)
  await pick('board', 'muted')
  await pick('topic', 'watching')
  expect(await isTold()).toBe(true)
})

test('many who watch are told batch by batch, everybody once, whoever has left not at all', async () => {
  const topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: null }] })
  const watchers = Array.from({ length: 1_203 }, () => newId())
  await db.$executeRaw`
    insert into member (id, email, status, handle, family_name, given_name, family_kana, given_kana, display_name, kana, created_at, read_before)
    select id, id || '@example.com', case when n % 100 = 0 then 'left' else 'active' end::member_status, id::text, 'あ', '', 'あ', '', 'あ', 'あ', ${clock.now()}, ${new Date(0)} from unnest(${watchers}::uuid[]) with ordinality u (id, n)`
  await db.attention.createMany({ data: watchers.map((memberId, i) => ({ memberId, kind: i % 2 === 0 ? 'board' as const : 'topic' as const, targetId: i % 2 === 0 ? board.id : topic.id, level: 'watching' as const, at: clock.now() })) })
  await reply(mayu, topic.id)
  clock.advance(UNDO_MS + UNDO_GRACE_MS)
  await runWorkers({ due })
  await expect.poll(() => db.notification.count({ where: { topicId: topic.id } })).toBe(1_203 - 12)
  await expect.poll(() => db.outbox.count({ where: { name: 'topic.tell' } })).toBe(0)
  expect(await db.notification.count({ where: { topicId: topic.id } })).toBe(1_203 - 12)
}, 120_000)
