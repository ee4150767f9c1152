import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makePlace, makeTag, makeTopic } from '../../../prisma/factories/boards.ts'
import { clock, concurrently, DEMO_NOW, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import type { Ctx } from '../../core/ctx.ts'
import { randomId } from '../../core/ids.ts'
import { findTag, listTopics, replyToTopic, shownTags, showTopic, startTopic, suggestTags } from './index.server.ts'
import { type TopicListName, topicLists } from './policy.ts'
import { startTopicInput } from './schema.ts'

beforeEach(() => emptyDb())

const ago = (hours: number) => new Date(DEMO_NOW.getTime() - hours * 3_600_000)

async function place() {
  const db = testDb()
  const [author, reader] = [await makeMember(db), await makeMember(db)]
  const board = await makeBoard(db)
  const make = (title: string, hours: number[], more: Parameters<typeof makeTopic>[1] | object = {}) => makeTopic(db, { boardId: board.id, title, posts: hours.map((h) => ({ authorId: author.id, at: ago(h) })), ...more })
  return { db, author, reader, board, make, ctx: testCtx(reader) }
}

/** Every title of a list, page after page. */
async function all(ctx: Ctx, list: TopicListName, more: { boardId?: string; tagId?: string } = {}): Promise<string[]> {
  const titles: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listTopics>> = await listTopics(ctx, list, { boardId: null, tagId: null, ...more, cursor })
    titles.push(...page.items.map((t) => t.title))
    cursor = page.next
  } while (cursor !== null)
  return titles
}

test('the four lists: the newest, what is unread, what has attention, what waits for an answer', async () => {
  const { db, make, ctx, reader } = await place()
  const other = await makeBoard(db)
  const lively = await make('にぎやか', [30, 29, 28, 27, 26])
  await make('一人', [3])
  await make('質問', [50, 49], { asks: true })
  const solved = await make('解決した質問', [60, 59], { asks: true })
  await db.topic.update({ where: { id: solved.id }, data: { answerId: (await db.post.findFirstOrThrow({ where: { topicId: solved.id, no: 2 } })).id } })
  await make('締め切り', [2], { closedAt: DEMO_NOW })
  await make('お知らせ', [1], { officialAs: '人事課' })
  await make('隠れた', [0], { hiddenAt: DEMO_NOW })
  await make('昔', [24 * 30])
  await make('別の部屋', [4, 4], { boardId: other.id })
  await make('保存された部屋', [0], { boardId: (await makeBoard(db, { archivedAt: DEMO_NOW })).id })
  await makePlace(db, { memberId: reader.id, topicId: lively.id, lastNo: 5 })

  expect(await all(ctx, 'new')).toEqual(['お知らせ', '締め切り', '一人', '別の部屋', 'にぎやか', '質問', '解決した質問', '昔'])
  expect(await all(ctx, 'unread')).toEqual(['お知らせ', '締め切り', '一人', '別の部屋', '質問', '解決した質問', '昔'])
  expect((await all(ctx, 'hot')).slice(0, 2)).toEqual(['にぎやか', '別の部屋'])
  expect(await all(ctx, 'hot')).not.toContain('昔')
  expect(await all(ctx, 'unanswered')).toEqual(['一人', '質問', '昔'])
  expect(await all(ctx, 'new', { boardId: other.id })).toEqual(['別の部屋'])
  for (const list of topicLists) await expect(listTopics(testCtx(), list, { boardId: null, tagId: null, cursor: null })).rejects.toMatchObject({ code: 'not_found' })
})

test('every list is paged by key: each topic once; a forged cursor shows the first page', async () => {
  const { make, ctx } = await place()
  for (let i = 0; i < 65; i++) await make(`${i}`, [Math.floor(i / 4)], { asks: true })
  for (const list of topicLists) {
    const titles = await all(ctx, list)
    expect(titles).toHaveLength(65)
    expect(new Set(titles).size).toBe(65)
    for (const forged of ['x', btoa('["x","y"]'), btoa('[1,"y"]')]) expect((await listTopics(ctx, list, { boardId: null, tagId: null, cursor: forged })).items[0]?.title).toBe(titles[0])
  }
})

