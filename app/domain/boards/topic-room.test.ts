import { expect, test } from 'vitest'
import { clock, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { system } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import type { EventOf } from '../../core/rooms.ts'
import { topicEvents } from './events.ts'
import { foldTopic } from './fold.ts'
import { acceptAnswer, assignTopic, changePostPoll, closeTopic, countPollVotes, countReactions, editPost, hidePost, pinTopic, reactToPost, readPostPoll, replyToTopic, restorePost, showPostAgain, showTopic, slowTopic, tagTopic, topicRoom, voteInPost, withdrawPost } from './index.server.ts'
import type { TopicState } from './views.ts'

async function room(posts: number) {
  const db = testDb()
  const [author, staff] = [await makeMember(db), await makeMember(db, { role: 'moderator' })]
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, posts: Array.from({ length: posts }, () => ({ authorId: author.id })) })
  const events = async () => (await emitted(`topic:${topic.id}`)) as (EventOf<typeof topicEvents> & { seq: number })[]
  const snapshot = () => topicRoom.snapshot(testCtx(system), topic.id)
  return { db, author, staff, topic, events, snapshot, ids: () => ({ commandId: randomId(), topicId: topic.id }) }
}

test('snapshot, then events folded, equals a fresh read: at every step, from every step', async () => {
  const { author, staff, events, snapshot, ids } = await room(12)
  const mention = JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: author.id } }] }] })
  const steps: (() => Promise<unknown>)[] = [
    () => replyToTopic(testCtx(author), { ...ids(), text: '一つめ' }),
    () => replyToTopic(testCtx(staff), { ...ids(), doc: mention }),
    () => hidePost(testCtx(staff), { ...ids(), no: 13, reason: '個人の情報' }),
    () => hidePost(testCtx(staff), { ...ids(), no: 2, reason: '個人の情報' }),
    () => editPost(testCtx(author), { ...ids(), no: 3, version: 1, text: '直しました' }),
    () => editPost(testCtx(author), { ...ids(), no: 3, version: 2, text: 'また直しました' }),
    () => withdrawPost(testCtx(author), { ...ids(), no: 4 }),
    () => withdrawPost(testCtx(author), { ...ids(), no: 5 }),
    () => restorePost(testCtx(author), { ...ids(), no: 4 }),
    () => editPost(testCtx(author), { ...ids(), no: 4, version: 2, text: '戻して直しました' }),
    () => showPostAgain(testCtx(staff), { ...ids(), no: 2 }),
    () => acceptAnswer(testCtx(author), { ...ids(), no: 14, isAnswer: true }),
    () => pinTopic(testCtx(staff), { ...ids(), isPinned: true }),
    () => slowTopic(testCtx(staff), { ...ids(), seconds: 60, hours: 1 }),
    () => tagTopic(testCtx(author), { ...ids(), tags: ['育児', 'DX'], asks: true }),
    () => assignTopic(testCtx(staff), { ...ids(), assignee: author.handle, due: new Date('2025-12-01T00:00:00Z') }),
    () => slowTopic(testCtx(staff), { ...ids(), seconds: 0, hours: 1 }),
    () => closeTopic(testCtx(staff), { ...ids(), isClosed: true }),
    () => closeTopic(testCtx(staff), { ...ids(), isClosed: false }),
    ...Array.from({ length: 25 }, (_, i) => () => replyToTopic(testCtx(author), { ...ids(), text: `${i}` })),
    () => hidePost(testCtx(staff), { ...ids(), no: 14, reason: '個人の情報' }),
  ]
  const states: { state: TopicState; seq: number }[] = [{ state: await snapshot(), seq: 0 }]
  for (const step of steps) {
    await step()
    states.push({ state: await snapshot(), seq: (await events()).at(-1)?.seq ?? 0 })
  }
  const log = await events()
  const fresh = states.at(-1)!.state
  const sorted = (state: TopicState): TopicState => ({ ...state, changed: state.changed.toSorted((a, b) => a.no - b.no) })
  for (const { state, seq } of states) expect(sorted(log.filter((e) => e.seq > seq).reduce(foldTopic, state))).toEqual(sorted(fresh))
  expect([fresh.lastNo, fresh.tail.length, fresh.hidden, fresh.withdrawn, sorted(fresh).changed.map((p) => [p.no, p.version])]).toEqual([39, 20, [13, 5, 14], [5], [[2, 2], [3, 3], [4, 3]]])
})

