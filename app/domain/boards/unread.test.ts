import { beforeEach, expect, test } from 'vitest'
import { DEMO_NOW, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makePlace, makeTopic } from '../../../prisma/factories/boards.ts'
import { randomId } from '../../core/ids.ts'
import { listBoards, MOST_UNREAD, replyToTopic, showBoard, showTopic, startTopic, unreadBoards } from './index.server.ts'

beforeEach(() => emptyDb())

test('unread topics are counted a board at a time and go away as they are read', async () => {
  const db = testDb()
  const [author, reader] = [await makeMember(db), await makeMember(db)]
  const [one, two, archived] = [await makeBoard(db), await makeBoard(db), await makeBoard(db, { archivedAt: DEMO_NOW })]
  const posts = [{ authorId: author.id }, { authorId: author.id }]
  const topics = [await makeTopic(db, { boardId: one.id, posts }), await makeTopic(db, { boardId: one.id, posts }), await makeTopic(db, { boardId: two.id, posts })]
  await makeTopic(db, { boardId: one.id, posts, hiddenAt: DEMO_NOW })
  await makeTopic(db, { boardId: archived.id, posts })
  const ctx = testCtx(reader)
  const counts = async () => [(await listBoards(ctx)).map((b) => b.unread), await unreadBoards(ctx)]
  expect(await counts()).toEqual([[2, 1], 3])
  await showTopic(ctx, topics[0]!.id, null)
  expect(await counts()).toEqual([[1, 1], 2])
  await makePlace(db, { memberId: reader.id, topicId: topics[1]!.id, lastNo: 1 })
  expect(await counts()).toEqual([[1, 1], 2])
  await showTopic(ctx, topics[1]!.id, null)
  await showTopic(ctx, topics[2]!.id, null)
  expect(await counts()).toEqual([[0, 0], 0])
  await replyToTopic(testCtx(author), { commandId: randomId(), topicId: topics[2]!.id, text: 'x' })
  expect(await counts()).toEqual([[0, 1], 1])
  expect(await unreadBoards(testCtx())).toBe(0)
})

test('who asks while a count is under way gets that one; who has just read on gets a new one', async () => {
  const db = testDb()
  const [author, reader] = [await makeMember(db), await makeMember(db)]
  const topic = await makeTopic(db, { boardId: (await makeBoard(db)).id, posts: [{ authorId: author.id }] })
  let counts = 0
  let release = () => {}
  const held = new Promise<void>((resolve) => { release = resolve })
  const own = testCtx(reader)
  // The first count is counted, and then told late.
  const $queryRaw = async (strings: TemplateStringsArray, ...values: unknown[]) => {
    const rows = await own.db.$queryRaw(strings, ...values)
    if (strings.join().includes('with latest') && counts++ === 0) await held
    return rows
  }
  const ctx = { ...own, db: new Proxy(own.db, { get: (target, key) => (key === '$queryRaw' ? $queryRaw : Reflect.get(target, key) as unknown) }) }
  const early = [unreadBoards(ctx), unreadBoards(ctx), listBoards(ctx).then((boards) => boards[0]?.unread)]
  expect((await showTopic(ctx, topic.id, null)).unreadBoards).toBe(0)
  release()
  expect([await Promise.all(early), counts]).toEqual([[1, 1, 1], 2])
  expect([await unreadBoards(ctx), counts]).toEqual([0, 3])
})

test('counts end at 100, and what one starts oneself is read', async () => {
  const db = testDb()
  const [author, reader] = [await makeMember(db), await makeMember(db)]
  const board = await makeBoard(db)
  await db.topic.createMany({ data: Array.from({ length: 120 }, (_, i) => ({ boardId: board.id, title: `${i}`, authorId: author.id, createdAt: DEMO_NOW, lastNo: 1, lastPostAt: DEMO_NOW })) })
  expect(await unreadBoards(testCtx(reader))).toBe(MOST_UNREAD)
  expect((await listBoards(testCtx(reader)))[0]?.unread).toBe(MOST_UNREAD)
  await emptyDb()
  const [alone, other] = [await makeMember(db), await makeMember(db)]
  const empty = await makeBoard(db)
  const { topicId } = await startTopic(testCtx(alone), { commandId: randomId(), board: empty.slug, title: '題', text: '本文' })
  expect([await unreadBoards(testCtx(alone)), await unreadBoards(testCtx(other))]).toEqual([0, 1])
  expect(await listBoards(testCtx(other))).toMatchObject([{ topics: 1, unread: 1, last: { id: topicId, title: '題', isUnread: true, author: { kind: 'member', id: alone.id } } }])
})

test('a board is paged by key: every topic once, the last written first, pinned ones above the first page', async () => {
  const db = testDb()
  const [author, reader] = [await makeMember(db), await makeMember(db)]
  const board = await makeBoard(db)
  const at = (i: number) => new Date(DEMO_NOW.getTime() - Math.floor(i / 3) * 60_000)
  const made = []
  for (let i = 0; i < 70; i++) made.push(await makeTopic(db, { boardId: board.id, posts: [{ authorId: author.id, at: at(i) }] }))
  const pinned = await makeTopic(db, { boardId: board.id, posts: [{ authorId: author.id, at: at(500) }], pinnedAt: DEMO_NOW })
  await makeTopic(db, { boardId: board.id, posts: [{ authorId: author.id }], hiddenAt: DEMO_NOW })
  const ctx = testCtx(reader)
  const seen: string[] = []
  let cursor: string | null = null
  for (let page = 0; page === 0 || cursor !== null; page++) {
    const shown = await showBoard(ctx, board.slug, cursor)
    expect(shown.pinned.map((t) => t.id)).toEqual(page === 0 ? [pinned.id] : [])
    expect(shown.topics.items.map((t) => t.lastPostAt)).toEqual(shown.topics.items.map((t) => t.lastPostAt).sort().reverse())
    seen.push(...shown.topics.items.map((t) => t.id))
    cursor = shown.topics.next
  }
  expect(seen).toHaveLength(70)
  expect(new Set(seen)).toEqual(new Set(made.map((t) => t.id)))
  for (const forged of ['x', 'bnVsbA', btoa('["x","y"]')]) expect((await showBoard(ctx, board.slug, forged)).topics.items[0]?.id).toBe(seen[0])
  await showTopic(ctx, seen[0]!, null)
  expect((await showBoard(ctx, board.slug, null)).topics.items.slice(0, 2).map((t) => t.unread)).toEqual([0, 1])
})

test('a topic is started once, in a board that is open', async () => {
  const db = testDb()
  const author = await makeMember(db)
  const [board, archived] = [await makeBoard(db), await makeBoard(db, { archivedAt: DEMO_NOW })]
  const input = { commandId: randomId(), board: board.slug, title: '題', text: '本文' }
  const [one, two] = [await startTopic(testCtx(author), input), await startTopic(testCtx(author), input)]
  expect(two).toEqual(one)
  expect(await db.topic.count()).toBe(1)
  expect((await db.board.findUniqueOrThrow({ where: { id: board.id } })).topicCount).toBe(1)
  await expect(startTopic(testCtx(author), { ...input, commandId: randomId(), board: archived.slug })).rejects.toMatchObject({ code: 'conflict' })
  await expect(startTopic(testCtx(author), { ...input, commandId: randomId(), board: 'none' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(startTopic(testCtx(), { ...input, commandId: randomId() })).rejects.toMatchObject({ code: 'not_found' })
  await expect(startTopic(testCtx(author), { ...input, commandId: randomId(), text: ' ' })).rejects.toMatchObject({ code: 'invalid', fields: { text: 'form.required' } })
})
