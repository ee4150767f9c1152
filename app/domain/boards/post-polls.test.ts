import { expect, test } from 'vitest'
import { randomId } from '../../core/ids.ts'
import { readRoom } from '../../core/rooms.server.ts'
import { makeApplicant, makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { audits, clock, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { foldTopic } from './fold.ts'
import { changePostPoll, closeDuePolls, closePostPoll, closeTopic, countPollVotes, hidePost, readPostPoll, replyToTopic, showTopic, startTopic, topicRoom, voteInPost } from './index.server.ts'

const db = testDb()
const fields = { pollQuestion: 'いつがよいですか', pollKind: 'one', pollChoices: '平日の夜\n土曜日\n日曜日', pollShows: 'always' }
async function place(more: Partial<typeof fields> & { pollCloses?: string } = {}) {
  const [me, other] = [await makeMember(db), await makeMember(db)]
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: other.id }] })
  const ctx = testCtx(me)
  const { no } = await replyToTopic(ctx, { commandId: randomId(), topicId: topic.id, text: '決めましょう。', ...fields, ...more })
  const { poll } = await readPostPoll(ctx, topic.id, no)
  return { me, other, topic, ctx, no, pollId: poll.facts.id, board }
}
type Event = Parameters<typeof foldTopic>[1]

test('a reply brings its poll along: on the page, in the room and in the event, in one transaction', async () => {
  const { ctx, other, topic, no, pollId } = await place()
  const seen = await showTopic(testCtx(other), topic.id, 1)
  const facts = { id: pollId, question: 'いつがよいですか', kind: 'one', choices: ['平日の夜', '土曜日', '日曜日'], most: 1, shows: 'always', closesAt: null }
  expect([seen.room.state.polls, seen.room.state.tallies, seen.picks]).toEqual([{ [no]: facts }, { [no]: { voters: 0, counts: [0, 0, 0], isClosed: false } }, {}])
  expect(await emitted(`topic:${topic.id}`)).toMatchObject([{ type: 'post.added', payload: { post: { no }, poll: facts } }])
  await expect(replyToTopic(ctx, { commandId: randomId(), topicId: topic.id, text: '間違い', ...fields, pollChoices: 'ひとつ' })).rejects.toMatchObject({ fields: { pollChoices: 'polls.choices_number' } })
  expect(await db.post.count({ where: { topicId: topic.id } })).toBe(2)
  const plain = await makeTopic(db, { boardId: topic.boardId, posts: [{ authorId: other.id }] })
  expect(Object.keys((await showTopic(ctx, plain.id, 1)).room.state)).not.toContain('polls')
})

test('a new topic takes a poll too', async () => {
  const { ctx, board } = await place()
  const { topicId } = await startTopic(ctx, { commandId: randomId(), board: board.slug, title: '日程', text: '決めましょう。', ...fields })
  expect((await readPostPoll(ctx, topicId, 1)).can).toEqual({ close: true, change: true })
})

test('who may reply may vote, and nobody else; what they chose is theirs to see', async () => {
  const { other, topic, no, pollId } = await place()
  const vote = (who: typeof other) => voteInPost(testCtx(who), { topicId: topic.id, pollId, picks: [2] })
  expect(await vote(other)).toEqual({ no, picks: [2], tally: { voters: 1, counts: [0, 1, 0], isClosed: false } })
  expect((await showTopic(testCtx(other), topic.id, 1)).picks).toEqual({ [no]: [2] })
  expect((await showTopic(testCtx(await makeMember(db)), topic.id, 1)).picks).toEqual({})
  for (const who of [await makeApplicant(db), await makeMember(db, { status: 'suspended' })]) await expect(vote(who)).rejects.toMatchObject({ code: 'not_found' })
  const elsewhere = await makeTopic(db, { boardId: topic.boardId, posts: [{ authorId: other.id }] })
  await expect(voteInPost(testCtx(other), { topicId: elsewhere.id, pollId, picks: [1] })).rejects.toMatchObject({ code: 'not_found' })
  const staff = testCtx(await makeMember(db, { role: 'moderator' }))
  await closeTopic(staff, { commandId: randomId(), topicId: topic.id, isClosed: true })
  await expect(vote(other)).rejects.toMatchObject({ code: 'conflict', textKey: 'boards.closed' })
  await closeTopic(staff, { commandId: randomId(), topicId: topic.id, isClosed: false })
  await hidePost(staff, { commandId: randomId(), topicId: topic.id, no, reason: '理由' })
  await expect(vote(other)).rejects.toMatchObject({ code: 'not_found' })
  const { polls, tallies } = (await showTopic(testCtx(other), topic.id, 1)).room.state
  expect([polls, tallies]).toEqual([undefined, undefined])
})

