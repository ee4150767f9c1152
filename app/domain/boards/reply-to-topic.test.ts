import { expect, test } from 'vitest'
import { concurrently, DEMO_NOW, emitted, heldTopic, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { makeApplicant, makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makePlace, makeTopic } from '../../../prisma/factories/boards.ts'
import { newId, randomId } from '../../core/ids.ts'
import { replyToTopic, showTopic } from './index.server.ts'

async function topicOf(over: { closedAt?: Date; hiddenAt?: Date; archivedAt?: Date } = {}) {
  const db = testDb()
  const [author, reader] = [await makeMember(db), await makeMember(db)]
  const { archivedAt, ...topicOver } = over
  const board = await makeBoard(db, archivedAt ? { archivedAt } : {})
  const topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: author.id }], ...topicOver })
  return { db, author, reader, board, topic, ctx: testCtx(reader) }
}
const command = (topicId: string, text = '返信です。') => ({ commandId: randomId(), topicId, text })

test('a reply takes the next number, moves the topic forward and tells the room', async () => {
  const { db, reader, board, topic, ctx } = await topicOf()
  await db.profile.create({ data: { memberId: reader.id, jobType: '獣医師', headline: '山形で育児中', visibility: { jobType: 'staff' } } })
  expect(await replyToTopic(ctx, command(topic.id, '<b>こんにちは</b>'))).toMatchObject({ no: 2 })
  expect(await db.topic.findUniqueOrThrow({ where: { id: topic.id } })).toMatchObject({ lastNo: 2, lastPostAt: DEMO_NOW, lastAuthorId: reader.id })
  expect(await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no: 2 } } })).toMatchObject({ authorId: reader.id, html: '<p>&lt;b&gt;こんにちは&lt;/b&gt;</p>', text: '<b>こんにちは</b>' })
  expect(await emitted(`topic:${topic.id}`)).toMatchObject([{
    seq: 1, type: 'post.added',
    payload: { post: { no: 2, author: { kind: 'member', id: reader.id, name: reader.displayName, line: '山形で育児中' }, at: DEMO_NOW.toISOString(), html: '<p>&lt;b&gt;こんにちは&lt;/b&gt;</p>' } },
  }])
  expect(board.topicCount).toBe(0)
})

