import { expect, test } from 'vitest'
import { system } from '../../core/actor.ts'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeFile } from '../../../prisma/factories/files.ts'
import { makeQuestion, makeRoom, makeVotes } from '../../../prisma/factories/live.ts'
import { makePoll } from '../../../prisma/factories/polls.ts'
import { clock, concurrently, guard, guardsHold, jobs, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { attendedEvents } from '../events/index.server.ts'
import { closeRoom, erasePresence, notePresence } from '../live/index.server.ts'
import { archiveRoom, attendanceCode, confirmAttendance, keptOf, movedQuestionNotice, settleAttendance } from './index.server.ts'

const db = testDb()
const house = () => testCtx(system)

async function seminar() {
  const host = await makeMember(db, { displayName: '蔵守 大輔' })
  const event = await makeEvent(db, { hostId: host.id, title: '蓄電池のこれから' })
  await makeRoom(db, { eventId: event.id, openedAt: clock.now() })
  return { host, event }
}
const close = (host: Awaited<ReturnType<typeof makeMember>>, eventId: string) => closeRoom(testCtx(host), { eventId, commandId: newId() })
const postsOf = (topicId: string) => db.post.findMany({ where: { topicId }, orderBy: { no: 'asc' }, select: { no: true, text: true, html: true, authorId: true } })

test('a closed room leaves a record and a topic for each question left over, once, however many work it off together', async () => {
  const { host, event } = await seminar()
  const [asker, voter, silent] = [await makeMember(db, { displayName: '名取沢 真由' }), await makeMember(db), await makeMember(db)]
  const answered = await makeQuestion(db, { eventId: event.id, text: '費用はいくらですか', status: 'answered_live', answeringAt: new Date(clock.now().getTime() + 750_000) })
  await makeQuestion(db, { eventId: event.id, text: '図面はありますか', status: 'answered_text', answer: 'あります。\n資料の3ページです。', answererId: host.id, answerAt: clock.now() })
  const left = await makeQuestion(db, { eventId: event.id, authorId: asker.id, text: '雪の多い町ではどうなりますか' })
  const nameless = await makeQuestion(db, { eventId: event.id, text: '名前を出さない質問です', status: 'deferred' })
  await makeQuestion(db, { eventId: event.id, text: '待っていた質問', status: 'pending' })
  await makeQuestion(db, { eventId: event.id, text: '取り上げなかった質問', status: 'dismissed' })
  await makeVotes(db, left.id, [voter.id, silent.id])

  await archiveRoom(house(), event.id)
  expect(await keptOf(house(), event.id)).toBeNull()
  await close(host, event.id)
  expect((await jobs()).map(({ name }) => name)).toContain('room.closed')
  const { failed } = await concurrently(6, () => archiveRoom(house(), event.id))
  expect(failed).toEqual([])

  const kept = await keptOf(house(), event.id)
  const ofQuestions = await db.questionTopic.findMany({ where: { question: { eventId: event.id } }, select: { questionId: true, topicId: true } })
  const ofLeft = ofQuestions.find(({ questionId }) => questionId === left.id)?.topicId ?? ''
  expect(ofQuestions.map(({ questionId }) => questionId).toSorted()).toEqual([left.id, nameless.id].toSorted())
  expect(await db.board.count({ where: { keepsEvents: true } })).toBe(1)
  const board = await db.board.findFirstOrThrow({ where: { keepsEvents: true }, select: { topicCount: true, topics: { select: { id: true } } } })
  expect([board.topicCount, board.topics.length]).toEqual([3, 3])

  const record = await postsOf(kept?.topicId ?? '')
  expect(record.map(({ authorId }) => authorId)).toEqual([host.id, host.id])
  expect(record[0]?.text).toContain('雪の多い町ではどうなりますか')
  expect(record[0]?.html).toContain(`/topics/${ofLeft}`)
  expect(record[1]?.text).toMatch(/0:12:30.*費用はいくらですか[\s\S]*図面はありますか[\s\S]*資料の3ページです。/u)
  for (const { text } of record) expect(text).not.toMatch(/名取沢|待っていた質問|取り上げなかった質問/u)

  const topic = await db.topic.findUniqueOrThrow({ where: { id: ofLeft }, select: { asks: true, assigneeId: true, assignedDue: true, title: true, authorId: true } })
  expect(topic).toMatchObject({ asks: true, assigneeId: host.id, authorId: host.id, title: '雪の多い町ではどうなりますか' })
  expect(topic.assignedDue?.getTime()).toBeGreaterThan(clock.now().getTime() + 9 * 86_400_000)
  expect((await postsOf(ofLeft))[0]?.text).not.toContain('名取沢')
  const watching = await db.attention.findMany({ where: { kind: 'topic', targetId: ofLeft, level: 'watching' }, select: { memberId: true } })
  expect(watching.map(({ memberId }) => memberId).toSorted()).toEqual([asker.id, voter.id, silent.id].toSorted())
  expect((await db.question.findUniqueOrThrow({ where: { id: answered.id } })).status).toBe('answered_live')
  expect((await jobs()).filter(({ name }) => name === 'question.moved')).toMatchObject([{ payload: { questionId: left.id } }])
  expect(await movedQuestionNotice(house(), left.id)).toMatchObject({ memberId: asker.id, href: `/topics/${ofLeft}` })
  expect(await movedQuestionNotice(house(), nameless.id)).toBeNull()
})

test('each guard of what a room leaves holds alone: without it the statement goes through', async () => {
  const { host, event } = await seminar()
  const [question, other] = [await makeQuestion(db, { eventId: event.id }), await makeQuestion(db, { eventId: event.id })]
  await close(host, event.id)
  await archiveRoom(house(), event.id)
  const elsewhere = await seminar()
  const kept = (await keptOf(house(), event.id))?.topicId ?? ''
  const of = (id: string) => `(select topic_id from question_topic where question_id = '${id}')`
  await guardsHold([
    guard('constraint', 'room_archive', 'room_archive_pkey', [`insert into room_archive (event_id, topic_id, made_at) select '${event.id}', ${of(question.id)}, now()`]),
    guard('index', '', 'room_archive_topic_id_key', [`insert into room_archive (event_id, topic_id, made_at) values ('${elsewhere.event.id}', '${kept}', now())`]),
    guard('constraint', 'question_topic', 'question_topic_pkey', [`insert into question_topic (question_id, topic_id) values ('${question.id}', '${kept}')`]),
    guard('index', '', 'question_topic_topic_id_key', [`update question_topic set topic_id = ${of(question.id)} where question_id = '${other.id}'`]),
    guard('index', '', 'board_keeps_events_key', [`update board set keeps_events = true where id = (select id from board where not keeps_events limit 1)`], { before: `insert into board (id, slug, name, description, position) select gen_random_uuid(), 'another', 'x', 'x', 99` }),
    guard('constraint', 'room', 'room_recording_offset', [`update room set recording_offset = 86401 where event_id = '${event.id}'`, `update room set recording_offset = -86401 where event_id = '${event.id}'`]),
    guard('constraint', 'event', 'event_survey_https', [`update event set survey_attended_url = 'http://forms.example.com' where id = '${event.id}'`, `update event set survey_absent_url = 'javascript:alert(1)' where id = '${event.id}'`]),
  ])
})

test('the record leads to the materials, and to none of those that are for who took part alone', async () => {
  for (const materialsForGoing of [false, true]) {
    const { host, event } = await seminar()
    await db.event.update({ where: { id: event.id }, data: { materialsForGoing } })
    const file = await makeFile(db, { ownerId: host.id, subject: 'material', subjectId: event.id, name: '図面.pdf', mediaType: 'application/pdf' })
    await close(host, event.id)
    await archiveRoom(house(), event.id)
    const [first] = await postsOf((await keptOf(house(), event.id))?.topicId ?? '')
    expect([first?.text.includes('図面.pdf'), first?.html.includes(`/files/${file.id}`), first?.html.includes(`/events/${event.id}`)]).toEqual([!materialsForGoing, !materialsForGoing, true])
  }
})

test('who muted the board of records hears nothing of a question they wanted answered', async () => {
  const first = await seminar()
  await close(first.host, first.event.id)
  await archiveRoom(house(), first.event.id)
  const { host, event } = await seminar()
  const voter = await makeMember(db)
  const board = await db.board.findFirstOrThrow({ where: { keepsEvents: true } })
  await db.attention.create({ data: { memberId: voter.id, kind: 'board', targetId: board.id, level: 'muted', at: clock.now() } })
  const question = await makeQuestion(db, { eventId: event.id })
  await makeVotes(db, question.id, [voter.id])
  await close(host, event.id)
  await archiveRoom(house(), event.id)
  expect(await db.attention.count({ where: { memberId: voter.id, kind: 'topic' } })).toBe(0)
})

test('time in the room counts once for any number of lines, absences do not, and half of it is having taken part', async () => {
  const { host, event } = await seminar()
  const [stayed, left, away] = await Promise.all([0, 1, 2].map(() => makeMember(db)))
  for (const member of [stayed!, left!, away!]) await db.registration.create({ data: { eventId: event.id, memberId: member.id, status: 'going', seat: 'online', createdAt: clock.now(), changedAt: clock.now() } })
  for (let i = 0; i <= 40; i++) {
    // Two processes note the same people a moment apart.
    const here = i === 0 || i === 40 ? [stayed!.id, left!.id] : [stayed!.id]
    await notePresence(house(), event.id, here)
    await notePresence(house(), event.id, here)
    clock.advance(15_000)
  }
  const seconds = async (memberId: string) => (await db.presence.findUnique({ where: { eventId_memberId: { eventId: event.id, memberId } } }))?.seconds
  expect([await seconds(stayed!.id), await seconds(left!.id), await seconds(away!.id)]).toEqual([600, 0, undefined])
  await close(host, event.id)
  await archiveRoom(house(), event.id)
  await notePresence(house(), event.id, [away!.id])
  expect(await seconds(away!.id)).toBeUndefined()
  const status = async (memberId: string) => (await db.registration.findUnique({ where: { eventId_memberId: { eventId: event.id, memberId } } }))?.status
  expect([await status(stayed!.id), await status(left!.id), await status(away!.id)]).toEqual(['attended', 'going', 'going'])

  const code = await attendanceCode(testCtx(host), event.id)
  await expect(attendanceCode(testCtx(left!), event.id)).rejects.toMatchObject({ code: 'not_found' })
  const wrong = code === '000000' ? '000001' : '000000'
  await expect(confirmAttendance(testCtx(left!), event.id, { commandId: newId(), code: wrong })).rejects.toMatchObject({ code: 'invalid' })
  await confirmAttendance(testCtx(left!), event.id, { commandId: newId(), code })
  expect(await status(left!.id)).toBe('attended')
  clock.advance(25 * 3_600_000)
  await expect(confirmAttendance(testCtx(away!), event.id, { commandId: newId(), code })).rejects.toMatchObject({ code: 'conflict' })
})

test('nobody is noted while the room is open, what a host has marked stays, and before the room opens there is no code to enter', async () => {
  const { host, event } = await seminar()
  const [here, marked] = [await makeMember(db), await makeMember(db)]
  for (const { id: memberId } of [here, marked]) {
    await db.registration.create({ data: { eventId: event.id, memberId, status: memberId === marked.id ? 'absent' : 'going', seat: 'online', createdAt: clock.now(), changedAt: clock.now() } })
    await db.presence.create({ data: { eventId: event.id, memberId, seconds: 7_200, firstAt: clock.now(), lastAt: clock.now() } })
  }
  const statuses = async () => (await Promise.all([here, marked].map(({ id }) => db.registration.findUniqueOrThrow({ where: { eventId_memberId: { eventId: event.id, memberId: id } } })))).map(({ status }) => status)
  await settleAttendance(house(), event.id)
  expect(await statuses()).toEqual(['going', 'absent'])
  await close(host, event.id)
  await settleAttendance(house(), event.id)
  expect(await statuses()).toEqual(['attended', 'absent'])
  const next = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: next.id, status: 'waiting' })
  await expect(confirmAttendance(testCtx(here), next.id, { commandId: newId(), code: await attendanceCode(testCtx(host), next.id) })).rejects.toMatchObject({ code: 'conflict', textKey: 'archive.no_code_now' })
})

