import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makePlace, makeTopic } from '../../../prisma/factories/boards.ts'
import { makePoll } from '../../../prisma/factories/polls.ts'
import type { Member } from '../../../prisma/generated/client.ts'
import { clock, concurrently, emptyDb, heldTopic, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { boardHandlers } from '../../../workers/boards.ts'
import { system } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import { choose } from '../attention/index.server.ts'
import type { Level } from '../attention/policy.ts'
import { addBookmark, listBookmarks } from '../bookmarks/index.server.ts'
import { listNotifications, readTopicNotices } from '../notifications/index.server.ts'
import { askToConfirm, assignedTopics, assignTopic, claimTopicsToTell, confirmTopic, listConfirmations, mergeTopics, replyToTopic, showTopic, splitTopic, topicLevel, voteInPost } from './index.server.ts'
import { UNDO_GRACE_MS, UNDO_MS } from './policy.ts'

beforeEach(() => emptyDb())

type Job = keyof typeof boardHandlers
const handle = async (name: Job, payload: unknown) => boardHandlers[name](testCtx(system), payload as never, new AbortController().signal as never)

async function place() {
  const db = testDb()
  const [author, reader, staff] = [await makeMember(db, { displayName: '書 手' }), await makeMember(db), await makeMember(db, { role: 'moderator' })]
  const board = await makeBoard(db)
  const make = (title: string, n: number, more: object = {}) => makeTopic(db, { boardId: board.id, title, posts: Array.from({ length: n }, (_, i) => ({ authorId: author.id, text: `${title}${i + 1}` })), ...more })
  const cmd = () => ({ commandId: randomId() })
  const merge = (topicId: string, into: string) => mergeTopics(testCtx(staff), { ...cmd(), topicId, into })
  const split = (topicId: string, nos: number[]) => splitTopic(testCtx(staff), { ...cmd(), topicId, nos, title: '分けた', board: board.slug })
  /** What workers have been asked to do about boards is done, in the order it was asked. */
  const work = async () => {
    for (;;) {
      const [job] = (await jobs()).filter((j) => j.name in boardHandlers)
      if (job === undefined) return
      await handle(job.name as Job, job.payload)
      await db.outbox.delete({ where: { id: job.id } })
    }
  }
  const tell = async () => {
    clock.advance(UNDO_MS + UNDO_GRACE_MS)
    await claimTopicsToTell(testCtx(system))
  }
  const reply = (topicId: string, who: Member = author) => replyToTopic(testCtx(who), { ...cmd(), topicId, text: '返信' })
  const inbox = async (who: Member) => (await listNotifications(testCtx(who), null)).items.map((n) => [n.kind, n.params['title'], n.href.replace(/^.topics./, ''), n.isRead ? '既読' : '未読'])
  return { db, author, reader, staff, board, make, merge, split, cmd, work, tell, reply, inbox }
}

test('what belongs to a merged topic is found at the target: bookmarks, the one who sees to it, who has confirmed', async () => {
  const { author, reader, staff, make, merge, cmd } = await place()
  const [a, b] = [await make('あ', 2, { officialAs: '人事課' }), await make('い', 3)]
  await addBookmark(testCtx(reader), a.id, 0, randomId())
  for (const t of [a, b]) await addBookmark(testCtx(author), t.id, 0, randomId())
  await assignTopic(testCtx(staff), { ...cmd(), topicId: a.id, assignee: reader.handle, due: new Date('2025-12-01') })
  await askToConfirm(testCtx(staff), { ...cmd(), topicId: a.id, isAsked: true })
  await confirmTopic(testCtx(reader), { ...cmd(), topicId: a.id })
  await merge(a.id, b.id)
  expect((await testDb().bookmark.findMany({ where: { memberId: reader.id } })).map((k) => k.topicId)).toEqual([b.id])
  expect((await listBookmarks(testCtx(author), 'all', null)).items.map((k) => k.href)).toEqual([`/topics/${b.id}`, `/topics/${b.id}`])
  expect(await assignedTopics(testCtx(staff))).toMatchObject([{ id: b.id, assignee: reader.displayName, due: '2025-12-01' }])
  expect(await listConfirmations(testCtx(staff), b.id, 'have', null)).toMatchObject({ confirmed: 1, people: { items: [{ id: reader.id }] } })
  await confirmTopic(testCtx(author), { ...cmd(), topicId: b.id })
  expect(await listConfirmations(testCtx(staff), b.id, 'have', null)).toMatchObject({ confirmed: 2 })
})

test('where both topics ask to confirm, only who confirmed both has; who sees to the target keeps it', async () => {
  const { author, reader, staff, make, merge, cmd } = await place()
  const [a, b] = [await make('あ', 1, { officialAs: '人事課' }), await make('い', 1, { officialAs: '人事課' })]
  for (const t of [a, b]) await askToConfirm(testCtx(staff), { ...cmd(), topicId: t.id, isAsked: true })
  for (const [who, t] of [[reader, a], [reader, b], [author, b], [staff, a]] as const) await confirmTopic(testCtx(who), { ...cmd(), topicId: t.id })
  for (const [who, t] of [[reader, a], [author, b]] as const) await assignTopic(testCtx(staff), { ...cmd(), topicId: t.id, assignee: who.handle, due: null })
  await merge(a.id, b.id)
  expect(await listConfirmations(testCtx(staff), b.id, 'have', null)).toMatchObject({ confirmed: 1, people: { items: [{ id: reader.id }] } })
  expect((await assignedTopics(testCtx(staff))).map((t) => t.assignee)).toEqual([author.displayName])
  await expect(confirmTopic(testCtx(author), { ...cmd(), topicId: a.id })).rejects.toMatchObject({ code: 'not_found' })
})

test('merged, the higher of two levels holds; silence only where it was chosen for the target; a choice is not raised by what was done', async () => {
  const { db, board, make, merge, cmd } = await place()
  const [a, b] = [await make('あ', 2), await make('い', 2)]
  const cases: [there: Level | null, here: Level | null, wroteThere: boolean, wroteHere: boolean, board: Level | null, then: Level][] = [
    ['watching', null, false, false, null, 'watching'], ['tracking', 'watching', false, false, null, 'watching'], ['watching', 'tracking', false, false, null, 'watching'], ['normal', 'watching', false, false, null, 'watching'],
    ['watching', 'muted', false, false, null, 'muted'], ['muted', null, false, false, null, 'normal'], ['muted', 'tracking', false, false, null, 'tracking'], ['muted', null, true, false, null, 'normal'], ['muted', null, false, true, null, 'watching'],
    ['normal', null, false, true, null, 'watching'], ['normal', null, true, false, null, 'normal'], [null, 'muted', true, false, null, 'muted'], [null, null, true, false, null, 'watching'], [null, 'normal', true, false, null, 'normal'],
    ['tracking', null, false, false, 'muted', 'tracking'], ['normal', null, false, false, 'watching', 'watching'],
  ]
  const people = await Promise.all(cases.map(async ([there, here, wroteThere, wroteHere, ofBoard]) => {
    const who = await makeMember(db)
    for (const [kind, target, level] of [['topic', a.id, there], ['topic', b.id, here], ['board', board.id, ofBoard]] as const) if (level !== null) await choose(testCtx(who), kind, target, { level, ...cmd() })
    for (const [t, wrote] of [[a, wroteThere], [b, wroteHere]] as const) if (wrote) await db.topicRead.create({ data: { memberId: who.id, topicId: t.id, lastNo: 1, posts: 1, at: clock.now() } })
    return who
  }))
  await merge(a.id, b.id)
  expect(await Promise.all(people.map(async (who, i) => [...cases[i]!.slice(0, 5), (await topicLevel(testCtx(who), b.id)).level]))).toEqual(cases)
  expect(await db.attention.count({ where: { targetId: a.id } })).toBe(0)
})

test('a level chosen for a topic holds for what is split out of it; silence calls nobody and is not brought along', async () => {
  const { author, reader, staff, make, split, cmd } = await place()
  const topic = await make('元', 4)
  for (const [who, level] of [[reader, 'watching'], [author, 'muted'], [staff, 'muted']] as const) await choose(testCtx(who), 'topic', topic.id, { level, ...cmd() })
  const { topicId } = await split(topic.id, [3, 4])
  const levels = await Promise.all([reader, author, staff].map(async (who) => [(await topicLevel(testCtx(who), topic.id)).level, (await topicLevel(testCtx(who), topicId)).level]))
  expect(levels).toEqual([['watching', 'watching'], ['muted', 'normal'], ['muted', 'normal']])
})

test('an unread line of the inbox leads to where its posts stand, under that topic’s title, and is read by reading there', async () => {
  const { db, author, reader, make, merge, split, tell, work, reply, inbox, cmd } = await place()
  const [a, b] = [await make('あ', 2), await make('い', 3)]
  await makePlace(db, { memberId: reader.id, topicId: a.id, lastNo: 2 })
  await choose(testCtx(reader), 'topic', a.id, { level: 'watching', ...cmd() })
  for (let i = 0; i < 3; i++) await reply(a.id)
  await tell()
  await work()
  expect(await inbox(reader)).toEqual([['topic_replied', 'あ', `${a.id}?from=3#post-3`, '未読']])
  const { topicId: apart } = await split(a.id, [3, 5])
  await work()
  expect(await inbox(reader)).toEqual([['topic_replied', 'あ', `${a.id}?from=4#post-4`, '未読']])
  await merge(a.id, b.id)
  await work()
  await work()
  expect(await inbox(reader)).toEqual([['topic_replied', 'い', `${b.id}?from=7#post-7`, '未読']])
  await readTopicNotices(testCtx(reader), b.id, 6)
  expect((await inbox(reader))[0]?.at(-1)).toBe('未読')
  await readTopicNotices(testCtx(reader), b.id, 8)
  expect((await inbox(reader))[0]?.at(-1)).toBe('既読')
  expect(await inbox(author)).toEqual([['posts_moved', 'い', `${b.id}?from=4#post-4`, '未読'], ['posts_moved', '分けた', `${apart}?from=1#post-1`, '未読']])
  const moved = { from: a.id, to: b.id, by: randomId() }
  const before = await db.notification.findMany({ orderBy: { id: 'asc' } })
  for (let i = 0; i < 2; i++) await handle('posts.moved', moved)
  expect(await db.notification.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
})

test('a line about one post goes with it; what was to be told when the posts went is told from their new place', async () => {
  const { db, reader, staff, make, merge, split, tell, work, reply, inbox, cmd } = await place()
  const [a, b] = [await make('あ', 2), await make('い', 3)]
  for (const t of [a, b]) await makePlace(db, { memberId: reader.id, topicId: t.id, lastNo: t.lastNo })
  await choose(testCtx(reader), 'topic', a.id, { level: 'watching', ...cmd() })
  await reply(a.id)
  await tell()
  await work()
  const { topicId: apart } = await split(a.id, [3])
  await work()
  expect(await inbox(reader)).toEqual([['topic_replied', '分けた', `${apart}?from=1#post-1`, '未読']])
  await reply(a.id)
  await tell()
  const asked = await jobs('topic.tell')
  await merge(a.id, b.id)
  await work()
  expect(asked).toMatchObject([{ payload: { topicId: a.id } }])
  expect((await inbox(reader))[0]).toEqual(['topic_replied', 'い', `${b.id}?from=7#post-7`, '未読'])
  await reply(apart, staff)
  const { topicId: again } = await split(apart, [2])
  await work()
  expect((await inbox(reader))[0]).toEqual(['topic_started', '分けた', `${again}`, '未読'])
})

test('telling and merging at once: nobody’s line is left behind at a topic that has gone', async () => {
  const { db, reader, staff, make, tell, work, reply, cmd } = await place()
  for (const round of [0, 1]) {
    const [a, b] = [await make(`あ${round}`, 1), await make(`い${round}`, 2)]
    await choose(testCtx(reader), 'topic', a.id, { level: 'watching', ...cmd() })
    await reply(a.id)
    await tell()
    const [job] = await jobs('topic.tell')
    await db.outbox.deleteMany()
    // Whichever comes first to the topic's row when it is let go.
    const calls = [() => handle('topic.tell', job!.payload), () => mergeTopics(testCtx(staff), { ...cmd(), topicId: a.id, into: b.id })]
    const done = await heldTopic<unknown>(db, a.id, () => (round % 2 === 0 ? calls : calls.toReversed()).map((call) => Promise.resolve(call())))
    expect(done.map((d) => d.status)).toEqual(['fulfilled', 'fulfilled'])
    await work()
    const lines = await db.notification.findMany({ where: { memberId: reader.id, kind: { in: ['topic_replied', 'topic_started'] } }, select: { topicId: true, href: true } })
    expect(lines.filter((l) => l.topicId === a.id || l.href.includes(a.id))).toEqual([])
    expect(lines.filter((l) => l.topicId === b.id)).toHaveLength(1)
  }
})

test('one merge however often it is asked for: one of many at once, and its retries get its answer', async () => {
  const { db, author, staff, make, cmd } = await place()
  const [a, b] = [await make('あ', 2), await make('い', 2)]
  const input = { ...cmd(), topicId: a.id, into: b.id }
  const { done, failed } = await concurrently(5, () => mergeTopics(testCtx(staff), input))
  expect([done.every((d) => d.topicId === b.id), failed]).toEqual([true, []])
  expect((await jobs('posts.moved')).map((j) => j.payload)).toEqual([{ from: a.id, to: b.id, by: staff.id }])
  for (let i = 0; i < 2; i++) await handle('posts.moved', { from: a.id, to: b.id, by: staff.id })
  expect(await db.notification.count({ where: { memberId: author.id, kind: 'posts_moved' } })).toBe(1)
})

test('a poll goes where its post goes, with its votes, and takes more there; in its old place there is none', async () => {
  const { db, author, reader, staff, make, merge, split } = await place()
  const [a, b] = [await make('あ', 3), await make('い', 2)]
  const post = await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: a.id, no: 2 } } })
  const poll = await makePoll(db, { subjectId: post.id, authorId: author.id, question: '問', choices: ['い', 'ろ'], votes: [{ memberId: staff.id, picks: [1] }] })
  const shown = async (topicId: string) => (await showTopic(testCtx(reader), topicId, 1, true)).room.state
  const vote = (topicId: string, picks: number[]) => voteInPost(testCtx(reader), { topicId, pollId: poll.id, picks })
  const { topicId: apart } = await split(a.id, [2])
  expect([(await shown(a.id)).polls, (await shown(apart)).polls?.[1]?.question]).toEqual([undefined, '問'])
  await expect(vote(a.id, [2])).rejects.toMatchObject({ code: 'not_found' })
  expect(await vote(apart, [2])).toMatchObject({ no: 1, tally: { counts: [1, 1] } })
  await merge(apart, b.id)
  expect((await shown(b.id)).polls?.[3]?.question).toBe('問')
  expect(await vote(b.id, [1])).toMatchObject({ no: 3, tally: { counts: [2, 0] } })
})
