import { expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import { makeMentor } from '../../../prisma/factories/mentors.ts'
import { audits, clock, concurrently, DEMO_NOW, emitted, heldTopic, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { randomId } from '../../core/ids.ts'
import { acceptAnswer, askToConfirm, assignedTopics, assignmentNotice, assignTopic, confirmTopic, finishTopic, hidePost, listConfirmations, listTopics, manageTopic, pinTopic, replyToTopic, showTopic, slowTopic, tagTopic, topicsForMe } from './index.server.ts'

async function place(over: { officialAs?: string } = {}) {
  const db = testDb()
  const [author, reader, staff] = [await makeMember(db), await makeMember(db), await makeMember(db, { role: 'moderator' })]
  const board = await makeBoard(db)
  const topic = await makeTopic(db, { boardId: board.id, posts: [{ authorId: author.id }, { authorId: reader.id }, { authorId: staff.id }], ...over })
  const ids = () => ({ commandId: randomId(), topicId: topic.id })
  const reply = (who: typeof author, commandId = randomId()) => replyToTopic(testCtx(who), { commandId, topicId: topic.id, text: 'x' })
  const facts = async () => (await showTopic(testCtx(reader), topic.id, null, true)).room.state.facts
  return { db, author, reader, staff, board, topic, ids, reply, facts }
}

test('slow mode: one member writes once in its time, others and 事務局 are free, and it ends by itself', async () => {
  const { author, reader, staff, topic, ids, reply, facts } = await place()
  await slowTopic(testCtx(staff), { ...ids(), seconds: 300, hours: 1 })
  expect((await facts()).slow).toEqual({ seconds: 300, until: new Date(DEMO_NOW.getTime() + 3_600_000).toISOString() })
  clock.advance(600_000)
  await reply(author)
  clock.advance(100_000)
  const refused = randomId()
  await expect(reply(author, refused)).rejects.toMatchObject({ code: 'too_many', textKey: 'boards.slow', retryAfter: 200 })
  expect((await showTopic(testCtx(author), topic.id, null)).slowUntil).toBe(new Date(clock.now().getTime() + 200_000).toISOString())
  await reply(reader)
  for (let i = 0; i < 3; i++) await reply(staff)
  clock.advance(200_000)
  await reply(author, refused)
  clock.advance(3_600_000)
  await reply(author)
  await reply(author)
})

test('slow mode holds when one member sends four that have all been let through: one post, three refusals', async () => {
  const { db, author, staff, topic, ids, reply } = await place()
  await slowTopic(testCtx(staff), { ...ids(), seconds: 300, hours: 1 })
  clock.advance(600_000)
  const answers = await heldTopic(db, topic.id, () => Array.from({ length: 4 }, () => reply(author)))
  expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(1)
  expect(answers.flatMap((a) => (a.status === 'rejected' ? [(a.reason as { textKey: string }).textKey] : []))).toEqual(Array(3).fill('boards.slow'))
  expect(await db.post.count({ where: { topicId: topic.id } })).toBe(4)
  expect((await db.topic.findUniqueOrThrow({ where: { id: topic.id } })).lastNo).toBe(4)
  expect(await emitted(`topic:${topic.id}`)).toHaveLength(2)
})

test('the same command four times at once in slow mode is one post with one answer', async () => {
  const { db, author, staff, topic, ids, reply } = await place()
  await slowTopic(testCtx(staff), { ...ids(), seconds: 300, hours: 1 })
  clock.advance(600_000)
  const same = randomId()
  const answers = await heldTopic(db, topic.id, () => Array.from({ length: 4 }, () => reply(author, same)))
  expect(answers.map((a) => (a.status === 'fulfilled' ? a.value.no : a.reason))).toEqual([4, 4, 4, 4])
})

test('the answer: marked by who began the topic or by 事務局, changed, taken away, and gone with its post', async () => {
  const { author, reader, staff, topic, ids, facts } = await place()
  await expect(acceptAnswer(testCtx(reader), { ...ids(), no: 2, isAnswer: true })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(acceptAnswer(testCtx(author), { ...ids(), no: 1, isAnswer: true })).rejects.toMatchObject({ code: 'not_found' })
  await acceptAnswer(testCtx(author), { ...ids(), no: 2, isAnswer: true })
  await acceptAnswer(testCtx(author), { ...ids(), no: 2, isAnswer: true })
  await acceptAnswer(testCtx(staff), { ...ids(), no: 3, isAnswer: true })
  await acceptAnswer(testCtx(author), { ...ids(), no: 2, isAnswer: false })
  expect((await facts()).answer).toBe(3)
  expect((await emitted(`topic:${topic.id}`)).map((e) => (e.payload as { facts: { answer?: number } }).facts.answer)).toEqual([2, 3])
  expect((await listTopics(testCtx(reader), 'new', { boardId: topic.boardId, tagId: null, cursor: null })).items[0]?.isAnswered).toBe(true)
  await hidePost(testCtx(staff), { ...ids(), no: 3, reason: 'x' })
  expect(await facts()).not.toHaveProperty('answer')
  expect((await audits()).filter((a) => a.action === 'topic.answer')).toHaveLength(2)
})

test('whom a topic may be given to is offered to 事務局: departments, mentors, who writes in it; nobody who is not here', async () => {
  const { db, author, reader, staff, topic } = await place()
  const [department, gone] = [await makeMember(db, { role: 'department' }), await makeMember(db, { role: 'department', status: 'suspended' })]
  await makeMentor(db, { memberId: reader.id })
  const { assignees } = await manageTopic(testCtx(staff), topic.id)
  const at = (who: { handle: string }) => assignees.findIndex((a) => a.handle === who.handle)
  expect([at(department) >= 0, at(reader) > at(department), at(author) > at(reader), at(staff) > at(reader)]).toEqual([true, true, true, true])
  expect(assignees).toContainEqual({ handle: reader.handle, name: reader.displayName })
  expect(assignees.map((a) => a.handle)).not.toContain(gone.handle)
  expect((await manageTopic(testCtx(author), topic.id)).assignees).toEqual([])
})

test('a topic is assigned by day, its assignee is told and finds it, and ends it', async () => {
  const { db, author, reader, staff, topic, ids, facts } = await place()
  await expect(assignTopic(testCtx(author), { ...ids(), assignee: reader.handle, due: null })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(assignTopic(testCtx(staff), { ...ids(), assignee: '誰でもない', due: null })).rejects.toMatchObject({ fields: { assignee: 'manage.assignee_unknown' } })
  const [twin] = [await makeMember(db, { displayName: '双子 一' }), await makeMember(db, { displayName: '双子 一' })]
  await expect(assignTopic(testCtx(staff), { ...ids(), assignee: '双子 一', due: null })).rejects.toMatchObject({ fields: { assignee: 'manage.assignee_many' } })
  await assignTopic(testCtx(staff), { ...ids(), assignee: `＠${reader.handle}`, due: new Date('2025-12-01T00:00:00Z') })
  expect((await facts()).assigned).toEqual({ id: reader.id, name: reader.displayName, due: '2025-12-01' })
  const [job] = (await jobs()).filter((j) => j.name === 'topic.assigned')
  expect(await assignmentNotice(testCtx(), job!.payload as never)).toMatchObject({ memberId: reader.id, kind: 'topic_assigned', params: { title: topic.title }, href: `/topics/${topic.id}` })
  expect(await topicsForMe(testCtx(reader))).toEqual([{ id: topic.id, title: topic.title, board: expect.any(String) as string, assignee: reader.displayName, due: '2025-12-01' }])
  expect(await topicsForMe(testCtx(twin))).toEqual([])
  expect(await assignedTopics(testCtx(staff))).toHaveLength(1)
  await expect(assignedTopics(testCtx(reader))).rejects.toMatchObject({ code: 'forbidden' })
  await finishTopic(testCtx(twin), ids())
  expect(await topicsForMe(testCtx(reader))).toHaveLength(1)
  await finishTopic(testCtx(reader), ids())
  expect(await topicsForMe(testCtx(reader))).toEqual([])
  expect(await facts()).not.toHaveProperty('assigned')
  expect(await assignmentNotice(testCtx(), job!.payload as never)).toBeNull()
})

test('readers confirm an official topic once, however often they press; 事務局 sees who has and who has not', async () => {
  const plain = await place()
  await expect(askToConfirm(testCtx(plain.staff), { ...plain.ids(), isAsked: true })).rejects.toMatchObject({ textKey: 'manage.not_official' })
  const { db, reader, staff, topic, ids } = await place({ officialAs: '人事課' })
  await expect(confirmTopic(testCtx(reader), ids())).rejects.toMatchObject({ textKey: 'boards.confirm_not_asked' })
  await askToConfirm(testCtx(staff), { ...ids(), isAsked: true })
  expect((await showTopic(testCtx(reader), topic.id, null)).confirmed).toEqual({ count: 0, isMine: false })
  const others = await Promise.all(Array.from({ length: 60 }, () => makeMember(db)))
  const { failed } = await concurrently(20, () => confirmTopic(testCtx(reader), ids()))
  expect(failed).toEqual([])
  await concurrently(55, (i) => confirmTopic(testCtx(others[i]!), ids()))
  expect((await showTopic(testCtx(reader), topic.id, null)).confirmed).toEqual({ count: 56, isMine: true })
  const everybody = async (who: 'have' | 'have_not') => {
    const names: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listConfirmations>> = await listConfirmations(testCtx(staff), topic.id, who, cursor)
      names.push(...page.people.items.map((m) => m.id))
      cursor = page.people.next
    } while (cursor !== null)
    return names
  }
  const [have, haveNot] = [await everybody('have'), await everybody('have_not')]
  expect([have.length, new Set(have).size]).toEqual([56, 56])
  expect(haveNot).toEqual(expect.arrayContaining(others.slice(55).map((m) => m.id)))
  expect(haveNot.some((id) => have.includes(id))).toBe(false)
  await expect(listConfirmations(testCtx(reader), topic.id, 'have', null)).rejects.toMatchObject({ code: 'not_found' })
})

test('tags and the question are changed by who began the topic; what is 事務局’s stays with it; nobody else finds the page', async () => {
  const { db, author, reader, staff, topic, ids, facts } = await place()
  await tagTopic(testCtx(author), { ...ids(), tags: ['移住', '農業'], asks: true })
  await tagTopic(testCtx(author), { ...ids(), tags: ['農業', '林業'], asks: true })
  expect(await facts()).toMatchObject({ tags: ['農業', '林業'], asks: true })
  expect(Object.fromEntries((await db.tag.findMany({ where: { name: { in: ['移住', '農業', '林業'] } } })).map((t) => [t.name, t.topicCount]))).toEqual({ 移住: 0, 農業: 1, 林業: 1 })
  await expect(tagTopic(testCtx(reader), { ...ids(), tags: [], asks: false })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(pinTopic(testCtx(author), { ...ids(), isPinned: true })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(slowTopic(testCtx(author), { ...ids(), seconds: 60, hours: 1 })).rejects.toMatchObject({ code: 'forbidden' })
  await pinTopic(testCtx(staff), { ...ids(), isPinned: true })
  expect((await facts()).isPinned).toBe(true)
  expect((await manageTopic(testCtx(author), topic.id)).can).toEqual({ moderate: false })
  await expect(manageTopic(testCtx(reader), topic.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('a topic that has rested for two months says so', async () => {
  const { reader, topic } = await place()
  expect((await showTopic(testCtx(reader), topic.id, null)).isStale).toBeUndefined()
  clock.advance(61 * 86_400_000)
  expect((await showTopic(testCtx(reader), topic.id, null)).isStale).toBe(true)
})
