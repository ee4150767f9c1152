import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makePlace, makeTopic } from '../../../prisma/factories/boards.ts'
import { clock, concurrently, DEMO_NOW, emitted, emptyDb, heldTopic, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { system } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import type { EventOf } from '../../core/rooms.ts'
import type { topicEvents } from './events.ts'
import { foldTopic } from './fold.ts'
import { acceptAnswer, hidePost, listBoards, listTopics, mergeTopics, movedPost, moveTopic, openTopic, replyToTopic, showBoard, showPostAgain, showTopic, splitTopic, topicRoom, unreadBoards } from './index.server.ts'
import { mergedInto } from './moved.server.ts'
import { mergeTopicsInput, splitTopicInput } from './schema.ts'

beforeEach(() => emptyDb())

async function place() {
  const db = testDb()
  const [author, reader, staff] = [await makeMember(db), await makeMember(db), await makeMember(db, { role: 'moderator' })]
  const board = await makeBoard(db)
  const make = (title: string, n: number, more: object = {}) => makeTopic(db, { boardId: board.id, title, posts: Array.from({ length: n }, (_, i) => ({ authorId: author.id, text: `${title}${i + 1}` })), ...more })
  const split = (topicId: string, nos: number[]) => splitTopic(testCtx(staff), { commandId: randomId(), topicId, nos, title: '分けた', board: board.slug })
  const merge = (topicId: string, into: string) => mergeTopics(testCtx(staff), { commandId: randomId(), topicId, into })
  const texts = async (topicId: string) => (await db.post.findMany({ where: { topicId }, orderBy: { no: 'asc' } })).map((p) => [p.no, p.movedId === null ? p.text : '→'])
  const unread = async (topicId: string, who = reader) => (await showTopic(testCtx(who), topicId, null, true)).unread
  const shownText = async ({ topicId, no }: { topicId: string; no: number }) => (await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId, no } } })).text
  return { db, author, reader, staff, board, make, split, merge, texts, unread, shownText, ctx: testCtx(reader) }
}

test('split posts leave their numbers behind, and every old address leads to where they stand', async () => {
  const { db, author, staff, make, split, texts, shownText, ctx, board } = await place()
  const topic = await make('元', 8)
  await acceptAnswer(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 5, isAnswer: true })
  const { topicId } = await split(topic.id, [3, 5, 8])
  expect(await texts(topic.id)).toEqual([[1, '元1'], [2, '元2'], [3, '→'], [4, '元4'], [5, '→'], [6, '元6'], [7, '元7'], [8, '→']])
  expect(await texts(topicId)).toEqual([[1, '元3'], [2, '元5'], [3, '元8']])
  for (const [no, text] of [[3, '元3'], [5, '元5'], [8, '元8']] as const) expect(await shownText(await movedPost(ctx, topic.id, no))).toBe(text)
  await expect(movedPost(ctx, topic.id, 4)).rejects.toMatchObject({ code: 'not_found' })
  await expect(movedPost(testCtx(), topic.id, 3)).rejects.toMatchObject({ code: 'not_found' })
  const page = await showTopic(ctx, topic.id, 1)
  expect(page.posts.filter((p) => p.isMoved).map((p) => p.no)).toEqual([3, 5, 8])
  expect(page.room.state.facts.answer).toBeUndefined()
  expect((await showBoard(ctx, board.slug, null)).topics.items.map((t) => [t.title, t.posts])).toEqual(expect.arrayContaining([['元', 8], ['分けた', 3]]))
  expect((await listBoards(ctx))[0]?.topics).toBe(2)
  await replyToTopic(testCtx(author), { commandId: randomId(), topicId: topic.id, text: '次' })
  expect((await texts(topic.id)).at(-1)).toEqual([9, '次'])
  await expect(showPostAgain(testCtx(staff), { commandId: randomId(), topicId: topic.id, no: 3 })).rejects.toMatchObject({ code: 'not_found' })
  expect(await db.topicRead.findMany({ where: { memberId: author.id }, orderBy: { posts: 'asc' }, select: { posts: true } })).toEqual([{ posts: 3 }, { posts: 6 }])
})

