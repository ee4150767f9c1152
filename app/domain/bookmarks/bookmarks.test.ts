import { expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeBookmark, makeTopic } from '../../../prisma/factories/boards.ts'
import { clock, concurrently, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { runWorkers } from '../../../prisma/testing/workers.ts'
import { system } from '../../core/actor.ts'
import { newId, randomId } from '../../core/ids.ts'
import { hidePost, showTopic } from '../boards/index.server.ts'
import { addBookmark, claimDueBookmarks, listBookmarks, readBookmark, removeBookmark, saveBookmark } from './index.server.ts'
import type { BookmarkInput } from './schema.ts'

const db = testDb()
async function place(posts = 3) {
  const [author, reader, staff] = [await makeMember(db), await makeMember(db), await makeMember(db, { role: 'moderator' })]
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, title: '育児と在宅勤務', posts: Array.from({ length: posts }, (_, i) => ({ authorId: author.id, text: `${i + 1}番目` })) })
  return { author, reader, staff, board, topic, ctx: testCtx(reader) }
}
const input = (over: Partial<BookmarkInput> = {}): BookmarkInput => ({ commandId: randomId(), note: '', remind: 'none', date: '', time: '', byMail: false, removeAfter: false, ...over })
const add = (ctx: ReturnType<typeof testCtx>, topicId: string, no: number) => addBookmark(ctx, topicId, no, randomId())
const list = async (ctx: ReturnType<typeof testCtx>, filter: Parameters<typeof listBookmarks>[1] = 'all') => (await listBookmarks(ctx, filter, null)).items

test('however many at once, one bookmark a member and post, and what was noted stays', async () => {
  const { topic, ctx, reader } = await place()
  const { done, failed } = await concurrently(20, (i) => add(ctx, topic.id, i % 2))
  expect([failed, done.filter((d) => d.isNew).length, await db.bookmark.count({ where: { memberId: reader.id } })]).toEqual([[], 2, 2])
  await concurrently(8, (i) => saveBookmark(ctx, topic.id, 2, input({ note: `メモ${i}` })))
  expect((await list(ctx)).filter((b) => b.no === 2)).toHaveLength(1)
  await saveBookmark(ctx, topic.id, 1, input({ note: '面談で話す' }))
  await add(ctx, topic.id, 1)
  expect((await readBookmark(ctx, topic.id, 1)).kept).toMatchObject({ note: '面談で話す' })
  expect((await showTopic(ctx, topic.id, 1)).kept).toEqual([1, 2])
})

test('nobody but its owner sees or removes a bookmark; only what can be read can be kept', async () => {
  const { topic, ctx, author, staff } = await place()
  await add(ctx, topic.id, 1)
  const [mine] = await list(ctx)
  const other = testCtx(author)
  await removeBookmark(other, { id: mine!.id, commandId: randomId() })
  expect([await list(other), (await showTopic(other, topic.id, 1)).kept, (await readBookmark(other, topic.id, 1)).kept, (await list(ctx)).length]).toEqual([[], [], null, 1])
  const gone = { code: 'not_found' }
  await hidePost(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 3, reason: 'x' })
  for (const no of [3, 9, 1.5, Number.NaN]) await expect(add(ctx, topic.id, no)).rejects.toMatchObject(gone)
  await expect(add(ctx, newId(), 0)).rejects.toMatchObject(gone)
  await expect(add(testCtx(), topic.id, 1)).rejects.toMatchObject(gone)
  await removeBookmark(ctx, { id: mine!.id, commandId: randomId() })
  expect(await list(ctx)).toEqual([])
})

test('a bookmark follows its post to another topic; of what is hidden it shows nothing, and it can still be taken away', async () => {
  const { topic, board, author, ctx, staff } = await place()
  await add(ctx, topic.id, 2)
  await add(ctx, topic.id, 3)
  const other = await makeTopic(db, { boardId: board.id, title: '引っ越し先', posts: Array.from({ length: 24 }, () => ({ authorId: author.id })) })
  await db.post.updateMany({ where: { topicId: topic.id, no: 2 }, data: { topicId: other.id, no: 25 } })
  await hidePost(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 3, reason: 'x' })
  const [hidden, moved] = await list(ctx)
  expect(moved).toMatchObject({ title: '引っ越し先', no: 25, excerpt: '2番目', href: `/topics/${other.id}?from=21#post-25` })
  expect(hidden).toMatchObject({ href: null, title: '', excerpt: '', author: '' })
  await db.topic.update({ where: { id: other.id }, data: { hiddenAt: clock.now() } })
  expect((await list(ctx)).map((b) => [b.href, b.excerpt])).toEqual([[null, ''], [null, '']])
  for (const { id } of await list(ctx)) await removeBookmark(ctx, { id, commandId: randomId() })
  expect(await list(ctx)).toEqual([])
})