type Room = Awaited<ReturnType<typeof room>>
const poll = { pollQuestion: 'いつがよいですか', pollKind: 'one', pollChoices: '平日の夜\n土曜日', pollShows: 'always' }
const withPoll = ({ author, ids }: Room) => replyToTopic(testCtx(author), { ...ids(), text: '決めましょう。', ...poll })
/** After the last thing that is heard of a topic there is nothing to read of it: what then happens is in move-topics.test.ts. */
const cases: Record<Exclude<keyof typeof topicEvents, 'topic.merged'>, { before?: (r: Room) => Promise<unknown>; act: (r: Room) => Promise<unknown> }> = {
  'post.added': { act: withPoll },
  'post.edited': { act: ({ author, ids }) => editPost(testCtx(author), { ...ids(), no: 1, version: 1, text: '直しました' }) },
  'post.hidden': { before: withPoll, act: ({ staff, ids }) => hidePost(testCtx(staff), { ...ids(), no: 3, reason: '個人の情報' }) },
  'post.shown': { before: ({ staff, ids }) => hidePost(testCtx(staff), { ...ids(), no: 1, reason: '個人の情報' }), act: ({ staff, ids }) => showPostAgain(testCtx(staff), { ...ids(), no: 1 }) },
  'reactions.counted': { act: async ({ staff, topic }) => { await reactToPost(testCtx(staff), { topicId: topic.id, no: 1, kind: 'like', isOn: true }); clock.advance(1_000); await countReactions(testCtx(system)) } },
  'topic.facts': { act: ({ staff, ids }) => pinTopic(testCtx(staff), { ...ids(), isPinned: true }) },
  'polls.counted': {
    before: withPoll,
    act: async ({ author, staff, topic }) => {
      const { poll: asked } = await readPostPoll(testCtx(author), topic.id, 3)
      await voteInPost(testCtx(staff), { topicId: topic.id, pollId: asked.facts.id, picks: [2] })
      clock.advance(1_000)
      await countPollVotes(testCtx(system))
    },
  },
  'poll.changed': { before: withPoll, act: ({ author, ids }) => changePostPoll(testCtx(author), { ...ids(), no: 3, ...poll, pollChoices: '仙台\n石巻\n白石' }) },
  'topic.closed': { act: ({ staff, ids }) => closeTopic(testCtx(staff), { ...ids(), isClosed: true }) },
  'topic.reopened': { before: ({ staff, ids }) => closeTopic(testCtx(staff), { ...ids(), isClosed: true }), act: ({ staff, ids }) => closeTopic(testCtx(staff), { ...ids(), isClosed: false }) },
}
test.each(Object.entries(cases))('%s: whoever only hears it has what a fresh read shows', async (type, { before, act }) => {
  const r = await room(2)
  await before?.(r)
  const [state, known] = [await r.snapshot(), (await r.events()).length]
  await act(r)
  const heard = (await r.events()).slice(known)
  expect(heard.map((e) => e.type)).toEqual([type])
  expect(heard.reduce(foldTopic, state)).toEqual(await r.snapshot())
})

test('every event of a topic is shown above', () => expect([...Object.keys(cases), 'topic.merged'].sort()).toEqual(Object.keys(topicEvents).sort()))

test('a page’s own posts with the folded tail are the topic, and a state newer than its number folds to the same', async () => {
  const { author, topic, events, ids } = await room(5)
  const reader = await makeMember(testDb())
  const page = await showTopic(testCtx(reader), topic.id, null)
  for (let i = 0; i < 3; i++) await replyToTopic(testCtx(author), { ...ids(), text: `${i}` })
  const log = await events()
  const state = log.filter((e) => e.seq > page.room.seq).reduce(foldTopic, page.room.state)
  const fresh = await showTopic(testCtx(reader), topic.id, 1)
  expect([...page.posts, ...state.tail]).toEqual(fresh.posts)
  expect(log.reduce(foldTopic, fresh.room.state)).toEqual(fresh.room.state)
})

test('what was hidden is gone from the log too', async () => {
  const { db, author, staff, topic, events, ids } = await room(1)
  await replyToTopic(testCtx(author), { ...ids(), text: '090-0000-0000に電話を' })
  expect(JSON.stringify(await events())).toContain('090-0000-0000')
  await hidePost(testCtx(staff), { ...ids(), no: 2, reason: '個人の情報' })
  const log = JSON.stringify(await events())
  expect(log).not.toContain('090-0000-0000')
  expect(log).not.toContain(author.displayName)
  expect((await db.post.findUniqueOrThrow({ where: { topicId_no: { topicId: topic.id, no: 2 } } })).hiddenAt).not.toBeNull()
})

test('only 事務局 hides and closes; doing it twice does it once', async () => {
  const { author, staff, events, ids } = await room(2)
  await expect(hidePost(testCtx(author), { ...ids(), no: 1, reason: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(closeTopic(testCtx(author), { ...ids(), isClosed: true })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(hidePost(testCtx(), { ...ids(), no: 1, reason: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(hidePost(testCtx(staff), { ...ids(), no: 9, reason: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  expect(await events()).toEqual([])
  for (let i = 0; i < 2; i++) {
    await hidePost(testCtx(staff), { ...ids(), no: 1, reason: 'x' })
    await closeTopic(testCtx(staff), { ...ids(), isClosed: true })
  }
  expect((await events()).map((e) => e.type)).toEqual(['post.hidden', 'topic.closed'])
})

test('the room opens for members alone and says what they may do', async () => {
  const { author, staff, topic, ids } = await room(1)
  expect(await topicRoom.open(testCtx(author), topic.id)).toEqual({ stream: `topic:${topic.id}`, can: { reply: true } })
  await closeTopic(testCtx(staff), { ...ids(), isClosed: true })
  expect((await topicRoom.open(testCtx(author), topic.id)).can).toEqual({ reply: false })
  await expect(topicRoom.open(testCtx(), topic.id)).rejects.toMatchObject({ code: 'not_found' })
})
