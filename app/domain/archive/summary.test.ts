import { expect, test } from 'vitest'
import { system } from '../../core/actor.ts'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom, makeVotes } from '../../../prisma/factories/live.ts'
import { clock, concurrently, emitted, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { parseQuery } from '../../core/search/query.ts'
import { plainText } from '../../core/richtext/plain-text.ts'
import { boardHandlers } from '../../../workers/boards.ts'
import { liveHandlers } from '../../../workers/live.ts'
import { acceptAnswer, editPost, finishTopic, hidePost, listDrafts, markRead, replyToTopic, saveDraft } from '../boards/index.server.ts'
import { closeRoom, openRoom, readPlayer, searchQuestions, setRecording, startAnswering } from '../live/index.server.ts'
import { answeredInTopic, answerInRoom, answerLeftOver, archiveRoom, followRecord, keptOf, publishSummary, readSummary, reopenInRoom } from './index.server.ts'
import { summaryInput } from './schema.ts'

const db = testDb()

async function closedSeminar() {
  const [host, cohost, desk, asker, other] = await Promise.all([makeMember(db, { displayName: '蔵守 大輔' }), makeMember(db), makeMember(db, { role: 'moderator' }), makeMember(db, { displayName: '名取沢 真由' }), makeMember(db)])
  const event = await makeEvent(db, { hostId: host.id, title: '蓄電池のこれから' })
  await db.eventPerson.create({ data: { eventId: event.id, role: 'cohost', position: 1, memberId: cohost.id } })
  await makeRoom(db, { eventId: event.id, openedAt: clock.now() })
  const at = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000)
  const answered = await makeQuestion(db, { eventId: event.id, authorId: asker.id, text: '費用はいくらですか', status: 'answered_live', answeringAt: at(750) })
  await makeQuestion(db, { eventId: event.id, authorId: asker.id, pseudonym: '青葉', text: '図面はありますか', status: 'answered_text', answer: '資料の3ページです。', answererId: host.id, answerAt: at(0) })
  const left = await makeQuestion(db, { eventId: event.id, authorId: asker.id, text: '雪の多い町ではどうなりますか' })
  await makeVotes(db, left.id, [other.id])
  return { host, cohost, desk, asker, other, event, answered, left }
}
type Seminar = Awaited<ReturnType<typeof closedSeminar>>
async function archived() {
  const it = await closedSeminar()
  await closeRoom(testCtx(it.host), { eventId: it.event.id, commandId: newId() })
  await archiveRoom(testCtx(system), it.event.id)
  return it
}
const send = (input: Record<string, unknown>) => summaryInput.parse({ commandId: newId(), version: 1, ...input })
const first = async ({ event }: Seminar) => db.post.findFirstOrThrow({ where: { no: 1, topic: { archive: { eventId: event.id } } }, select: { id: true, text: true, html: true, version: true, authorId: true } })

test('the editor begins with what happened in the room, without names unless they are asked for, and keeps its form when it is published as it came', async () => {
  const it = await archived()
  const page = await readSummary(testCtx(it.cohost), it.event.id)
  expect(page).toMatchObject({ publishedAt: null, begins: { isPrepared: true }, leftOver: [{ id: it.left.id, votes: 1 }], moreLeft: 0 })
  expect(page.begins.text).toMatch(/0:12:30　費用はいくらですか[\s\S]*図面はありますか[\s\S]*資料の3ページです。[\s\S]*雪の多い町/u)
  expect(page.begins.text).not.toMatch(/名取沢|青葉/u)
  const named = await readSummary(testCtx(it.host), it.event.id, 'names')
  expect(named.begins.text).toMatch(/費用はいくらですか（質問：名取沢 真由さん）[\s\S]*図面はありますか（質問：青葉（ニックネーム））/u)

  const input = send({ text: page.begins.text.replaceAll('\n', '\r\n'), prepared: JSON.stringify(page.begins.doc) })
  expect(await publishSummary(testCtx(it.cohost), it.event.id, input)).toMatchObject({ version: 2 })
  expect(await publishSummary(testCtx(it.cohost), it.event.id, input)).toMatchObject({ version: 2 })
  const post = await first(it)
  expect(post).toMatchObject({ version: 2, authorId: it.host.id, text: page.begins.text })
  expect(post.html).toContain(`/events/${it.event.id}/live?chapter=${it.answered.id}#q-${it.answered.id}`)
  expect(await db.postVersion.count({ where: { postId: post.id } })).toBe(1)
  const again = await readSummary(testCtx(it.desk), it.event.id)
  expect(again).toMatchObject({ publishedAt: clock.now().toISOString(), begins: { isPrepared: false, text: page.begins.text }, post: { version: 2 } })
  expect((await emitted(`topic:${page.post?.topicId ?? ''}`)).at(-1)).toMatchObject({ type: 'post.edited' })
})