test('fifty at once: numbers without gaps, one event each, in order', async () => {
  const { db, topic } = await topicOf()
  const writers = await Promise.all(Array.from({ length: 10 }, () => makeMember(db)))
  const { done, failed } = await concurrently(50, (i) => replyToTopic(testCtx(writers[i % 10]!), command(topic.id, `${i}`)))
  expect(failed).toEqual([])
  const wanted = Array.from({ length: 50 }, (_, i) => i + 2)
  expect(done.map((d) => d.no).sort((a, b) => a - b)).toEqual(wanted)
  expect((await db.post.findMany({ where: { topicId: topic.id }, orderBy: { no: 'asc' } })).map((p) => p.no)).toEqual([1, ...wanted])
  const events = await emitted(`topic:${topic.id}`)
  expect(events.map((e) => (e.payload as { post: { no: number } }).post.no)).toEqual(wanted)
  expect(events.map((e) => e.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
  expect((await db.topic.findUniqueOrThrow({ where: { id: topic.id } })).lastNo).toBe(51)
  expect((await db.topicRead.findMany({ where: { topicId: topic.id, memberId: { in: writers.map((w) => w.id) } } })).map((r) => r.posts)).toEqual(Array(10).fill(5))
})

test('the same command twenty times at once is one post with one answer', async () => {
  const { db, topic, ctx } = await topicOf()
  const input = command(topic.id)
  const { done, failed } = await concurrently(20, () => replyToTopic(ctx, input))
  expect(failed).toEqual([])
  expect(done).toEqual(Array.from({ length: 20 }, () => ({ no: 2, hasRisen: true })))
  expect(await db.post.count({ where: { topicId: topic.id } })).toBe(2)
  expect(await emitted(`topic:${topic.id}`)).toHaveLength(1)
  // Without the same id it is another post: the guard is the id.
  expect(await replyToTopic(ctx, { ...input, commandId: randomId() })).toEqual({ no: 3 })
})

test.each([['closedAt', 'conflict'], ['archivedAt', 'conflict'], ['hiddenAt', 'not_found']] as const)('a topic with %s takes no reply', async (field, code) => {
  const { db, topic, ctx } = await topicOf({ [field]: DEMO_NOW })
  await expect(replyToTopic(ctx, command(topic.id))).rejects.toMatchObject({ code })
  expect(await db.post.count({ where: { topicId: topic.id } })).toBe(1)
  expect(await emitted(`topic:${topic.id}`)).toEqual([])
  const open = await topicOf()
  await expect(replyToTopic(open.ctx, command(open.topic.id))).resolves.toMatchObject({ no: 2 })
})

test('a refused command is not remembered: it may be done later', async () => {
  const { db, topic, ctx } = await topicOf({ closedAt: DEMO_NOW })
  const input = command(topic.id)
  await expect(replyToTopic(ctx, input)).rejects.toMatchObject({ code: 'conflict' })
  await db.topic.update({ where: { id: topic.id }, data: { closedAt: null } })
  expect(await replyToTopic(ctx, input)).toMatchObject({ no: 2 })
})

test('nobody but a member finds the topic', async () => {
  const { db, topic } = await topicOf()
  for (const ctx of [testCtx(), testCtx(await makeApplicant(db)), testCtx(await makeMember(db, { status: 'suspended' }))]) {
    await expect(replyToTopic(ctx, command(topic.id))).rejects.toMatchObject({ code: 'not_found' })
    await expect(showTopic(ctx, topic.id, null)).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(replyToTopic(testCtx(await makeMember(db)), command(newId()))).rejects.toMatchObject({ code: 'not_found' })
})

test('one’s own reply is read, but what others wrote before it stays unread', async () => {
  const { db, author, reader, topic, ctx } = await topicOf()
  await makePlace(db, { memberId: reader.id, topicId: topic.id, lastNo: 1 })
  const placeOf = async () => (await db.topicRead.findUniqueOrThrow({ where: { memberId_topicId: { memberId: reader.id, topicId: topic.id } } })).lastNo
  await replyToTopic(ctx, command(topic.id))
  expect(await placeOf()).toBe(2)
  await replyToTopic(testCtx(author), command(topic.id))
  await replyToTopic(ctx, command(topic.id))
  expect(await placeOf()).toBe(2)
})

test('a mention is stored without the name and told with it; an unknown one is refused', async () => {
  const { db, author, topic, ctx } = await topicOf()
  const mention = (id: string) => ({ commandId: randomId(), topicId: topic.id, doc: JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id, label: '別の名前', mentionSuggestionChar: '@' } }, { type: 'text', text: ' さん' }] }] }) })
  await replyToTopic(ctx, mention(author.id))
  const post = await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no: 2 } } })
  expect(JSON.stringify(post)).not.toContain(author.displayName)
  expect(JSON.stringify(post)).not.toContain('別の名前')
  expect(await emitted(`topic:${topic.id}`)).toMatchObject([{ payload: { post: { html: `<p><span class="mention">@${author.displayName}</span> さん</p>` } } }])
  await db.member.update({ where: { id: author.id }, data: { displayName: '<i>改名</i>' } })
  expect((await showTopic(ctx, topic.id, null)).posts[1]?.html).toBe('<p><span class="mention">@&lt;i&gt;改名&lt;/i&gt;</span> さん</p>')
  await db.member.update({ where: { id: author.id }, data: { status: 'left' } })
  expect((await showTopic(ctx, topic.id, null)).posts[1]?.html).toBe('<p><span class="mention">@—</span> さん</p>')
  await expect(replyToTopic(ctx, mention(newId()))).rejects.toMatchObject({ code: 'invalid', fields: { text: 'boards.mention_unknown' } })
})

test('replies in flight while the topic closes are refused with nothing written, and may be given again when it opens', async () => {
  const { db, topic, reader } = await topicOf()
  const inputs = Array.from({ length: 4 }, (_, i) => command(topic.id, `${i}`))
  const answers = await heldTopic(db, topic.id, () => inputs.map((input) => replyToTopic(testCtx(reader), input)), (tx) => tx.topic.update({ where: { id: topic.id }, data: { closedAt: DEMO_NOW } }))
  expect(answers.map((a) => (a.status === 'rejected' ? (a.reason as { textKey: string }).textKey : a.value))).toEqual(Array(4).fill('boards.closed'))
  expect(await db.post.count({ where: { topicId: topic.id } })).toBe(1)
  expect(await emitted(`topic:${topic.id}`)).toEqual([])
  await db.topic.update({ where: { id: topic.id }, data: { closedAt: null } })
  for (const input of inputs) await replyToTopic(testCtx(reader), input)
  expect(await db.post.count({ where: { topicId: topic.id } })).toBe(5)
})
