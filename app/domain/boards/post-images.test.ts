import { expect, test } from 'vitest'
import { newId, randomId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { makeFile } from '../../../prisma/factories/files.ts'
import { concurrently, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { hidePost, maySeePost, replyToTopic, startTopic, undoReply } from './index.server.ts'

const db = testDb()
const docWith = (...images: { id: string; alt?: string; width?: number; height?: number }[]) =>
  JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '写真です。' }] }, ...images.map(({ id, alt = '松並木', width = 80, height = 60 }) => ({ type: 'image', attrs: { id, alt, width, height } }))] })
async function place() {
  const [me, other] = [await makeMember(db), await makeMember(db)]
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: other.id }] })
  return { me, other, board, topic, ctx: testCtx(me), file: await makeFile(db, { ownerId: me.id }) }
}
const subjectOf = (id: string) => db.storedFile.findUniqueOrThrow({ where: { id }, select: { subject: true, subjectId: true } })

test('a reply takes its images along: stored by id, rendered with size and text, attached to the post', async () => {
  const { ctx, topic, file } = await place()
  const sent = { commandId: randomId(), topicId: topic.id, doc: docWith({ id: file.id, alt: ' 松 "並木"\n<b> ' }) }
  expect(await replyToTopic(ctx, sent)).toMatchObject({ no: 2 })
  const post = await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no: 2 } } })
  expect(await subjectOf(file.id)).toEqual({ subject: 'post', subjectId: post.id })
  expect(post.html).toBe(`<p>写真です。</p><img src="/files/${file.id}" alt="松 &quot;並木&quot; &lt;b&gt;" width="80" height="60" data-file="${file.id}" loading="lazy" decoding="async">`)
  expect(post.text).toBe('写真です。\n松 "並木" <b>')
  expect(await emitted(`topic:${topic.id}`)).toHaveLength(1)
  expect(await replyToTopic(ctx, sent)).toMatchObject({ no: 2 })
})

test('the same reply ten times at once is one post', async () => {
  const { ctx, topic, file } = await place()
  const sent = { commandId: randomId(), topicId: topic.id, doc: docWith({ id: file.id }) }
  const { done, failed } = await concurrently(10, () => replyToTopic(ctx, sent))
  expect([failed, new Set(done.map((d) => d.no))]).toEqual([[], new Set([2])])
})

test("another's image, one that is in another post, one of a false size and none at all are refused, and nothing is written", async () => {
  const { ctx, me, other, topic, file } = await place()
  const foreign = await makeFile(db, { ownerId: other.id })
  const used = await makeFile(db, { ownerId: me.id, subject: 'post', subjectId: newId() })
  const refused = { code: 'invalid', fields: { text: 'files.gone' } }
  for (const image of [foreign, used, { ...file, width: 1_600 }, { id: newId() }]) await expect(replyToTopic(ctx, { commandId: randomId(), topicId: topic.id, doc: docWith(image) })).rejects.toMatchObject(refused)
  await expect(replyToTopic(ctx, { commandId: randomId(), topicId: topic.id, doc: docWith(file, foreign) })).rejects.toMatchObject(refused)
  expect([await db.post.count({ where: { topicId: topic.id } }), (await subjectOf(file.id)).subject, await emitted(`topic:${topic.id}`)]).toEqual([1, null, []])
  await db.topic.update({ where: { id: topic.id }, data: { closedAt: new Date() } })
  await expect(replyToTopic(ctx, { commandId: randomId(), topicId: topic.id, doc: docWith(file) })).rejects.toMatchObject({ code: 'conflict' })
  expect((await subjectOf(file.id)).subject).toBeNull()
})

test('a new topic takes images too; with its post hidden nobody may see what belongs to it', async () => {
  const { ctx, board, file } = await place()
  const { topicId } = await startTopic(ctx, { commandId: randomId(), board: board.slug, title: '写真', doc: docWith(file) })
  const { subjectId } = await subjectOf(file.id)
  expect(await maySeePost(ctx, subjectId!)).toBe(true)
  await hidePost(testCtx(await makeMember(db, { role: 'moderator' })), { commandId: randomId(), topicId, no: 1, reason: '理由' })
  expect(await maySeePost(ctx, subjectId!)).toBe(false)
  expect(await maySeePost(ctx, newId())).toBe(false)
})

test('a reply with an image that was undone is sent again with it, once; its author sees the image meanwhile, nobody else', async () => {
  const { ctx, me, other, topic, file } = await place()
  const send = (more: object = {}) => replyToTopic(ctx, { commandId: randomId(), topicId: topic.id, doc: docWith({ id: file.id }), ...more })
  const { no } = await send()
  const undone = await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no } } })
  await expect(send()).rejects.toMatchObject({ fields: { text: 'files.gone' } })
  await undoReply(ctx, { commandId: randomId(), topicId: topic.id, no })
  expect([await maySeePost(ctx, undone.id), await maySeePost(testCtx(other), undone.id)]).toEqual([true, false])
  const theirs = { commandId: randomId(), topicId: topic.id, doc: docWith({ id: file.id }) }
  await expect(replyToTopic(testCtx(other), theirs)).rejects.toMatchObject({ fields: { text: 'files.gone' } })
  const { done, failed } = await concurrently(4, () => send())
  expect([done.length, failed.length]).toEqual([1, 3])
  const post = await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no: done[0]!.no } } })
  expect([await subjectOf(file.id), await db.fileUse.findUniqueOrThrow({ where: { memberId: me.id }, select: { files: true, loose: true } })]).toEqual([{ subject: 'post', subjectId: post.id }, { files: 1, loose: 0 }])
  await hidePost(testCtx(await makeMember(db, { role: 'moderator' })), { commandId: randomId(), topicId: topic.id, no: post.no, reason: 'x' })
  await expect(send()).rejects.toMatchObject({ fields: { text: 'files.gone' } })
})