test('what was split is read as far as it was read before; nobody waits before posts that have gone', async () => {
  const { db, make, split, unread, reader, ctx } = await place()
  const topic = await make('元', 10)
  const readers = await Promise.all([0, 4, 6, 10].map(async (lastNo) => {
    const member = await makeMember(db)
    if (lastNo > 0) await makePlace(db, { memberId: member.id, topicId: topic.id, lastNo })
    return member
  }))
  const { topicId } = await split(topic.id, [5, 6, 9, 10])
  expect(await Promise.all(readers.map((r) => unread(topicId, r)))).toEqual([{ from: 1, count: 4 }, { from: 1, count: 4 }, { from: 3, count: 2 }, null])
  expect(await Promise.all(readers.map((r) => unread(topic.id, r)))).toEqual([{ from: 1, count: 10 }, { from: 7, count: 4 }, { from: 7, count: 4 }, null])
  await makePlace(db, { memberId: reader.id, topicId: topic.id, lastNo: 8 })
  await makePlace(db, { memberId: reader.id, topicId, lastNo: 4 })
  expect(await unreadBoards(ctx)).toBe(1)
})

test('a merged topic follows the other’s own posts; numbers there stay, its own addresses lead on, also when it had been split before', async () => {
  const { make, split, merge, texts, shownText, ctx, staff, author, board, db } = await place()
  const [a, b, c] = [await make('あ', 4), await make('い', 3), await make('う', 2)]
  await hidePost(testCtx(staff), { commandId: randomId(), topicId: a.id, no: 4, reason: 'x' })
  const { topicId: apart } = await split(a.id, [2])
  await merge(a.id, b.id)
  expect(await texts(b.id)).toEqual([[1, 'い1'], [2, 'い2'], [3, 'い3'], [4, 'あ1'], [5, '→'], [6, 'あ3'], [7, 'あ4']])
  await expect(showTopic(ctx, a.id, null)).rejects.toMatchObject({ code: 'not_found' })
  expect(await mergedInto(ctx, a.id)).toBe(b.id)
  expect(await mergedInto(testCtx(author), b.id)).toBeNull()
  await merge(b.id, c.id)
  expect(await mergedInto(ctx, a.id)).toBe(c.id)
  for (const [topicId, no, text] of [[a.id, 1, 'あ1'], [a.id, 2, 'あ2'], [a.id, 3, 'あ3'], [b.id, 1, 'い1'], [b.id, 5, 'あ2'], [b.id, 6, 'あ3'], [c.id, 7, 'あ2']] as const) expect(await shownText(await movedPost(ctx, topicId, no))).toBe(text)
  expect(await movedPost(ctx, a.id, 2)).toEqual({ topicId: apart, no: 1 })
  const ask = (from: number | null) => ({ from, on: null, isGlance: true })
  expect(await openTopic(ctx, a.id, ask(null))).toEqual({ elsewhere: { topicId: c.id, no: null, was: null } })
  expect(await openTopic(ctx, a.id, ask(1))).toEqual({ elsewhere: { topicId: c.id, no: 6, was: 1 } })
  expect(await openTopic(ctx, a.id, ask(2))).toEqual({ elsewhere: { topicId: apart, no: 1, was: null } })
  expect(await openTopic(ctx, c.id, ask(7))).toEqual({ elsewhere: { topicId: apart, no: 1, was: null } })
  expect(await openTopic(ctx, c.id, ask(1))).toMatchObject({ page: { topic: { id: c.id }, from: 1 } })
  await expect(openTopic(testCtx(), a.id, ask(null))).rejects.toMatchObject({ code: 'not_found' })
  const page = await showTopic(ctx, c.id, 1)
  expect(page.posts.map((p) => [p.no, p.isHidden])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((no) => [no, no === 7 || no === 9]))
  expect(page.room.state.hidden.toSorted((x, y) => x - y)).toEqual([7, 9])
  expect((await listTopics(ctx, 'new', { boardId: board.id, tagId: null, cursor: null })).items.map((t) => t.title).sort()).toEqual(['う', '分けた'])
  expect((await db.board.findUniqueOrThrow({ where: { id: board.id } })).topicCount).toBe(2)
  await expect(merge(c.id, c.id)).rejects.toMatchObject({ fields: { into: 'manage.merge_where' } })
  await expect(merge(c.id, a.id)).rejects.toMatchObject({ fields: { into: 'manage.merge_where' } })
})