test('a code cannot be guessed: the eleventh try in an hour is refused, also with the right number', async () => {
  const { host, event } = await seminar()
  const member = await makeMember(db)
  const code = await attendanceCode(testCtx(host), event.id)
  for (let i = 0; i < 10; i++) await confirmAttendance(testCtx(member), event.id, { commandId: newId(), code: code === '123456' ? '654321' : '123456' }).catch(() => undefined)
  await expect(confirmAttendance(testCtx(member), event.id, { commandId: newId(), code })).rejects.toMatchObject({ code: 'too_many' })
})

test('a code and the time in a room speak for that event and that member alone, and change no registration that was given back', async () => {
  const { host, event } = await seminar()
  const [came, gaveBack, other] = [await makeMember(db), await makeMember(db), await makeMember(db)]
  const second = await makeEvent(db, { hostId: host.id })
  const join = (eventId: string, memberId: string, status: 'going' | 'cancelled' = 'going') => db.registration.create({ data: { eventId, memberId, status, seat: 'online', createdAt: clock.now(), changedAt: clock.now() } })
  for (const { id } of [came, other]) for (const one of [event, second]) await join(one.id, id)
  await join(event.id, gaveBack.id, 'cancelled')
  await notePresence(house(), event.id, [other.id])
  await db.presence.update({ where: { eventId_memberId: { eventId: event.id, memberId: other.id } }, data: { seconds: 7_200 } })
  const code = await attendanceCode(testCtx(host), event.id)
  await close(host, event.id)
  for (const who of [came, gaveBack]) await confirmAttendance(testCtx(who), event.id, { commandId: newId(), code })
  const status = async (eventId: string, { id: memberId }: { id: string }) => (await db.registration.findUniqueOrThrow({ where: { eventId_memberId: { eventId, memberId } } })).status
  expect([await status(event.id, came), await status(event.id, gaveBack), await status(event.id, other), await status(second.id, came)]).toEqual(['attended', 'cancelled', 'going', 'going'])
  await settleAttendance(house(), event.id)
  expect([await status(event.id, other), await status(second.id, other)]).toEqual(['attended', 'going'])
  await expect(confirmAttendance(testCtx(await makeMember(db, { status: 'applicant' })), event.id, { commandId: newId(), code })).rejects.toMatchObject({ code: 'not_found' })
  const draft = await makeEvent(db, { hostId: host.id, status: 'draft' })
  await makeRoom(db, { eventId: draft.id })
  await expect(confirmAttendance(testCtx(came), draft.id, { commandId: newId(), code: await attendanceCode(testCtx(host), draft.id) })).rejects.toMatchObject({ code: 'not_found' })
})