test('who does not run the event finds no summary, and nobody does before the room is closed', async () => {
  const it = await closedSeminar()
  await expect(readSummary(testCtx(it.host), it.event.id)).rejects.toMatchObject({ code: 'not_found' })
  // What waits in an open room is answered there.
  await expect(answerLeftOver(testCtx(it.host), it.event.id, { commandId: newId(), questionId: it.left.id, text: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  await closeRoom(testCtx(it.host), { eventId: it.event.id, commandId: newId() })
  await archiveRoom(testCtx(system), it.event.id)
  for (const member of [it.asker, it.other]) {
    await expect(readSummary(testCtx(member), it.event.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(publishSummary(testCtx(member), it.event.id, send({ text: 'x' }))).rejects.toMatchObject({ code: 'not_found' })
    await expect(answerLeftOver(testCtx(member), it.event.id, { commandId: newId(), questionId: it.left.id, text: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  }
  expect((await first(it)).version).toBe(1)
})

test('of two who publish at once one is told, and what was said stays in the history', async () => {
  const it = await archived()
  const [host, cohost] = [testCtx(it.host), testCtx(it.cohost)]
  const done = await Promise.allSettled([publishSummary(host, it.event.id, send({ text: '主催のまとめ' })), publishSummary(cohost, it.event.id, send({ text: '共催のまとめ' }))])
  expect(done.map((d) => d.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'conflict', textKey: 'posts.edit_conflict' } })
  const post = await first(it)
  expect(['主催のまとめ', '共催のまとめ']).toContain(post.text)
  await publishSummary(cohost, it.event.id, send({ text: '二人のまとめ', version: 2 }))
  expect((await first(it)).text).toBe('二人のまとめ')
  expect((await db.postVersion.findMany({ where: { postId: post.id }, orderBy: { version: 'asc' }, select: { doc: true } })).map(({ doc }) => plainText(doc as never)).at(-1)).toBe(post.text)
})

test('a room with more questions than a text can hold begins with as many as it can', async () => {
  const { host, event } = await closedSeminar()
  for (let i = 0; i < 60; i++) await makeQuestion(db, { eventId: event.id, text: '問'.repeat(300), status: 'answered_live', answer: '答'.repeat(2_000), answererId: host.id, answerAt: clock.now(), answeringAt: clock.now() })
  for (let i = 0; i < 40; i++) await makeQuestion(db, { eventId: event.id, text: '残'.repeat(300) })
  await closeRoom(testCtx(host), { eventId: event.id, commandId: newId() })
  await archiveRoom(testCtx(system), event.id)
  const { begins } = await readSummary(testCtx(host), event.id)
  expect(begins.text).toMatch(/ほか42件/u)
  await publishSummary(testCtx(host), event.id, send({ text: begins.text, prepared: JSON.stringify(begins.doc) }))
})

test('a question left over is answered once, in its room and in its topic, and its asker is told', async () => {
  const it = await archived()
  const asked = (ctx: ReturnType<typeof testCtx>, text: string) => answerLeftOver(ctx, it.event.id, { commandId: newId(), questionId: it.left.id, text })
  const elsewhere = await makeEvent(db, { hostId: it.host.id })
  await makeRoom(db, { eventId: elsewhere.id, status: 'closed' })
  await expect(answerLeftOver(testCtx(it.host), elsewhere.id, { commandId: newId(), questionId: it.left.id, text: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  const done = await Promise.allSettled([asked(testCtx(it.host), '雪の下でも動きます。'), asked(testCtx(it.cohost), '動きます。')])
  expect(done.map((d) => d.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'conflict', textKey: 'archive.answered_meanwhile' } })
  const question = await db.question.findUniqueOrThrow({ where: { id: it.left.id }, include: { topic: { include: { topic: { include: { posts: { orderBy: { no: 'asc' } } } } } } } })
  const topic = question.topic?.topic
  expect(question.status).toBe('answered_text')
  expect(topic?.posts.map((p) => p.text)).toEqual([expect.stringContaining('雪の多い町'), question.answer])
  expect(topic).toMatchObject({ assigneeId: null, assignedDue: null, answerId: topic?.posts[1]?.id })
  expect(topic?.posts[1]?.authorId).toBe(question.answererId)
  expect((await jobs()).filter(({ name, payload }) => name === 'question.tell' && (payload as { questionId: string }).questionId === it.left.id)).toHaveLength(1)
  expect((await readSummary(testCtx(it.host), it.event.id)).leftOver).toEqual([])
})

test('who asked hears of the answer once, wherever it is told first, and of later replies with it', async () => {
  for (const order of [['question.tell', 'topic.tell'], ['topic.tell', 'question.tell']] as const) {
    const it = await archived()
    const { topicId } = await db.questionTopic.findUniqueOrThrow({ where: { questionId: it.left.id } })
    const told = () => db.notification.findMany({ where: { memberId: it.asker.id } })
    const tell = { 'question.tell': () => liveHandlers['question.tell'](testCtx(system), { questionId: it.left.id }, {} as never), 'topic.tell': () => boardHandlers['topic.tell'](testCtx(system), { topicId, from: 2, to: 2 }, {} as never) }
    await answerLeftOver(testCtx(it.host), it.event.id, { commandId: newId(), questionId: it.left.id, text: '雪の下でも動きます。' })
    for (const name of [...order, ...order]) await tell[name]()
    expect(await told()).toMatchObject([{ kind: order[0] === 'question.tell' ? 'question_answered' : 'topic_replied', href: `/topics/${topicId}?from=2#post-2`, topicId, who: ['蔵守 大輔'], readAt: null }])
    expect(await db.notification.findMany({ where: { memberId: it.other.id } })).toMatchObject([{ kind: 'topic_replied' }])
    await replyToTopic(testCtx(it.cohost), { commandId: newId(), topicId, text: 'わたしの町でも' })
    await boardHandlers['topic.tell'](testCtx(system), { topicId, from: 3, to: 3 }, {} as never)
    expect(await told()).toMatchObject([{ no: 2, upTo: 3 }])
  }
})

test('a question whose topic was closed is answered in its room all the same, also while another has the room in hand', async () => {
  const it = await archived()
  await db.room.update({ where: { eventId: it.event.id }, data: { leadId: it.host.id } })
  await db.topic.updateMany({ where: { question: { questionId: it.left.id } }, data: { closedAt: clock.now() } })
  const commandId = newId()
  const { failed } = await concurrently(3, () => answerLeftOver(testCtx(it.cohost), it.event.id, { commandId, questionId: it.left.id, text: '動きます。' }))
  expect(failed).toEqual([])
  expect(await db.question.findUniqueOrThrow({ where: { id: it.left.id } })).toMatchObject({ status: 'answered_text', answer: '動きます。' })
})

test('what is being written is kept like other drafts and found again among them', async () => {
  const it = await archived()
  await saveDraft(testCtx(it.cohost), { place: `summary:${it.event.id}`, base: 0, text: '書きかけのまとめ' })
  expect((await listDrafts(testCtx(it.cohost), null)).items).toMatchObject([{ title: '蓄電池のこれから', href: `/events/${it.event.id}/summary`, excerpt: '書きかけのまとめ' }])
})

test('chapters follow the recording: its beginning is moved, and with it every place in it; the player begins where it is told', async () => {
  const it = await archived()
  const set = (who: Seminar['host'], url: string, offset: number) => setRecording(testCtx(who), { eventId: it.event.id, url, offset, commandId: newId() })
  await expect(readPlayer(testCtx(it.other), it.event.id)).rejects.toMatchObject({ code: 'not_found' })
  await set(it.desk, 'https://vimeo.com/76979871', 90)
  expect((await readSummary(testCtx(it.host), it.event.id)).begins.text).toContain('0:14:00　費用はいくらですか')
  expect(await readPlayer(testCtx(it.other), it.event.id, 840)).toMatchObject({ src: expect.stringMatching(/\/76979871\?.*#t=840s$/u) as string })
  // What is found by two characters of it leads there too.
  const hits = async (words: string) => (await searchQuestions(testCtx(it.other), parseQuery(words), { event: it.event.id, authors: null, isAnswered: null, from: null, until: null }, null, 10)).items.map(({ id, second }) => ({ id, second }))
  expect(await hits('費用')).toEqual([{ id: it.answered.id, second: 840 }])
  expect(await hits('雪の')).toEqual([{ id: it.left.id, second: null }])
  for (const at of [Number.NaN, -5, 1.5, 1e9]) expect((await readPlayer(testCtx(it.other), it.event.id, at)).src).not.toContain('#t')
  await expect(set(it.asker, '', 0)).rejects.toMatchObject({ code: 'not_found' })
  await expect(set(it.host, 'https://videos.example.com/1', 0)).rejects.toMatchObject({ code: 'invalid', fields: { url: 'live.stream_unknown' } })
  await expect(db.room.update({ where: { eventId: it.event.id }, data: { recordingOffset: 90_000 } })).rejects.toThrow(/room_recording_offset/u)
  // A stream that plays inside the page is its own recording; a meeting is none.
  await set(it.cohost, '', 0)
  await db.room.update({ where: { eventId: it.event.id }, data: { streamUrl: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ' } })
  expect((await readPlayer(testCtx(it.other), it.event.id, 60)).src).toContain('&start=60')
  await db.room.update({ where: { eventId: it.event.id }, data: { streamUrl: 'https://zoom.us/j/1' } })
  await expect(readPlayer(testCtx(it.other), it.event.id)).rejects.toMatchObject({ code: 'not_found' })
})

/** A question that is left over, its topic, and what workers do of what follows. */
async function leftTopic() {
  const it = await archived()
  const { topicId } = await db.questionTopic.findUniqueOrThrow({ where: { questionId: it.left.id } })
  const here = testCtx(system)
  const work = async () => {
    await answeredInTopic(here, topicId)
    await followRecord(here, it.event.id)
  }
  const topic = () => db.topic.findUniqueOrThrow({ where: { id: topicId }, include: { posts: { orderBy: { no: 'asc' } } } })
  const question = () => db.question.findUniqueOrThrow({ where: { id: it.left.id } })
  const record = async () => (await db.post.findMany({ where: { topic: { archive: { eventId: it.event.id } } }, orderBy: { no: 'asc' } })).map((p) => p.text)
  const write = (text: string, more: { by?: Seminar['host']; commandId?: string } = {}) => answerInRoom(testCtx(more.by ?? it.host), { commandId: more.commandId ?? newId(), questionId: it.left.id, text })
  const mark = (no: number, isAnswer = true) => acceptAnswer(testCtx(it.host), { commandId: newId(), topicId, no, isAnswer })
  const tell = () => liveHandlers['question.tell'](here, { questionId: it.left.id }, {} as never)
  const tellTopic = (from: number, to = from) => boardHandlers['topic.tell'](here, { topicId, from, to }, {} as never)
  const told = (who: Seminar['host']) => db.notification.findMany({ where: { memberId: who.id } })
  return { ...it, here, topicId, work, topic, question, record, write, mark, tell, tellTopic, told }
}

test('an answer in the console of the closed room is the answer of the topic too, once; other words are said there as well; taking it back asks the speaker again', async () => {
  const it = await leftTopic()
  const commandId = newId()
  expect((await concurrently(4, () => it.write('雪の下でも\n動きます。', { commandId }))).failed).toEqual([])
  // The same words are said once, whoever says them.
  await it.write('雪の下でも 動きます。', { by: it.cohost })
  await it.work()
  expect((await it.topic()).posts).toHaveLength(2)
  expect(await it.topic()).toMatchObject({ assigneeId: null, assignedDue: null, answerId: (await it.topic()).posts[1]?.id })
  expect((await it.record()).at(-1)).toMatch(/雪の多い町[\s\S]*動きます。/u)
  for (const tell of [it.tell, () => it.tellTopic(2), it.tell]) await tell()
  expect([await it.told(it.asker), await it.told(it.other)].map((n) => n.length)).toEqual([1, 1])

  await it.write('雪の下で動きます。')
  await it.work()
  expect((await it.topic()).posts.map((p) => p.text)).toEqual([expect.any(String), '雪の下で動きます。'])
  const records = await it.record()
  expect(records.filter((text) => text.includes('雪の下で動きます。'))).toHaveLength(1)
  // Another host's words are theirs: a reply of its own, and the answer.
  await it.write('屋根のある所に置きます。', { by: it.cohost })
  await it.work()
  expect(await it.topic()).toMatchObject({ lastNo: 3, answerId: (await it.topic()).posts[2]?.id })
  expect(await it.record()).toHaveLength(records.length)

  await reopenInRoom(testCtx(it.host), { commandId: newId(), questionId: it.left.id })
  await it.work()
  expect(await it.topic()).toMatchObject({ answerId: null, assigneeId: it.host.id, assignedDue: expect.any(Date) as Date })
  expect((await it.record()).at(-1)).not.toContain('屋根')
})

test('an answer in the topic is the answer of the room and of the record; who asked and read it there hears no more of it', async () => {
  const it = await leftTopic()
  await replyToTopic(testCtx(it.host), { commandId: newId(), topicId: it.topicId, text: '冬でも動きます。' })
  await it.tellTopic(2)
  await it.mark(2)
  expect((await jobs()).filter(({ name, payload }) => name === 'topic.answered' && (payload as { topicId: string }).topicId === it.topicId)).toHaveLength(1)
  expect((await concurrently(4, it.work)).failed).toEqual([])
  expect(await it.question()).toMatchObject({ status: 'answered_text', answer: '冬でも動きます。', answererId: it.host.id })
  expect(await it.topic()).toMatchObject({ assigneeId: null, assignedDue: null })
  expect((await it.record()).filter((text) => text.includes('冬でも動きます。'))).toHaveLength(1)
  await it.tell()
  expect(await it.told(it.asker)).toMatchObject([{ kind: 'topic_replied' }])
  await db.notification.deleteMany({ where: { memberId: it.asker.id } })
  await markRead(testCtx(it.asker), { topicId: it.topicId, from: 1, to: 2 })
  await it.tell()
  expect(await it.told(it.asker)).toEqual([])

  const post = (await it.topic()).posts[1]!
  await editPost(testCtx(it.host), { commandId: newId(), topicId: it.topicId, no: 2, version: post.version, text: '冬も夏も動きます。' })
  await it.work()
  expect(await it.question()).toMatchObject({ answer: '冬も夏も動きます。' })
  // What is hidden in the topic stands nowhere any more.
  await hidePost(testCtx(it.desk), { commandId: newId(), topicId: it.topicId, no: 2, reason: 'x' })
  await it.work()
  expect(await it.question()).toMatchObject({ status: 'deferred', answer: null, answererId: null })
  expect(await it.topic()).toMatchObject({ assigneeId: it.host.id })
  expect((await it.record()).join()).not.toContain('夏も')
  expect(JSON.stringify([await emitted(`event:${it.event.id}:all`), await emitted(`event:${it.event.id}:staff`)])).not.toContain('夏も')
  expect((await readSummary(testCtx(it.host), it.event.id)).leftOver).toMatchObject([{ id: it.left.id }])
})

test('answered in both places at once, the question and its topic say the same; what the speaker writes in the topic answers it, and what they finish there', async () => {
  const it = await leftTopic()
  await replyToTopic(testCtx(it.host), { commandId: newId(), topicId: it.topicId, text: 'はい、動きます。' })
  const done = await Promise.allSettled([it.mark(2), it.write('いいえ。', { by: it.cohost }), it.work(), it.work()])
  expect(done.flatMap((d) => (d.status === 'rejected' ? [d.reason as unknown] : []))).toEqual([])
  await it.work()
  const { answerId, posts, assigneeId } = await it.topic()
  expect(posts.find((p) => p.id === answerId)?.text).toBe((await it.question()).answer)
  expect(assigneeId).toBeNull()

  const told = await leftTopic()
  await replyToTopic(testCtx(told.cohost), { commandId: newId(), topicId: told.topicId, text: '気になります。' })
  await told.tellTopic(2)
  expect(await told.topic()).toMatchObject({ answerId: null, assigneeId: told.host.id })
  await replyToTopic(testCtx(told.host), { commandId: newId(), topicId: told.topicId, text: '大丈夫です。' })
  await told.tellTopic(3)
  await told.work()
  expect(await told.question()).toMatchObject({ status: 'answered_text', answer: '大丈夫です。' })
  expect(await told.topic()).toMatchObject({ assigneeId: null })
  // Not the answer after all: it waits again, and what was told before answers nothing.
  await told.mark(3, false)
  await told.work()
  await told.tellTopic(2)
  expect(await told.question()).toMatchObject({ status: 'deferred', answer: null })

  const other = await leftTopic()
  await replyToTopic(testCtx(other.host), { commandId: newId(), topicId: other.topicId, text: '春に分かります。' })
  await finishTopic(testCtx(other.host), { commandId: newId(), topicId: other.topicId })
  await other.work()
  expect(await other.question()).toMatchObject({ status: 'answered_text', answer: '春に分かります。' })
})

test('a room that was opened again and closed leaves no topic open for what was answered in it; a record changed by hand stays', async () => {
  const it = await leftTopic()
  await it.write('はい。')
  await it.work()
  const later = await db.roomArchive.findUniqueOrThrow({ where: { eventId: it.event.id } })
  await db.post.update({ where: { id: later.laterPostId ?? '' }, data: { version: 7, text: '手で直しました' } })
  await it.write('もちろんです。')
  await it.work()
  expect((await it.record()).at(-1)).toBe('手で直しました')

  const again = await leftTopic()
  for (const act of [openRoom, closeRoom]) {
    if (act === closeRoom) {
      expect(await keptOf(again.here, again.event.id)).toMatchObject({ isClosed: false })
      await startAnswering(testCtx(again.host), { commandId: newId(), questionId: again.left.id })
      await again.work()
    }
    await act(testCtx(again.host), { eventId: again.event.id, commandId: newId() })
  }
  expect(await again.question()).toMatchObject({ status: 'answered_live' })
  expect(await keptOf(again.here, again.event.id)).toMatchObject({ isClosed: true })
  await archiveRoom(again.here, again.event.id)
  expect(await again.topic()).toMatchObject({ assigneeId: null, assignedDue: null })
  expect(await again.question()).toMatchObject({ status: 'answered_live' })
})