test('after a merge nobody gets what they know as unread, and nobody loses what they do not know', async () => {
  const { db, make, merge, unread } = await place()
  const [a, b] = [await make('あ', 4), await make('い', 5)]
  const cases: [inA: number | null, inB: number | null, unread: { from: number; count: number } | null][] = [
    [4, 5, null], [2, 5, { from: 8, count: 2 }], [null, 5, { from: 6, count: 4 }], [4, 3, { from: 4, count: 2 }], [2, 3, { from: 4, count: 4 }], [3, null, { from: 1, count: 6 }], [null, null, { from: 1, count: 9 }],
  ]
  const members = await Promise.all(cases.map(async ([inA, inB]) => {
    const member = await makeMember(db)
    if (inA !== null) await makePlace(db, { memberId: member.id, topicId: a.id, lastNo: inA })
    if (inB !== null) await makePlace(db, { memberId: member.id, topicId: b.id, lastNo: inB })
    return member
  }))
  await merge(a.id, b.id)
  expect(await Promise.all(members.map((m) => unread(b.id, m)))).toEqual(cases.map(([, , left]) => left))
  // Reading on to the end of the target's own posts leads over what is known already.
  await showTopic(testCtx(members[3]!), b.id, null)
  expect(await unread(b.id, members[3])).toBeNull()
  expect(await db.topicRead.count({ where: { topicId: a.id } })).toBe(0)
})

test('replies in flight while their topic is merged land in the target, each once; its own readers’ places and numbers stay whole', async () => {
  const { db, author, reader, staff, make, texts, ctx } = await place()
  const [a, b] = [await make('あ', 2), await make('い', 2)]
  const inputs = Array.from({ length: 3 }, (_, i) => ({ commandId: randomId(), topicId: a.id, text: `飛${i}` }))
  const mergeInput = { commandId: randomId(), topicId: a.id, into: b.id }
  const replies: Promise<{ no: number; topicId?: string }>[] = []
  const [merged] = await heldTopic(db, b.id, () => {
    const merging = mergeTopics(testCtx(staff), mergeInput)
    return [merging]
  }, () => {
    // The merge holds the other topic and waits for this one: what is replied now has looked before and writes after.
    for (const input of inputs) replies.push(replyToTopic(testCtx(author), input))
    return Promise.resolve()
  })
  expect(merged?.status).toBe('fulfilled')
  const answers = await Promise.all(replies)
  const all = await texts(b.id)
  expect(all.map(([no]) => no)).toEqual(Array.from({ length: 7 }, (_, i) => i + 1))
  expect(all.slice(0, 2)).toEqual([[1, 'い1'], [2, 'い2']])
  expect(all.map(([, text]) => text).sort()).toEqual(['あ1', 'あ2', 'い1', 'い2', '飛0', '飛1', '飛2'].sort())
  for (const answer of answers.filter((x) => x.topicId !== undefined)) expect(answer.topicId).toBe(b.id)
  for (const [i, input] of inputs.entries()) expect(await replyToTopic(testCtx(author), input)).toMatchObject({ no: answers[i]!.no })
  expect(await db.post.count({ where: { topicId: { in: [a.id, b.id] } } })).toBe(7)
  expect((await replyToTopic(testCtx(reader), { commandId: randomId(), topicId: a.id, text: 'あとから' })).topicId).toBe(b.id)
  expect((await showTopic(ctx, b.id, 1)).posts.at(-1)?.html).toContain('あとから')
})

