import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { audits, concurrently, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { randomId } from '../../core/ids.ts'
import { archiveBoard, archivedBoards, editableBoards, listBoards, moveBoard, offerTag, replyToTopic, saveBoard, showBoard, suggestTags } from './index.server.ts'
import { findDay } from './find-day.server.ts'
import { saveBoardInput } from './schema.ts'

beforeEach(() => emptyDb())

async function place() {
  const db = testDb()
  const [member, staff] = [await makeMember(db), await makeMember(db, { role: 'hr_admin' })]
  const boards = [await makeBoard(db, { name: 'あ' }), await makeBoard(db, { name: 'い' }), await makeBoard(db, { name: 'う' })]
  const names = async () => (await editableBoards(testCtx(staff))).boards.map((b) => b.name).join('')
  const move = (id: string, direction: 'up' | 'down') => moveBoard(testCtx(staff), { commandId: randomId(), id, direction })
  return { db, member, staff, boards, names, move }
}

test('boards are made, renamed, ordered and archived by 事務局, each with a line in the audit trail', async () => {
  const { member, staff, boards, names, move } = await place()
  const save = (input: object) => saveBoard(testCtx(staff), saveBoardInput.parse({ commandId: randomId(), description: '説明', ...input }))
  const { id } = await save({ name: 'え', slug: 'new-room' })
  await expect(save({ name: 'お', slug: 'new-room' })).rejects.toMatchObject({ fields: { slug: 'manage.slug_taken' } })
  for (const slug of ['new', 'tags', 'A b', '-', 'x/y']) expect(saveBoardInput.safeParse({ commandId: randomId(), name: 'x', description: 'x', slug }).success).toBe(false)
  await save({ id, name: 'ゑ' })
  expect(await names()).toBe('あいうゑ')
  await move(id, 'up')
  await move(boards[0]!.id, 'up')
  await move(boards[0]!.id, 'down')
  expect(await names()).toBe('いあゑう')
  await archiveBoard(testCtx(staff), { commandId: randomId(), id: boards[1]!.id, isArchived: true })
  expect((await listBoards(testCtx(member))).map((b) => b.name).join('')).toBe('あゑう')
  expect((await archivedBoards(testCtx(member))).map((b) => b.name)).toEqual(['い'])
  expect((await showBoard(testCtx(member), boards[1]!.slug, null)).can.start).toBe(false)
  expect((await audits()).map((a) => a.action).sort()).toEqual(['board.archived', 'board.changed', 'board.created', 'board.moved', 'board.moved'])
  const none = { commandId: randomId(), id, name: 'x', description: 'x', slug: '' }
  await expect(saveBoard(testCtx(member), none)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(moveBoard(testCtx(member), { ...none, direction: 'up' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(archiveBoard(testCtx(member), { ...none, isArchived: true })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(editableBoards(testCtx(member))).rejects.toMatchObject({ code: 'not_found' })
})

test('many who order at once leave an order: every board once', async () => {
  const { boards, names, move } = await place()
  const { failed } = await concurrently(12, (i) => move(boards[i % 3]!.id, i % 2 === 0 ? 'up' : 'down'))
  expect(failed).toEqual([])
  expect([...(await names())].sort().join('')).toBe('あいう')
  expect((await testDb().board.findMany({ orderBy: { position: 'asc' } })).map((b) => b.position)).toEqual([0, 1, 2])
})

test('an archived board takes no reply that was on its way', async () => {
  const { db, member, staff, boards } = await place()
  const topic = await makeTopic(db, { boardId: boards[0]!.id, posts: [{ authorId: member.id }] })
  await archiveBoard(testCtx(staff), { commandId: randomId(), id: boards[0]!.id, isArchived: true })
  await expect(replyToTopic(testCtx(member), { commandId: randomId(), topicId: topic.id, text: 'x' })).rejects.toMatchObject({ code: 'conflict' })
})

test('the office’s tags come first, until they are taken off again', async () => {
  const { staff } = await place()
  await offerTag(testCtx(staff), { commandId: randomId(), tags: ['復職', '移住'], isOffered: true })
  expect((await editableBoards(testCtx(staff))).tags.sort()).toEqual(['復職', '移住'].sort())
  await offerTag(testCtx(staff), { commandId: randomId(), tags: ['復職'], isOffered: false })
  expect((await suggestTags(testCtx(staff), ''))[0]).toBe('移住')
})

test('a day leads to its first post in Japan, or the next after it, or the last', async () => {
  const { db, member, boards } = await place()
  const topic = await makeTopic(db, { boardId: boards[0]!.id, posts: ['2025-11-01T23:59:00+09:00', '2025-11-02T00:00:00+09:00', '2025-11-02T10:00:00+09:00', '2025-11-05T08:00:00+09:00'].map((at) => ({ authorId: member.id, at: new Date(at) })) })
  const day = (d: string) => findDay(testCtx(member), topic.id, d)
  expect([await day('2025-10-01'), await day('2025-11-02'), await day('2025-11-03'), await day('2025-12-01'), await day('x'), await day('')]).toEqual([1, 2, 4, 4, null, null])
})