test('what polls came to stays in the record: both rounds, no draft, nothing hidden', async () => {
  const { host, event } = await seminar()
  const poll = { subject: 'event', subjectId: event.id } as const
  const [a, b] = [await makeMember(db), await makeMember(db)]
  const first = await makePoll(db, { ...poll, question: 'できそうですか', choices: ['はい', 'いいえ'], closedAt: clock.now(), votes: [{ memberId: a.id, picks: [2] }, { memberId: b.id, picks: [1] }] })
  await makePoll(db, { ...poll, question: 'できそうですか', choices: ['はい', 'いいえ'], firstId: first.id, shows: 'closed', createdAt: new Date(clock.now().getTime() + 1), votes: [{ memberId: a.id, picks: [1] }] })
  await makePoll(db, { ...poll, question: 'ひとことで', kind: 'cloud', choices: [], hiddenWords: ['隠坂'], votes: [{ memberId: a.id, picks: [], text: '太陽光、隠坂', words: ['太陽光'] }] })
  await makePoll(db, { ...poll, question: '下書きの投票', openedAt: null })
  await close(host, event.id)
  await archiveRoom(house(), event.id)
  const text = (await postsOf((await keptOf(house(), event.id))?.topicId ?? '')).at(-1)?.text ?? ''
  expect(text).toMatch(/できそうですか[\s\S]*はい.*1票・50％[\s\S]*2回目[\s\S]*はい.*1票・100％（1回目 50％）/u)
  expect(text).toContain('太陽光')
  expect(text).not.toMatch(/隠坂|下書きの投票/u)
})