test('twenty merges and splits of the same topics at once leave every post once, numbered without gaps', async () => {
  const { db, author, make, split, merge } = await place()
  const topics = await Promise.all(['あ', 'い', 'う'].map((t) => make(t, 5)))
  const { failed } = await concurrently(12, async (i) => {
    const [one, two] = [topics[i % 3]!, topics[(i + 1) % 3]!]
    if (i % 3 === 0) await split(one.id, [2 + (i % 4)]).catch(fine)
    else if (i % 3 === 1) await merge(one.id, two.id).catch(fine)
    else await replyToTopic(testCtx(author), { commandId: randomId(), topicId: one.id, text: '返' }).catch(fine)
  })
  expect(failed).toEqual([])
  const shown = await db.topic.findMany({ where: { hiddenAt: null }, include: { posts: { orderBy: { no: 'asc' } } } })
  for (const topic of shown) expect(topic.posts.map((p) => p.no)).toEqual(Array.from({ length: topic.lastNo }, (_, i) => i + 1))
  const texts = shown.flatMap((t) => t.posts.filter((p) => p.movedId === null && p.text !== '返').map((p) => p.text)).sort()
  expect(texts).toEqual(['あ', 'い', 'う'].flatMap((t) => [1, 2, 3, 4, 5].map((n) => `${t}${n}`)).sort())
})
/** A refusal in words is an answer; anything else is a fault. */
const fine = (error: unknown) => {
  if (!(error instanceof Error) || error.name !== 'DomainError') throw error
}

test('open pages follow: a merged topic says where it went, the others are read anew, and no log holds what stands elsewhere', async () => {
  const { author, make, split, merge } = await place()
  const [a, b] = [await make('あ', 1), await make('い', 1)]
  for (const topic of [a, b]) for (let i = 0; i < 3; i++) await replyToTopic(testCtx(author), { commandId: randomId(), topicId: topic.id, text: `秘密${i}` })
  const before = await topicRoom.snapshot(testCtx(system), a.id)
  const at = (await emitted(`topic:${a.id}`)).at(-1)!.seq
  await split(a.id, [3])
  expect(await emitted(`topic:${a.id}`)).toEqual([])
  const after = await topicRoom.snapshot(testCtx(system), a.id)
  const head = async () => Number((await testDb().$queryRaw<{ seq: bigint }[]>`select seq from stream where name = ${`topic:${a.id}`}`)[0]!.seq)
  const heard = await head()
  expect([after.moved, after.hidden, after.tail.find((p) => p.no === 3)?.isMoved]).toEqual([[3], [3], true])
  await merge(a.id, b.id)
  const log = (await emitted(`topic:${a.id}`)) as (EventOf<typeof topicEvents> & { seq: number })[]
  expect(log.map((e) => e.type)).toEqual(['topic.merged'])
  expect([heard > at, log[0]!.seq]).toEqual([true, heard + 1])
  expect(log.reduce(foldTopic, before).merged).toEqual({ into: b.id, title: 'い' })
  expect(await emitted(`topic:${b.id}`)).toEqual([])
  expect((await topicRoom.snapshot(testCtx(system), b.id)).lastNo).toBe(8)
  const epochs = await testDb().$queryRaw<{ epoch: number }[]>`select epoch from stream where name in (${`topic:${a.id}`}, ${`topic:${b.id}`})`
  expect(epochs.map((e) => e.epoch)).toEqual([1, 1])
})

