import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import type { Member, Topic } from '../../../prisma/generated/client.ts'
import { clock, emitted, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { system } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import { claimTopicsToTell, hidePost, replyToTopic, restorePost, showBoard, showPost, showPostAgain, showTopic, topicNotices, undoReply, withdrawPost } from './index.server.ts'
import { RESTORE_MS, UNDO_GRACE_MS, UNDO_MS } from './policy.ts'

const db = testDb()
let haruka: Member
let mayu: Member
let staff: Member
let topic: Topic
let slug: string
beforeEach(async () => {
  haruka = await makeMember(db)
  mayu = await makeMember(db, { displayName: '名取沢 真由' })
  staff = await makeMember(db, { role: 'moderator' })
  await db.topic.updateMany({ data: { tellFrom: null } })
  await db.outbox.deleteMany()
  const board = await makeBoard(db)
  slug = board.slug
  topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: haruka.id, text: 'はじめます', at: new Date(clock.now().getTime() - 60_000) }] })
})
const at = (no: number) => ({ commandId: randomId(), topicId: topic.id, no })
const reply = async (text = '書きまちがい') => (await replyToTopic(testCtx(mayu), { commandId: randomId(), topicId: topic.id, text })).no
const seen = async (no: number, who = haruka) => (await showTopic(testCtx(who), topic.id, 1)).posts.find((p) => p.no === no)
async function told() {
  await claimTopicsToTell(testCtx(system))
  const asked = await jobs('topic.tell')
  await db.outbox.deleteMany()
  return (await Promise.all(asked.map((job) => topicNotices(testCtx(system), job.payload as never)))).flatMap(({ notices }) => notices)
}

test('a reply is undone within ten seconds: its text comes back, its number stays, nothing of it is left in the log, and nobody is told', async () => {
  const no = await reply()
  expect((await showTopic(testCtx(mayu), topic.id, 1)).undoNo).toBe(no)
  expect((await showTopic(testCtx(haruka), topic.id, 1)).undoNo).toBeUndefined()
  expect(await told()).toEqual([])
  clock.advance(UNDO_MS)
  const command = at(no)
  const undone = await undoReply(testCtx(mayu), command)
  expect(undone.text).toBe('書きまちがい')
  expect(await undoReply(testCtx(mayu), command)).toEqual(undone)
  expect(await seen(no)).toMatchObject({ isHidden: true, isWithdrawn: true, html: '', author: { kind: 'anonymous' } })
  expect(JSON.stringify(await emitted(`topic:${topic.id}`))).not.toMatch(/書きまちがい|名取沢/)
  clock.advance(60_000)
  expect(await told()).toEqual([])
  expect(JSON.stringify(await showBoard(testCtx(haruka), slug, null))).not.toContain('名取沢')
  expect((await showTopic(testCtx(haruka), topic.id, 1)).people.people.map((p) => p.id)).toEqual([haruka.id])
  expect(await reply('つぎ')).toBe(no + 1)
})

test('too late is too late, also for the clock of somebody’s own; who else tries finds it forbidden', async () => {
  const no = await reply()
  await expect(undoReply(testCtx(haruka), at(no))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(undoReply(testCtx(staff), at(no))).rejects.toMatchObject({ code: 'forbidden' })
  clock.advance(UNDO_MS + UNDO_GRACE_MS + 1)
  await expect(undoReply(testCtx(mayu), at(no))).rejects.toMatchObject({ code: 'conflict', textKey: 'posts.undo_late' })
  expect(await told()).toHaveLength(1)
  expect(await seen(no)).toMatchObject({ isHidden: false })
})

test('a lively topic is told up to what can no longer be undone, the rest the next time', async () => {
  await reply('一つめ')
  clock.advance(UNDO_MS + UNDO_GRACE_MS)
  await reply('二つめ')
  await claimTopicsToTell(testCtx(system))
  expect((await jobs('topic.tell')).map((j) => j.payload)).toEqual([{ topicId: topic.id, from: 2, to: 2 }])
  await db.outbox.deleteMany()
  clock.advance(UNDO_MS + UNDO_GRACE_MS)
  await claimTopicsToTell(testCtx(system))
  expect((await jobs('topic.tell')).map((j) => j.payload)).toEqual([{ topicId: topic.id, from: 3, to: 3 }])
})

test('a deleted post comes back within a day, once; later not, and not against 事務局', async () => {
  const no = await reply('残したい文章')
  clock.advance(3_600_000)
  await withdrawPost(testCtx(mayu), at(no))
  expect((await showPost(testCtx(mayu), topic.id, no)).can).toMatchObject({ restore: true, edit: false })
  expect((await showPost(testCtx(haruka), topic.id, no)).can.restore).toBe(false)
  await expect(restorePost(testCtx(haruka), at(no))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(showPostAgain(testCtx(staff), at(no))).rejects.toMatchObject({ code: 'forbidden' })
  clock.advance(RESTORE_MS)
  for (let i = 0; i < 2; i++) await restorePost(testCtx(mayu), at(no))
  expect(await seen(no)).toMatchObject({ isHidden: false, html: '<p>残したい文章</p>', version: 2 })
  expect((await emitted(`topic:${topic.id}`)).map((e) => e.type)).toEqual(['post.added', 'post.hidden', 'post.shown'])
  expect((await db.topic.findUniqueOrThrow({ where: { id: topic.id } })).hiddenNos).toEqual([])

  await withdrawPost(testCtx(mayu), at(no))
  clock.advance(RESTORE_MS + 1)
  await expect(restorePost(testCtx(mayu), at(no))).rejects.toMatchObject({ code: 'conflict', textKey: 'posts.restore_late' })
  await hidePost(testCtx(staff), { ...at(no), reason: 'x' })
  await expect(restorePost(testCtx(mayu), at(no))).rejects.toMatchObject({ code: 'forbidden' })
})

test('the post a topic began with cannot be deleted by its author', async () => {
  await expect(withdrawPost(testCtx(haruka), at(1))).rejects.toMatchObject({ code: 'forbidden' })
})

test('事務局 shows again what it hid, with a line in the audit trail', async () => {
  const no = await reply()
  await hidePost(testCtx(staff), { ...at(no), reason: 'まちがい' })
  await expect(showPostAgain(testCtx(mayu), at(no))).rejects.toMatchObject({ code: 'forbidden' })
  await showPostAgain(testCtx(staff), at(no))
  expect(await seen(no)).toMatchObject({ isHidden: false, html: '<p>書きまちがい</p>' })
  expect((await db.auditEntry.findMany({ where: { actorId: staff.id }, orderBy: { at: 'asc' } })).map((a) => a.action)).toEqual(['post.hidden', 'post.shown'])
})

test('the database keeps what was taken back hidden', async () => {
  await expect(db.post.update({ where: { topicId_no: { topicId: topic.id, no: 1 } }, data: { withdrawnAt: clock.now() } })).rejects.toThrow(/post_withdrawn_is_hidden/)
})