test('all of them, page by page, and those of one kind', async () => {
  const { reader, board, author, ctx } = await place()
  for (let i = 0; i < 34; i++) {
    const topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: author.id }] })
    await makeBookmark(db, { memberId: reader.id, topicId: topic.id, createdAt: new Date(clock.now().getTime() - Math.floor(i / 3) * 60_000), ...(i % 2 === 0 && { no: 1 }), ...(i % 5 === 0 && { remindAt: new Date(clock.now().getTime() + 60_000) }) })
  }
  const first = await listBookmarks(ctx, 'all', null)
  const rest = await listBookmarks(ctx, 'all', first.next)
  expect([first.items.length, rest.items.length, rest.next, new Set([...first.items, ...rest.items].map((b) => b.id)).size]).toEqual([30, 4, null, 34])
  expect([(await list(ctx, 'posts')).length, (await list(ctx, 'topics')).length, (await list(ctx, 'reminders')).length]).toEqual([17, 17, 7])
  await db.bookmark.deleteMany()
})

test('a time that has passed, is too far or is none is refused beside its field', async () => {
  const { topic, ctx } = await place()
  const save = (over: Partial<BookmarkInput>) => saveBookmark(ctx, topic.id, 1, input(over))
  await expect(save({ remind: 'custom', date: '2025-11-20', time: '09:59' })).rejects.toMatchObject({ fields: { date: 'bookmarks.time_past' } })
  await expect(save({ remind: 'custom', date: '2029-01-01', time: '09:00' })).rejects.toMatchObject({ fields: { date: 'bookmarks.time_far' } })
  await expect(save({ remind: 'custom', date: '2025-02-30', time: '09:00' })).rejects.toMatchObject({ fields: { date: 'bookmarks.time_wrong' } })
  clock.set(new Date('2025-11-20T17:15:00+09:00'))
  await expect(save({ remind: 'evening' })).rejects.toMatchObject({ fields: { remind: 'bookmarks.too_late' } })
  expect(await list(ctx)).toEqual([])
  expect((await readBookmark(ctx, topic.id, 1)).times.map((t) => t.choice)).toEqual(['tomorrow', 'business_day', 'next_week', 'custom'])
})

test('ten schedules at once claim each reminder once, none before its time, and again when it was set anew', async () => {
  const { topic, ctx } = await place(12)
  for (let no = 1; no <= 12; no++) await saveBookmark(ctx, topic.id, no, input({ remind: no === 12 ? 'next_week' : 'evening' }))
  const claim = () => concurrently(10, () => claimDueBookmarks(testCtx(system), 3))
  await claim()
  expect(await jobs('bookmark.remind')).toEqual([])
  clock.set(new Date('2025-11-20T17:15:00+09:00'))
  await claim()
  await claim()
  const asked = (await jobs('bookmark.remind')).map((j) => (j.payload as { bookmarkId: string }).bookmarkId)
  expect([asked.length, new Set(asked).size]).toEqual([11, 11])
  await saveBookmark(ctx, topic.id, 1, input({ remind: 'tomorrow' }))
  clock.set(new Date('2025-11-21T08:30:00+09:00'))
  await claim()
  expect(await jobs('bookmark.remind')).toHaveLength(12)
  await db.outbox.deleteMany()
  await db.bookmark.deleteMany()
})

test('a reminder ends in the inbox once, by mail only where that was wished; what was to go goes; changed and hidden ones say nothing', async () => {
  const { topic, ctx, reader, staff } = await place(5)
  const evening = { remind: 'evening' as const }
  await saveBookmark(ctx, topic.id, 1, input({ ...evening, note: '読み返す' }))
  await saveBookmark(ctx, topic.id, 2, input({ ...evening, byMail: true, removeAfter: true }))
  await saveBookmark(ctx, topic.id, 3, input(evening))
  await saveBookmark(ctx, topic.id, 4, input(evening))
  await saveBookmark(ctx, topic.id, 0, input({ ...evening, removeAfter: true }))
  await saveBookmark(ctx, topic.id, 3, input({ remind: 'none' }))
  await hidePost(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 4, reason: 'x' })
  clock.set(new Date('2025-11-20T17:15:00+09:00'))
  await claimDueBookmarks(testCtx(system))
  await db.$executeRaw`insert into outbox (queue, name, payload, created_at, due_at) select queue, name, payload, created_at, due_at from outbox where name = 'bookmark.remind'`
  await runWorkers({})
  await expect.poll(() => jobs('bookmark.remind')).toEqual([])
  const told = await db.notification.findMany({ where: { memberId: reader.id }, select: { kind: true, params: true, href: true }, orderBy: { href: 'asc' } })
  expect(told).toEqual([
    { kind: 'bookmark_due', params: { title: '育児と在宅勤務', note: '' }, href: `/topics/${topic.id}` },
    { kind: 'bookmark_due', params: { title: '育児と在宅勤務', note: '読み返す' }, href: `/topics/${topic.id}?from=1#post-1` },
    { kind: 'bookmark_due', params: { title: '育児と在宅勤務', note: '' }, href: `/topics/${topic.id}?from=1#post-2` },
  ])
  expect(await db.mail.count({ where: { memberId: reader.id } })).toBe(1)
  expect((await list(ctx)).map((b) => [b.no, b.isReminded]).sort()).toEqual([[0, true], [1, true], [3, false]])
})
