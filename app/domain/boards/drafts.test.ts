import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeBoard, makeTopic } from '../../../prisma/factories/boards.ts'
import type { Member, Topic } from '../../../prisma/generated/client.ts'
import { clock, concurrently, emitted, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { newId } from '../../core/ids.ts'
import { draftAt, dropDraft, listDrafts, saveDraft, showTopic } from './index.server.ts'
import { editPlace, MOST_DRAFTS, newTopicPlace, replyPlace } from './policy.ts'
import { draftPlace } from './schema.ts'

const db = testDb()
let haruka: Member
let mayu: Member
let topic: Topic
beforeEach(async () => {
  await emptyDb()
  haruka = await makeMember(db, { displayName: '浜岸 遥香' })
  mayu = await makeMember(db)
  topic = await makeTopic(db, { boardId: (await makeBoard(db)).id, title: '育児', posts: [{ authorId: haruka.id }] })
})
const save = (text: string, base: number, place = replyPlace(topic.id), who = haruka) => saveDraft(testCtx(who), { place, base, text })

test('a draft is on every device of its writer and nowhere else', async () => {
  expect(await save('書きかけ', 0)).toEqual({ isSaved: true, version: 1 })
  expect(await draftAt(testCtx(haruka), replyPlace(topic.id))).toMatchObject({ text: '書きかけ', version: 1 })
  expect(await draftAt(testCtx(mayu), replyPlace(topic.id))).toBeNull()
  expect([(await showTopic(testCtx(haruka), topic.id, null)).hasDraft, (await showTopic(testCtx(mayu), topic.id, null)).hasDraft]).toEqual([true, undefined])
  await expect(draftAt(testCtx(), replyPlace(topic.id))).rejects.toMatchObject({ code: 'not_found' })
  expect((await listDrafts(testCtx(mayu), null)).items).toEqual([])
})

test('who did not see the newest text overwrites nothing and gets it; the same text again is no change', async () => {
  await save('一台目', 0)
  expect(await save('二台目', 0)).toMatchObject({ isSaved: false, other: { text: '一台目', version: 1 } })
  expect(await save('一台目', 0)).toEqual({ isSaved: true, version: 1 })
  expect(await save('二台目', 1)).toEqual({ isSaved: true, version: 2 })
})

test('of a new topic the fields are kept too, and changing one of them alone is a change', async () => {
  const saveTopic = (title: string, base: number, more: object = {}) => saveDraft(testCtx(haruka), { place: newTopicPlace, base, text: '', title, board: 'hello', tags: '育児', ...more })
  expect(await saveTopic('題', 0)).toEqual({ isSaved: true, version: 1 })
  expect(await saveTopic('題', 0)).toEqual({ isSaved: true, version: 1 })
  expect(await draftAt(testCtx(haruka), newTopicPlace)).toMatchObject({ text: '', fields: { title: '題', board: 'hello', tags: '育児' } })
  expect(await saveTopic('別の題', 0)).toMatchObject({ isSaved: false, other: { fields: { title: '題' } } })
  expect(await saveTopic('別の題', 1)).toEqual({ isSaved: true, version: 2 })
  expect((await listDrafts(testCtx(haruka), null)).items).toMatchObject([{ excerpt: '別の題' }])
  await save('返信', 0)
  expect((await db.draft.findFirstOrThrow({ where: { place: replyPlace(topic.id) } })).fields).toBeNull()
})

test('of several devices at once one is kept, the others are told', async () => {
  const { done, failed } = await concurrently(8, (i) => save(`${i}台目`, 0))
  expect(failed).toEqual([])
  expect(done.filter((answer) => answer.isSaved)).toHaveLength(1)
  expect(await db.draft.count()).toBe(1)
})

test('what was sent is forgotten, what another device wrote since is not', async () => {
  await save('送った文章', 0)
  await save('別の端末のつづき', 1)
  await dropDraft(testCtx(haruka), { place: replyPlace(topic.id), version: 1 })
  expect((await draftAt(testCtx(haruka), replyPlace(topic.id)))?.text).toBe('別の端末のつづき')
  await dropDraft(testCtx(mayu), { place: replyPlace(topic.id), version: 9 })
  expect(await db.draft.count()).toBe(1)
  await dropDraft(testCtx(haruka), { place: replyPlace(topic.id), version: 2 })
  expect(await db.draft.count()).toBe(0)
  // Each change and nothing else is told to the writer's own devices.
  await dropDraft(testCtx(haruka), { place: replyPlace(topic.id), version: 2 })
  expect((await emitted(`user:${haruka.id}`)).map(({ type, payload }) => [type, (payload as { version: number }).version])).toEqual([1, 2, 0].map((version) => ['draft.changed', version]))
  expect(await emitted(`user:${mayu.id}`)).toEqual([])
})

test('a document is checked, its mentions come back with names; a member has so many drafts and no more, also at once', async () => {
  await expect(saveDraft(testCtx(haruka), { place: newTopicPlace, base: 0, doc: '{"type":"doc","content":[{"type":"iframe"}]}' })).rejects.toMatchObject({ code: 'invalid' })
  await saveDraft(testCtx(haruka), { place: newTopicPlace, base: 0, doc: JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: mayu.id, label: 'x' } }] }] }) })
  expect(JSON.stringify(await draftAt(testCtx(haruka), newTopicPlace))).toContain(`"label":"${mayu.displayName}"`)
  await db.draft.createMany({ data: Array.from({ length: MOST_DRAFTS - 3 }, () => ({ memberId: haruka.id, place: replyPlace(newId()), doc: {}, text: 'x', version: 1, updatedAt: clock.now() })) })
  const { done, failed } = await concurrently(6, () => save('x', 0, replyPlace(newId())))
  expect([done.length, failed.length, await db.draft.count()]).toEqual([2, 4, MOST_DRAFTS])
  expect(failed[0]).toMatchObject({ code: 'conflict', textKey: 'editor.draft_too_many' })
})

test('all drafts are listed, the newest first, page by page, and lead to where they belong', async () => {
  for (let i = 0; i < 24; i++) {
    if (i % 3 === 0) clock.advance(1_000)
    await save(`${i}`, 0, replyPlace(newId()))
  }
  clock.advance(1_000)
  await save('返信', 0)
  await save('編集', 0, editPlace(topic.id, 1))
  const first = await listDrafts(testCtx(haruka), null)
  const rest = await listDrafts(testCtx(haruka), first.next)
  expect([first.items.length, rest.items.length, rest.next, new Set([...first.items, ...rest.items].map((d) => d.place)).size]).toEqual([20, 6, null, 26])
  expect(first.items.slice(0, 2).map((d) => [d.excerpt, d.title, d.href])).toEqual([['返信', '育児', `/topics/${topic.id}#reply`], ['編集', '育児', `/topics/${topic.id}/posts/1/edit`]])
  expect(first.items[2]).toMatchObject({ title: null, href: null })
})

test.each(['', 'topic:x', 'topic:', `topic:${newId()}:1`, `edit:${newId()}`, 'new-topic:a', `topic:${newId()}\n`])('%j is no place', (place) => {
  expect(draftPlace.safeParse(place).success).toBe(false)
})