test('unread is found behind more read topics than one page looks through', async () => {
  const { db, author, board, make, ctx, reader } = await place()
  await make('埋もれた', [100])
  await db.topic.createMany({ data: Array.from({ length: 450 }, (_, i) => ({ boardId: board.id, title: `${i}`, authorId: author.id, createdAt: ago(1), lastNo: 1, lastPostAt: ago(1) })) })
  await db.$executeRaw`insert into topic_read (member_id, topic_id, last_no, at) select ${reader.id}::uuid, id, last_no, ${DEMO_NOW} from topic where title <> '埋もれた'`
  const first = await listTopics(ctx, 'unread', { boardId: null, tagId: null, cursor: null })
  expect(first.items).toEqual([])
  expect(first.next).not.toBeNull()
  expect(await all(ctx, 'unread')).toEqual(['埋もれた'])
})

test('attention fades: many posts long ago give way to a few of today', async () => {
  const { make, ctx, author } = await place()
  const old = await make('先月のにぎわい', Array.from({ length: 60 }, (_, i) => 24 * 40 + i).reverse())
  const fresh = await make('きょう', [0])
  expect((await all(ctx, 'hot'))[0]).toBe('きょう')
  clock.advance(1_000)
  for (let i = 0; i < 3; i++) await replyToTopic(testCtx(author), { commandId: randomId(), topicId: fresh.id, text: 'x' })
  const heat = async (id: string) => (await testDb().topic.findUniqueOrThrow({ where: { id } })).heat
  expect(await heat(fresh.id)).toBeGreaterThan(await heat(old.id))
  expect(await heat(fresh.id)).toBeCloseTo(clock.now().getTime() / 1000 + 436_272 * Math.log(4), -2)
})

test('tags fold width, case and kana into one, are made once however many make them, and lead to their topics', async () => {
  const { db, author, board, ctx } = await place()
  await makeTag(db, { name: '県の制度', isOfficial: true })
  const input = (tags: string) => startTopicInput.parse({ commandId: randomId(), board: board.slug, title: '題', tags, text: '本文' })
  const { failed } = await concurrently(10, (i) => startTopic(testCtx(author), input(i % 2 === 0 ? 'ＤＸ　テレワーク' : 'ﾃﾚﾜｰｸ、#dx ＤＸ')))
  expect(failed).toEqual([])
  expect((await db.tag.findMany({ orderBy: { topicCount: 'desc' } })).map((t) => [t.key, t.topicCount])).toEqual(expect.arrayContaining([['dx', 10], ['てれわーく', 10], ['県の制度', 0]]))
  const dx = await findTag(ctx, 'ｄｘ')
  expect(dx).not.toBeNull()
  expect(await all(ctx, 'new', { tagId: dx!.id })).toHaveLength(10)
  expect(await all(ctx, 'new', { tagId: randomId() })).toEqual([])
  expect(await suggestTags(ctx, 'てれ')).toEqual(['テレワーク'])
  expect((await suggestTags(ctx, ''))[0]).toBe('県の制度')
  expect(await shownTags(ctx)).not.toContain('県の制度')
  expect((await listTopics(ctx, 'new', { boardId: null, tagId: dx!.id, cursor: null })).items[0]?.tags).toHaveLength(2)
  for (const [tags, key] of [['1 2 3 4 5 6', 'boards.too_many_tags'], ['あ'.repeat(21), 'boards.tag_too_long']]) {
    expect(startTopicInput.safeParse({ ...input(''), tags }).error?.issues[0]?.message).toBe(key)
  }
})

test('what was read in a topic before it was merged into another is not unread there', async () => {
  const { db, make, ctx, reader } = await place()
  const topic = await make('まとめ', [9, 8, 7, 6, 5, 4])
  await db.topicRead.create({ data: { memberId: reader.id, topicId: topic.id, lastNo: 1, ahead: [4, 5], at: DEMO_NOW } })
  expect((await listTopics(ctx, 'unread', { boardId: null, tagId: null, cursor: null })).items[0]?.unread).toBe(3)
  expect((await showTopic(ctx, topic.id, null, true)).unread).toEqual({ from: 2, count: 3 })
})