test('a draft of the merged topic waits in the target, and nothing that was begun there is lost', async () => {
  const { db, author, reader, make, merge } = await place()
  const [a, b] = [await make('あ', 2), await make('い', 3)]
  await makePlace(db, { memberId: reader.id, topicId: a.id, lastNo: 1 })
  const draft = (memberId: string, at: string, text: string) => db.draft.create({ data: { memberId, place: at, text, doc: {}, version: 1, updatedAt: DEMO_NOW } })
  await draft(reader.id, `topic:${a.id}`, '書きかけ')
  await draft(author.id, `topic:${a.id}`, 'あの分')
  await draft(author.id, `topic:${b.id}`, 'いの分')
  await draft(author.id, `edit:${a.id}:2`, '直し')
  await merge(a.id, b.id)
  const kept = await db.draft.findMany({ select: { place: true, text: true } })
  expect(Object.fromEntries(kept.map((d) => [d.text, d.place]))).toEqual({ 書きかけ: `topic:${b.id}`, あの分: `topic:${a.id}`, いの分: `topic:${b.id}`, 直し: `edit:${b.id}:5` })
})

test('what nobody had been told of is told once, with the numbers it has now', async () => {
  const { author, make, merge } = await place()
  const [a, b] = [await make('あ', 3), await make('い', 5)]
  await replyToTopic(testCtx(author), { commandId: randomId(), topicId: a.id, text: 'x' })
  await merge(a.id, b.id)
  expect((await jobs('topic.tell')).map((j) => j.payload)).toEqual([{ topicId: b.id, from: 9, to: 9 }])
})

test('a topic is moved to another board with everything it has; only 事務局 moves, splits and merges', async () => {
  const { db, reader, author, staff, board, make, split, merge, ctx } = await place()
  const [topic, other] = [await make('題', 3), await make('他', 1)]
  const [to, archived] = [await makeBoard(db), await makeBoard(db, { archivedAt: DEMO_NOW })]
  const move = (who: typeof staff, slug: string) => moveTopic(testCtx(who), { commandId: randomId(), topicId: topic.id, board: slug })
  await makePlace(db, { memberId: reader.id, topicId: topic.id, lastNo: 3 })
  await expect(move(author, to.slug)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(move(staff, archived.slug)).rejects.toMatchObject({ code: 'conflict' })
  await concurrently(6, (i) => move(staff, i % 2 === 0 ? to.slug : board.slug))
  await move(staff, to.slug)
  expect((await listBoards(ctx)).map((b) => [b.slug, b.topics])).toEqual(expect.arrayContaining([[board.slug, 1], [to.slug, 1]]))
  const page = await showTopic(ctx, topic.id, null)
  expect([page.room.state.facts.board.slug, page.unread]).toEqual([to.slug, null])
  for (const who of [author, reader]) {
    await expect(splitTopic(testCtx(who), { commandId: randomId(), topicId: topic.id, nos: [2], title: 'x', board: to.slug })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(mergeTopics(testCtx(who), { commandId: randomId(), topicId: topic.id, into: other.id })).rejects.toMatchObject({ code: 'forbidden' })
  }
  for (const nos of [[1], [1, 2], [9], []]) await expect(split(topic.id, nos)).rejects.toMatchObject({ fields: { nos: 'manage.split_pick' } })
  await split(topic.id, [2])
  await expect(split(topic.id, [2])).rejects.toMatchObject({ fields: { nos: 'manage.split_pick' } })
  clock.advance(1)
  await expect(merge(topic.id, randomId())).rejects.toMatchObject({ fields: { into: 'manage.merge_where' } })
})

test('numbers and addresses as they are typed', () => {
  const nos = (s: string) => splitTopicInput.safeParse({ commandId: randomId(), topicId: randomId(), title: 'x', board: 'x', nos: s }).data?.nos
  expect([nos('5、７-９ 8'), nos('3〜4'), nos(''), nos('x'), nos('9-7'), nos('1-900'), nos('0')]).toEqual([[5, 7, 8, 9], [3, 4], undefined, undefined, undefined, undefined, undefined])
  const id = randomId()
  const into = (s: string) => mergeTopicsInput.safeParse({ commandId: randomId(), topicId: randomId(), into: s }).data?.into
  expect([into(`https://例.jp/topics/${id.toUpperCase()}?from=21#post-25`), into(id), into('/topics/x')]).toEqual([id, id, undefined])
})
