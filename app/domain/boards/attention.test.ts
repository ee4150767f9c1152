import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { type Member, Prisma } from '../../../prisma/generated/client.ts'
import { clock, concurrently, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { newId, randomId } from '../../core/ids.ts'
import { choose, effectiveLevelSql, levelJoins, listChoices } from '../attention/index.server.ts'
import { type AttentionKind, hasReadOn, higher, type Level, levelOf, levels, offered } from '../attention/policy.ts'
import { accessTopic, boardLevel, chooseBoardLevel, chooseTagLevel, chooseTopicLevel, listBoards, listTopics, markRead, newTopics, replyToTopic, showBoard, showTopic, topicLevel, unreadBoards } from './index.server.ts'

const db = testDb()
const tag = () => db.tag.create({ data: { id: newId(), name: `札${newId()}`, key: newId(), createdAt: clock.now() } })
const chosen = (who: Member, kind: AttentionKind, targetId: string, level: Level) => choose(testCtx(who), kind, targetId, { level, commandId: randomId() })
async function place(over: { posts?: number; tagIds?: string[] } = {}) {
  const [author, reader] = [await makeMember(db), await makeMember(db)]
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, posts: Array.from({ length: over.posts ?? 1 }, () => ({ authorId: author.id })), tagIds: over.tagIds ?? [] })
  return { author, reader, board, topic, ctx: testCtx(reader) }
}

test('the database and the policy say the same of every mixture of choices and deeds', async () => {
  const [a, b] = [await tag(), await tag()]
  const { reader, board, topic } = await place({ tagIds: [a.id, b.id] })
  const maybe = fc.option(fc.constantFrom(...levels))
  await fc.assert(fc.asyncProperty(fc.record({ topic: fc.option(fc.constantFrom(...offered.topic)), board: maybe, a: maybe, b: maybe, posts: fc.nat(1), pages: fc.nat(4), seconds: fc.nat(300) }), async (f) => {
    await db.attention.deleteMany({ where: { memberId: reader.id } })
    const rows = ([['topic', topic.id, f.topic], ['board', board.id, f.board], ['tag', a.id, f.a], ['tag', b.id, f.b]] as const).flatMap(([kind, targetId, level]) => (level === null ? [] : [{ memberId: reader.id, kind, targetId, level, at: clock.now() }]))
    await db.attention.createMany({ data: rows })
    const read = { lastNo: 1, posts: f.posts, pages: f.pages, seconds: f.seconds, at: clock.now() }
    await db.topicRead.upsert({ where: { memberId_topicId: { memberId: reader.id, topicId: topic.id } }, create: { memberId: reader.id, topicId: topic.id, ...read }, update: read })
    const [row] = await db.$queryRaw<{ level: Level }[]>`
      select ${effectiveLevelSql} as level from topic t left join topic_read r on r.topic_id = t.id and r.member_id = ${reader.id}::uuid ${levelJoins(Prisma.sql`${reader.id}::uuid`)} where t.id = ${topic.id}::uuid`
    const facts = { topic: f.topic, tag: f.a === null ? f.b : f.b === null ? f.a : higher(f.a, f.b), event: null, board: f.board, wrote: f.posts > 0, hasRead: hasReadOn(f) }
    expect(row?.level).toBe(levelOf(facts))
    expect((await accessTopic(testCtx(reader), topic.id)).attention).toEqual(facts)
  }), { numRuns: 60 })
})

test('writing watches, and says so once; an undo takes it back for good; nobody else’s level moves', async () => {
  const { reader, author, topic, ctx } = await place()
  const reply = () => replyToTopic(ctx, { commandId: randomId(), topicId: topic.id, text: 'はい' })
  expect(await reply()).toEqual({ no: 2, hasRisen: true })
  expect(await reply()).toEqual({ no: 3 })
  expect((await topicLevel(ctx, topic.id)).level).toBe('watching')
  await chooseTopicLevel(ctx, topic.id, { level: 'undo', commandId: randomId() })
  expect(await topicLevel(ctx, topic.id)).toMatchObject({ level: 'normal', chosen: 'normal' })
  expect(await reply()).toEqual({ no: 4 })
  expect((await topicLevel(ctx, topic.id)).level).toBe('normal')
  await chooseTopicLevel(ctx, topic.id, { level: 'auto', commandId: randomId() })
  expect(await topicLevel(ctx, topic.id)).toMatchObject({ level: 'watching', chosen: null })
  expect(await db.attention.count({ where: { memberId: { in: [author.id, reader.id] } } })).toBe(0)
})