test.each(['always', 'voted', 'closed'] as const)('whoever read the room once and hears since has what a fresh reader has (%s)', async (shows) => {
  const { ctx, me, other, topic, no, pollId } = await place({ pollShows: shows })
  const first = await readRoom(ctx, topicRoom, topic.id)
  const now = async () => {
    const events = await emitted(`topic:${topic.id}`, first.seq)
    const { state } = await readRoom(ctx, topicRoom, topic.id)
    return { folded: events.reduce((s, e) => foldTopic(s, e as unknown as Event), first.state), fresh: state }
  }
  await voteInPost(ctx, { topicId: topic.id, pollId, picks: [1] })
  await voteInPost(testCtx(other), { topicId: topic.id, pollId, picks: [3] })
  await countPollVotes(testCtx())
  const voted = await now()
  expect(voted.folded).toEqual(voted.fresh)
  expect(voted.fresh.tallies?.[no]).toEqual({ voters: 2, counts: shows === 'always' ? [1, 0, 1] : null, isClosed: false })
  await closePostPoll(ctx, { commandId: randomId(), topicId: topic.id, no })
  await replyToTopic(testCtx(me), { commandId: randomId(), topicId: topic.id, text: 'もうひとつ', ...fields })
  const closed = await now()
  expect(closed.folded).toEqual(closed.fresh)
  expect(closed.fresh.tallies?.[no]).toEqual({ voters: 2, counts: [1, 0, 1], isClosed: true })
  const staff = testCtx(await makeMember(db, { role: 'moderator' }))
  await hidePost(staff, { commandId: randomId(), topicId: topic.id, no, reason: '理由' })
  const hidden = await now()
  expect(hidden.folded).toEqual(hidden.fresh)
  expect(JSON.stringify((await emitted(`topic:${topic.id}`)).filter((e) => e.type === 'post.added')[0])).not.toContain('平日の夜')
})

test('its author closes and changes it; 事務局 closes it with a line in the trail; others find nothing', async () => {
  const { ctx, other, topic, no, pollId } = await place()
  const change = { commandId: randomId(), topicId: topic.id, no, ...fields, pollQuestion: '場所はどこがよいですか', pollChoices: '仙台\n石巻' }
  await expect(changePostPoll(testCtx(other), change)).rejects.toMatchObject({ code: 'not_found' })
  await changePostPoll(ctx, change)
  await changePostPoll(ctx, change)
  expect((await emitted(`topic:${topic.id}`)).at(-1)).toMatchObject({ type: 'poll.changed', payload: { no, poll: { question: '場所はどこがよいですか', choices: ['仙台', '石巻'] } } })
  await expect(voteInPost(ctx, { topicId: topic.id, pollId, picks: [1] })).rejects.toMatchObject({ code: 'not_found' })
  const { poll } = await readPostPoll(ctx, topic.id, no)
  await voteInPost(ctx, { topicId: topic.id, pollId: poll.facts.id, picks: [1] })
  expect((await readPostPoll(ctx, topic.id, no)).can).toEqual({ close: true, change: false })
  await expect(changePostPoll(ctx, { ...change, commandId: randomId() })).rejects.toMatchObject({ code: 'conflict' })
  await expect(closePostPoll(testCtx(other), { commandId: randomId(), topicId: topic.id, no })).rejects.toMatchObject({ code: 'not_found' })
  const staff = testCtx(await makeMember(db, { role: 'moderator' }))
  await expect(changePostPoll(staff, { ...change, commandId: randomId() })).rejects.toMatchObject({ code: 'forbidden' })
  await closePostPoll(staff, { commandId: randomId(), topicId: topic.id, no })
  await closePostPoll(staff, { commandId: randomId(), topicId: topic.id, no })
  expect(await audits('poll.closed')).toHaveLength(1)
  await expect(voteInPost(ctx, { topicId: topic.id, pollId: poll.facts.id, picks: [2] })).rejects.toMatchObject({ code: 'conflict', textKey: 'polls.closed' })
})

test('its time closes it, and the room hears what it came to', async () => {
  const { ctx, topic, no, pollId } = await place({ pollShows: 'closed', pollCloses: '2025-11-20T10:30' })
  await voteInPost(ctx, { topicId: topic.id, pollId, picks: [2] })
  clock.advance(30 * 60_000)
  await closeDuePolls(testCtx())
  expect((await emitted(`topic:${topic.id}`)).at(-1)).toMatchObject({ type: 'polls.counted', payload: { polls: [{ no, tally: { voters: 1, counts: [0, 1, 0], isClosed: true } }] } })
})
