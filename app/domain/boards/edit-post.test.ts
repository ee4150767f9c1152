import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import type { Member, Topic } from '../../../prisma/generated/client.ts'
import { clock, concurrently, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { randomId } from '../../core/ids.ts'
import { closeTopic, editablePost, editPost, hidePost, redactVersion, showPost, showTopic } from './index.server.ts'

const db = testDb()
let haruka: Member
let mayu: Member
let staff: Member
let topic: Topic
beforeEach(async () => {
  haruka = await makeMember(db, { displayName: '浜岸 遥香' })
  mayu = await makeMember(db)
  staff = await makeMember(db, { role: 'moderator' })
  const board = await makeBoard(db)
  topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: haruka.id, text: 'はじめます' }, { authorId: haruka.id, text: '朝は六時に起きます' }, { authorId: mayu.id, text: 'よいですね' }] })
})
const edit = (who: Member, text: string, version: number, more: { no?: number; doc?: string; commandId?: string } = {}) => {
  const { no = 2, commandId = randomId(), doc } = more
  return editPost(testCtx(who), { commandId, topicId: topic.id, no, version, ...(doc === undefined ? { text } : { doc }) })
}
const look = (who = mayu, no = 2) => showPost(testCtx(who), topic.id, no)
const later = () => clock.advance(120_000)

test('an author changes their text; readers see that and what changed; the same command again changes nothing', async () => {
  later()
  const commandId = randomId()
  expect(await edit(haruka, '朝は七時に起きます', 1, { commandId })).toEqual({ version: 2 })
  expect(await edit(haruka, '何か別の文章', 1, { commandId })).toEqual({ version: 2 })
  const { post, history } = await look()
  expect(post).toMatchObject({ html: '<p>朝は七時に起きます</p>', isEdited: true, version: 2 })
  expect(history.edits.map((e) => [e.version, e.changes])).toEqual([[1, [{ kind: 'same', text: '朝は' }, { kind: 'removed', text: '六' }, { kind: 'added', text: '七' }, { kind: 'same', text: '時に起きます' }]]])
  expect(await emitted(`topic:${topic.id}`)).toMatchObject([{ type: 'post.edited', payload: { post: { no: 2, html: '<p>朝は七時に起きます</p>', version: 2 } } }])
  expect((await showTopic(testCtx(mayu), topic.id, 1)).posts[1]).toEqual(post)
})

test('within the first minute a correction is not called an edit, and kept all the same; what looks the same is none', async () => {
  const reply = await db.post.update({ where: { topicId_no: { topicId: topic.id, no: 2 } }, data: { createdAt: new Date(clock.now().getTime() - 30_000) } })
  expect(await edit(haruka, '朝は六時に起きます', 1)).toEqual({ version: 1 })
  await edit(haruka, '朝は五時に起きます', 1)
  const { post, history } = await look()
  expect([post.isEdited, post.version, history.edits.length]).toEqual([false, 2, 1])
  expect(await db.postVersion.count({ where: { postId: reply.id } })).toBe(1)
})

test('nobody else edits, 事務局 neither; nor a hidden post, nor in a closed topic; a guest finds nothing', async () => {
  await expect(edit(mayu, 'x', 1)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(edit(staff, 'x', 1)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(editablePost(testCtx(mayu), topic.id, 2)).rejects.toMatchObject({ code: 'not_found' })
  await expect(editPost(testCtx(), { commandId: randomId(), topicId: topic.id, no: 2, version: 1, text: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  await closeTopic(testCtx(staff), { commandId: randomId(), topicId: topic.id, isClosed: true })
  await expect(edit(haruka, 'x', 1)).rejects.toMatchObject({ code: 'conflict', textKey: 'boards.closed' })
  await closeTopic(testCtx(staff), { commandId: randomId(), topicId: topic.id, isClosed: false })
  await hidePost(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 2, reason: 'x' })
  await expect(edit(haruka, 'x', 1)).rejects.toMatchObject({ code: 'forbidden' })
})

test('of several tabs that edit at once one wins; the others are told and nothing is lost', async () => {
  later()
  const { done, failed } = await concurrently(6, (i) => edit(haruka, `${i}番目のタブ`, 1))
  expect(done).toHaveLength(1)
  expect(failed).toHaveLength(5)
  for (const error of failed) expect(error).toMatchObject({ code: 'conflict', textKey: 'posts.edit_conflict' })
  expect((await look()).history.edits).toHaveLength(1)
})

test('a plain text that only lost its form changes nothing, and a mention is shown by today’s name', async () => {
  later()
  const doc = JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: haruka.id } }, { type: 'text', text: ' へ', marks: [{ type: 'bold' }] }] }] })
  await edit(haruka, '', 1, { doc })
  const { text, doc: labelled, version } = await editablePost(testCtx(haruka), topic.id, 2)
  expect([text, version, JSON.stringify(labelled)]).toEqual(['@浜岸 遥香 へ', 2, expect.stringContaining('"label":"浜岸 遥香"')])
  expect(await edit(haruka, '@浜岸 遥香 へ\r\n', 2)).toEqual({ version: 2 })
  expect((await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no: 2 } } })).html).toContain('<strong>')
})

test('an edit of an address alone is seen in the history', async () => {
  later()
  const link = (href: string) => JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '県のページ', marks: [{ type: 'link', attrs: { href } }] }] }] })
  await edit(haruka, '', 1, { doc: link('https://example.jp/a') })
  await edit(haruka, '', 2, { doc: link('https://example.com/b') })
  const shown = (await look()).history.edits[0]!.changes!
  expect([shown.filter((c) => c.kind === 'removed').map((c) => c.text).join(''), shown.filter((c) => c.kind === 'added').map((c) => c.text).join('')]).toEqual([expect.stringContaining('jp'), expect.stringContaining('com')])
})

test('the history pages by key; 事務局 takes a version out of it and of the log; a hidden post has none', async () => {
  later()
  for (let i = 1; i <= 12; i++) await edit(haruka, `${i}回めの文章`, i)
  const first = (await look()).history
  const rest = (await showPost(testCtx(mayu), topic.id, 2, first.next)).history
  expect([first.edits.map((e) => e.version), rest.edits.map((e) => e.version), rest.next]).toEqual([[12, 11, 10, 9, 8, 7, 6, 5, 4, 3], [2, 1], null])
  expect(rest.edits[0]!.changes).toEqual([{ kind: 'removed', text: '1' }, { kind: 'added', text: '2' }, { kind: 'same', text: '回めの文章' }])

  const redact = (who: Member, version: number) => redactVersion(testCtx(who), { commandId: randomId(), topicId: topic.id, no: 2, version, reason: '個人の情報' })
  await expect(redact(haruka, 4)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(redact(staff, 99)).rejects.toMatchObject({ code: 'not_found' })
  for (let i = 0; i < 2; i++) await redact(staff, 4)
  const { edits } = (await look()).history
  expect(edits.filter((e) => e.changes === null).map((e) => [e.version, e.isRedacted])).toEqual([[4, true], [3, false]])
  expect(JSON.stringify(await emitted(`topic:${topic.id}`))).not.toContain('3回めの文章')
  expect(JSON.stringify(await db.postVersion.findMany({ where: { version: 4 } }))).not.toContain('3回めの文章')

  await hidePost(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 2, reason: 'x' })
  expect((await look(staff)).history).toEqual({ edits: [], next: null })
  expect(JSON.stringify(await emitted(`topic:${topic.id}`))).not.toContain('回めの文章')
})