test('three pages of something new follow a topic, said on the third; glances and pages read before do not count', async () => {
  const { topic, ctx } = await place({ posts: 70 })
  const level = async (from: number, isGlance = false) => { const { attention } = await showTopic(ctx, topic.id, from, isGlance); return [attention.level, attention.hasRisen] }
  expect(await level(1)).toEqual(['normal', false])
  expect(await level(1)).toEqual(['normal', false])
  expect(await level(21)).toEqual(['normal', false])
  expect(await level(41, true)).toEqual(['normal', false])
  expect(await level(41)).toEqual(['tracking', true])
  expect(await level(61)).toEqual(['tracking', false])
  await chooseTopicLevel(ctx, topic.id, { level: 'undo', commandId: randomId() })
  expect(await level(61)).toEqual(['normal', false])
})

test('three minutes of reading follow a topic, wherever the marks come from; an hour away is no reading', async () => {
  const { topic, ctx } = await place({ posts: 20 })
  await showTopic(ctx, topic.id, 1)
  const author = await makeMember(db)
  const live = async (seconds: number) => {
    const { no } = await replyToTopic(testCtx(author), { commandId: randomId(), topicId: topic.id, text: 'つぎ' })
    clock.advance(seconds * 1_000)
    return (await markRead(ctx, { topicId: topic.id, from: no, to: no })).hasRisen
  }
  expect([await live(3_600), await live(100), await live(70), await live(20), await live(20)]).toEqual([false, false, false, true, false])
})

test('what is muted is in no count, no list across boards and no digest; its own board still shows it; a mute by hand outlives reading', async () => {
  const t = await tag()
  const { reader, board, topic, ctx } = await place({ posts: 2, tagIds: [t.id] })
  const seen = async () => {
    const names = await Promise.all((['new', 'unread', 'hot', 'unanswered'] as const).map(async (list) => (await listTopics(ctx, list, { boardId: null, tagId: null, cursor: null })).items.some((i) => i.id === topic.id)))
    const { count } = await newTopics(ctx, new Date(0), 5)
    return { counts: [await unreadBoards(ctx), (await listBoards(ctx)).find((b) => b.slug === board.slug)?.unread], lists: names, digest: count, own: (await showBoard(ctx, board.slug, null)).topics.items.map((i) => [i.isMuted, i.unread]) }
  }
  const others = await unreadBoards(ctx) - 1
  const silent = { counts: [others, 0], lists: [false, false, false, false], own: [[true, 0]] }
  const before = await seen()
  expect(before).toMatchObject({ counts: [others + 1, 1], own: [[false, 2]] })
  for (const [kind, id] of [['topic', topic.id], ['board', board.id], ['tag', t.id]] as const) {
    await chosen(reader, kind, id, 'muted')
    const after = await seen()
    expect(after).toMatchObject(silent)
    expect(after.digest).toBe(before.digest - 1)
    await db.attention.deleteMany({ where: { memberId: reader.id } })
  }
  await chosen(reader, 'board', board.id, 'muted')
  await chosen(reader, 'topic', topic.id, 'normal')
  expect(await seen()).toEqual(before)
})

test('a choice is kept once, is nobody else’s, and only for what one may see', async () => {
  const { author, reader, board, topic, ctx } = await place()
  const commandId = randomId()
  await concurrently(8, () => chooseTopicLevel(ctx, topic.id, { level: 'tracking', commandId }))
  await concurrently(8, (i) => chooseBoardLevel(ctx, i % 2 === 0 ? board.id : board.slug, { level: i % 2 === 0 ? 'watching' : 'muted', commandId: randomId() }))
  expect(await db.attention.count({ where: { memberId: reader.id } })).toBe(2)
  expect((await listChoices(ctx, null)).items.map((c) => [c.kind, c.title])).toEqual(expect.arrayContaining([['topic', topic.title], ['board', board.name]]))
  expect((await listChoices(testCtx(author), null)).items).toEqual([])
  expect((await boardLevel(testCtx(author), board.slug)).level).toBe('normal')
  await expect(chooseTopicLevel(ctx, topic.id, { level: 'watching_first', commandId: randomId() })).rejects.toMatchObject({ code: 'invalid' })
  const gone = { code: 'not_found' }
  await expect(chooseTopicLevel(ctx, newId(), { level: 'muted', commandId: randomId() })).rejects.toMatchObject(gone)
  await expect(chooseTagLevel(ctx, newId(), { level: 'muted', commandId: randomId() })).rejects.toMatchObject(gone)
  await expect(chooseBoardLevel(testCtx(), board.slug, { level: 'muted', commandId: randomId() })).rejects.toMatchObject(gone)
  await db.topic.update({ where: { id: topic.id }, data: { hiddenAt: clock.now() } })
  await expect(chooseTopicLevel(ctx, topic.id, { level: 'muted', commandId: randomId() })).rejects.toMatchObject(gone)
  expect((await listChoices(ctx, null)).items.map((c) => c.kind)).toEqual(['board'])
})