test('how long somebody was in a room is forgotten 30 days after the end, and not that they took part: that stands in their own list alone', async () => {
  const { host, event } = await seminar()
  const [came, other] = [await makeMember(db), await makeMember(db)]
  await db.registration.create({ data: { eventId: event.id, memberId: came.id, status: 'going', seat: 'online', createdAt: clock.now(), changedAt: clock.now() } })
  await db.presence.create({ data: { eventId: event.id, memberId: came.id, seconds: 3_600, firstAt: clock.now(), lastAt: clock.now() } })
  await close(host, event.id)
  await archiveRoom(house(), event.id)
  const { endsAt } = await db.event.findUniqueOrThrow({ where: { id: event.id } })
  const kept = () => db.presence.count({ where: { eventId: event.id } })
  clock.set(new Date(endsAt.getTime() + 30 * 86_400_000 - 1))
  await erasePresence(house())
  expect(await kept()).toBe(1)
  clock.advance(1)
  await concurrently(3, () => erasePresence(house()))
  expect(await kept()).toBe(0)
  const [mine] = (await attendedEvents(testCtx(came), null)).items
  expect(mine).toMatchObject({ id: event.id, title: '蓄電池のこれから', topicId: (await keptOf(house(), event.id))?.topicId })
  for (const member of [other, host]) expect((await attendedEvents(testCtx(member), null)).items).toEqual([])
})

test('the list of what one attended pages by key, the latest first', async () => {
  const member = await makeMember(db)
  for (let i = 0; i < 23; i++) {
    const event = await makeEvent(db, { title: `会${i}`, startsAt: new Date(clock.now().getTime() - i * 86_400_000) })
    await db.registration.create({ data: { eventId: event.id, memberId: member.id, status: i === 3 ? 'absent' : 'attended', seat: 'online', createdAt: clock.now(), changedAt: clock.now() } })
  }
  const first = await attendedEvents(testCtx(member), null)
  const rest = await attendedEvents(testCtx(member), first.next)
  expect([...first.items, ...rest.items].map(({ title }) => title)).toEqual(Array.from({ length: 23 }, (_, i) => `会${i}`).filter((_, i) => i !== 3))
  expect([first.items.length, rest.next]).toEqual([20, null])
})
