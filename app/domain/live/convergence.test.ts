import { expect, test } from 'vitest'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeCustodians } from '../../../prisma/factories/custody.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { makePoll } from '../../../prisma/factories/polls.ts'
import { clock, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { follow } from '../../../server/tests/live/follower.ts'
import type { Ctx } from '../../core/ctx.ts'
import { ANSWERS_SHOWN } from '../polls/fold.ts'
import { askerEvents, roomEvents, staffEvents } from './events.ts'
import type { QuestionStatus } from './policy.ts'
import {
  allowAsking, answerInWriting, appealQuestion, approveQuestion, askAnonymously, askQuestion, changeOwnQuestion, closeRoom, countVotes, deferQuestion, dismissQuestion, dropLabel, editQuestion, eventRoom, eventStaffRoom, handOver, labelQuestion, makeLabel,
  markAnswered, mergeQuestions, openRoom, readStageMessage, reopenQuestion, sayToStage, setRecording, setStream, showOnStage, startAnswering, switchAsking, switchModeration, unmergeQuestion, voteForQuestion, withdrawOwnQuestion, answerPoll, tellCustodians, countRoomPolls, draftPoll, dropPoll, endPoll, hideInRoomPoll, showPoll, startPoll, startSecondRound,
} from './index.server.ts'

const db = testDb()
const commandId = () => newId()

async function room(over: Parameters<typeof makeRoom>[1] | object = {}) {
  const [host, author, other, office] = [await makeMember(db), await makeMember(db), await makeMember(db), await makeMember(db, { role: 'moderator' })]
  if ((await db.custodianKey.count({ where: { endedAt: null } })) === 0) await makeCustodians(db)
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id, ...over })
  const asked = (status: QuestionStatus, more: object = {}) => makeQuestion(db, { eventId: event.id, authorId: author.id, status, ...more })
  return { eventId: event.id, host: testCtx(host), author: testCtx(author), other: testCtx(other), office: testCtx(office), asked }
}
type Room = Awaited<ReturnType<typeof room>>
type Case = { over?: object; before?: (r: Room) => Promise<{ id: string; intoId?: string }>; act: (r: Room, questionId: string, intoId: string) => Promise<unknown>; all: string[]; staff: string[] }

const on = (questionId: string) => ({ commandId: commandId(), questionId })
/** A shown question that another one was merged into, each wanted by one. */
async function merged(r: Room, status: 'pending' | 'approved' = 'approved') {
  const [into, question] = [await r.asked('approved'), await r.asked(status)]
  await voteForQuestion(r.other, { ...on(into.id), isOn: true })
  if (status === 'approved') await voteForQuestion(r.author, { ...on(question.id), isOn: true })
  await mergeQuestions(r.host, { ...on(question.id), intoId: into.id })
  await countVotes(r.host)
  return { id: question.id, intoId: into.id }
}
const label = async (r: Room, isPublic: boolean) => (await makeLabel(r.host, { commandId: commandId(), eventId: r.eventId, name: isPublic ? '費用' : 'あとで', isPublic })).labelId
async function labelled(r: Room, isPublic: boolean) {
  const question = await r.asked('approved')
  const labelId = await label(r, isPublic)
  await labelQuestion(r.host, { ...on(question.id), labelId, isOn: true })
  return question
}
const labelOf = async (r: Room) => (await db.questionLabel.findFirstOrThrow({ where: { eventId: r.eventId } })).id
type Over = Partial<Parameters<typeof makePoll>[1]>
/** A poll of the room, with what attendees answered and nobody told yet. */
async function poll(r: Room, over: Over = {}, answers: { picks?: number[]; text?: string }[] = []) {
  const made = await makePoll(db, { ...(over.kind === 'text' || over.kind === 'cloud' ? { choices: [], most: over.kind === 'cloud' ? 3 : 1 } : {}), ...over, subject: 'event', subjectId: r.eventId })
  for (const [i, { picks = [], text = '' }] of answers.entries()) await answerPoll([r.author, r.other][i] ?? testCtx(await makeMember(db)), { pollId: made.id, picks, text })
  return made
}
const ended = { closedAt: new Date('2025-11-20T01:30:00Z') }
const inPoll = (pollId: string) => ({ commandId: commandId(), pollId })
const counting = (over: Over, answers: { picks?: number[]; text?: string }[]): Case => ({ before: (r) => poll(r, over, answers), act: (r) => countRoomPolls(r.host), all: ['polls.counted'], staff: ['polls.counted'] })
const asks = { pollQuestion: '最初に取り組むなら', pollChoices: '太陽光\n省エネ' }
const written = { answer: 'はい、あります。', answerAt: new Date('2025-11-20T01:10:00Z') }
const cases: Record<string, Case> = {
  'asked where the host checks first': { act: (r) => askQuestion(r.author, { commandId: commandId(), eventId: r.eventId, text: '水力は' }), all: [], staff: ['question.submitted'] },
  'asked where everything is shown': { over: { isModerated: false }, act: (r) => askQuestion(r.author, { commandId: commandId(), eventId: r.eventId, text: '水力は' }), all: ['question.published'], staff: ['question.published'] },
  'asked in words that wait for a host': { over: { isModerated: false }, act: (r) => askQuestion(r.author, { commandId: commandId(), eventId: r.eventId, text: 'バカ野郎' }), all: [], staff: ['question.submitted'] },
  'asked in such words without a name': { over: { isModerated: false, allowsAnonymous: true }, act: (r) => askAnonymously(r.author, { capability: 'e'.repeat(43), eventId: r.eventId, text: 'バカ野郎' }), all: [], staff: ['question.submitted'] },
  'changed to such words': { over: { isModerated: false }, before: (r) => r.asked('approved'), act: (r, id) => changeOwnQuestion(r.author, { ...on(id), text: 'バカ野郎' }), all: ['question.withdrawn'], staff: ['question.changed'] },
  'shown by the host': { before: (r) => r.asked('pending'), act: (r, id) => approveQuestion(r.host, on(id)), all: ['question.published'], staff: ['question.changed'] },
  'shown after all': { before: (r) => r.asked('dismissed'), act: (r, id) => approveQuestion(r.host, on(id)), all: ['question.published'], staff: ['question.changed'] },
  'left out before anybody saw it': { before: (r) => r.asked('pending'), act: (r, id) => dismissQuestion(r.host, { ...on(id), reason: 'time' }), all: [], staff: ['question.dismissed'] },
  'left out with a word to its author': { before: (r) => r.asked('pending', { reason: 'time', dismissNote: '時間がありません', appeal: '続きです' }), act: (r, id) => dismissQuestion(r.host, { ...on(id), reason: 'private', note: '個別にお答えします' }), all: [], staff: ['question.dismissed'] },
  'left out without one, the second time': { before: (r) => r.asked('pending', { reason: 'time', dismissNote: '時間がありません', appeal: '続きです' }), act: (r, id) => dismissQuestion(r.host, { ...on(id), reason: 'time' }), all: [], staff: ['question.dismissed'] },
  'to be looked at once more': { before: (r) => r.asked('dismissed'), act: (r, id) => appealQuestion(r.author, { ...on(id), text: '今日のテーマです' }), all: [], staff: ['question.changed'] },
  'shown when it was looked at once more': { before: (r) => r.asked('pending', { reason: 'private', dismissNote: '個別に', appeal: '続きです' }), act: (r, id) => approveQuestion(r.host, on(id)), all: ['question.published'], staff: ['question.changed'] },
  'taken away again': { before: (r) => r.asked('approved'), act: (r, id) => dismissQuestion(r.host, { ...on(id), reason: 'personal' }), all: ['question.withdrawn'], staff: ['question.dismissed'] },
  'answering, the first': { before: (r) => r.asked('approved'), act: (r, id) => startAnswering(r.host, on(id)), all: ['question.answering'], staff: ['question.answering'] },
  'answering, the next': { before: async (r) => { await r.asked('answering'); return r.asked('approved') }, act: (r, id) => startAnswering(r.host, on(id)), all: ['question.answered', 'question.answering'], staff: ['question.answered', 'question.answering'] },
  'answered': { before: (r) => r.asked('answering'), act: (r, id) => markAnswered(r.host, on(id)), all: ['question.answered'], staff: ['question.answered'] },
  'put back while answering': { before: (r) => r.asked('answering'), act: (r, id) => reopenQuestion(r.host, on(id)), all: ['question.changed'], staff: ['question.changed'] },
  'put back after the answer': { before: (r) => r.asked('answered_live'), act: (r, id) => reopenQuestion(r.host, on(id)), all: ['question.changed'], staff: ['question.changed'] },
  'put back after an answer in writing, whose words hosts keep': { before: (r) => r.asked('answered_text', written), act: (r, id) => reopenQuestion(r.host, on(id)), all: ['question.changed'], staff: ['question.changed'] },
  'answered aloud with words beside it': { before: (r) => r.asked('answering', written), act: (r, id) => markAnswered(r.host, on(id)), all: ['question.changed'], staff: ['question.changed'] },
  'answered in writing': { before: (r) => r.asked('approved'), act: (r, id) => answerInWriting(r.host, { ...on(id), text: 'あります。' }), all: ['question.changed'], staff: ['question.changed'] },
  'answered in other words': { before: (r) => r.asked('answered_text', written), act: (r, id) => answerInWriting(r.host, { ...on(id), text: 'あります。' }), all: ['question.changed'], staff: ['question.changed'] },
  'put off': { before: (r) => r.asked('answering'), act: (r, id) => deferQuestion(r.host, on(id)), all: ['question.changed'], staff: ['question.changed'] },
  'words changed by a host before anybody saw them': { before: (r) => r.asked('pending'), act: (r, id) => editQuestion(r.host, { ...on(id), text: '直した言葉' }), all: [], staff: ['question.changed'] },
  'words changed by a host': { before: (r) => r.asked('approved'), act: (r, id) => editQuestion(r.host, { ...on(id), text: '直した言葉' }), all: ['question.changed'], staff: ['question.changed'] },
  'changed by its author, to be checked again': { before: (r) => r.asked('approved'), act: (r, id) => changeOwnQuestion(r.author, { ...on(id), text: '書き直しました' }), all: ['question.withdrawn'], staff: ['question.changed'] },
  'changed by its author where everything is shown': { over: { isModerated: false }, before: (r) => r.asked('approved'), act: (r, id) => changeOwnQuestion(r.author, { ...on(id), text: '書き直しました' }), all: ['question.changed'], staff: ['question.changed'] },
  'taken back by its author': { before: (r) => r.asked('approved'), act: (r, id) => withdrawOwnQuestion(r.author, on(id)), all: ['question.withdrawn'], staff: ['question.changed'] },
  'taken back by its author, with another one in it': { before: async (r) => ({ id: (await merged(r)).intoId }), act: (r, id) => withdrawOwnQuestion(r.author, on(id)), all: ['question.published', 'question.withdrawn'], staff: ['question.changed', 'question.changed'] },
  'taken back after it was merged': { before: (r) => merged(r), act: (r, id) => withdrawOwnQuestion(r.author, on(id)), all: ['question.changed'], staff: ['question.changed', 'question.changed'] },
  'merged while it waits': { before: async (r) => ({ id: (await r.asked('pending')).id, intoId: (await r.asked('answering')).id }), act: (r, id, intoId) => mergeQuestions(r.host, { ...on(id), intoId }), all: ['question.changed'], staff: ['question.changed', 'question.changed'] },
  'merged with what is in it': { before: async (r) => ({ id: (await merged(r)).intoId, intoId: (await r.asked('answered_live')).id }), act: (r, id, intoId) => mergeQuestions(r.host, { ...on(id), intoId }), all: ['question.withdrawn', 'question.changed'], staff: ['question.changed', 'question.changed', 'question.changed'] },
  'parted again': { before: (r) => merged(r), act: (r, id) => unmergeQuestion(r.host, on(id)), all: ['question.published', 'question.changed'], staff: ['question.changed', 'question.changed'] },
  'parted again, to be checked': { before: (r) => merged(r, 'pending'), act: (r, id) => unmergeQuestion(r.host, on(id)), all: ['question.changed'], staff: ['question.changed', 'question.changed'] },
  'asked under another name': { over: { isModerated: false, allowsPseudonym: true }, act: (r) => askQuestion(r.author, { commandId: commandId(), eventId: r.eventId, text: '水力は', as: 'pseudonym', pseudonym: 'カワセミ' }), all: ['question.published'], staff: ['question.published'] },
  'asked without a name': { over: { isModerated: false, allowsAnonymous: true }, act: (r) => askAnonymously(r.author, { capability: 'c'.repeat(43), eventId: r.eventId, text: '水力は' }), all: ['question.published'], staff: ['question.published'] },
  'asked without a name where the host checks first': { over: { allowsAnonymous: true }, act: (r) => askAnonymously(r.author, { capability: 'd'.repeat(43), eventId: r.eventId, text: '水力は' }), all: [], staff: ['question.submitted'] },
  'another way to ask': { act: (r) => allowAsking(r.host, { commandId: commandId(), eventId: r.eventId, mode: 'anonymous', isOn: true }), all: ['modes.switched'], staff: ['modes.switched'] },
  'nobody is there to seal names for': { over: { allowsAnonymous: true }, act: async (r) => { await db.custodianKey.updateMany({ where: { endedAt: null }, data: { endedAt: clock.now(), locked: null } }); await tellCustodians(r.host) }, all: ['custodians.changed'], staff: ['custodians.changed'] },
  'something else on the projector': { act: (r) => showOnStage(r.host, { commandId: commandId(), eventId: r.eventId, view: 'join' }), all: ['stage.shown'], staff: ['stage.shown'] },
  'a poll chosen for the projector': { before: async (r) => { const made = await poll(r); await poll(r); return made }, act: (r, id) => showOnStage(r.host, { commandId: commandId(), eventId: r.eventId, view: 'question', pollId: id }), all: ['stage.shown'], staff: ['stage.shown'] },
  'picture and sound': { act: (r) => setStream(r.host, { commandId: commandId(), eventId: r.eventId, url: 'https://youtu.be/aqz-KE-bpKQ' }), all: ['stream.changed', 'recording.changed'], staff: ['stream.changed', 'recording.changed'] },
  'a recording': { act: (r) => setRecording(r.office, { commandId: commandId(), eventId: r.eventId, url: 'https://us02web.zoom.us/rec/share/x', offset: -45 }), all: ['recording.changed'], staff: ['recording.changed'] },
  'a label for all': { act: (r) => label(r, true), all: ['labels.changed'], staff: ['labels.changed'] },
  'a label for hosts': { act: (r) => label(r, false), all: [], staff: ['labels.changed'] },
  'labelled for all': { before: async (r) => { await label(r, true); return r.asked('approved') }, act: async (r, id) => labelQuestion(r.host, { ...on(id), labelId: await labelOf(r), isOn: true }), all: ['question.changed'], staff: ['question.changed'] },
  'labelled for hosts': { before: async (r) => { await label(r, false); return r.asked('approved') }, act: async (r, id) => labelQuestion(r.host, { ...on(id), labelId: await labelOf(r), isOn: true }), all: [], staff: ['question.changed'] },
  'a label is taken away': { before: (r) => labelled(r, true), act: async (r) => dropLabel(r.host, { commandId: commandId(), eventId: r.eventId, labelId: await labelOf(r) }), all: ['labels.changed'], staff: ['labels.changed'] },
  'said to the stage, and read': {
    act: async (r) => {
      await sayToStage(r.office, { commandId: commandId(), eventId: r.eventId, text: 'あと10分です' })
      await readStageMessage(r.host, { commandId: commandId(), messageId: (await db.stageMessage.findFirstOrThrow({ where: { eventId: r.eventId } })).id })
    },
    all: [], staff: ['stage.said', 'stage.read'],
  },
  'handed over': { act: (r) => handOver(r.host, { commandId: commandId(), eventId: r.eventId, memberId: (r.office.actor as { id: string }).id }), all: [], staff: ['lead.changed'] },
  'votes counted': {
    before: (r) => r.asked('approved'),
    act: async (r, id) => { await voteForQuestion(r.other, { ...on(id), isOn: true }); await voteForQuestion(r.author, { ...on(id), isOn: true }); await countVotes(r.host) },
    all: ['votes.counted'], staff: ['votes.counted'],
  },
  'a poll drafted': { act: (r) => draftPoll(r.host, { commandId: commandId(), eventId: r.eventId, ...asks }), all: [], staff: ['poll.changed'] },
  'a draft changed': { before: (r) => poll(r, { openedAt: null }), act: (r, id) => draftPoll(r.host, { commandId: commandId(), eventId: r.eventId, pollId: id, ...asks }), all: [], staff: ['poll.dropped', 'poll.changed'] },
  'a draft thrown away': { before: (r) => poll(r, { openedAt: null }), act: (r, id) => dropPoll(r.host, inPoll(id)), all: [], staff: ['poll.dropped'] },
  'a poll started, beside one that waits': { before: async (r) => { await poll(r, { openedAt: null }); return poll(r, { openedAt: null }) }, act: (r, id) => startPoll(r.host, inPoll(id)), all: ['poll.changed'], staff: ['poll.changed'] },
  'choices counted': counting({}, [{ picks: [1] }, { picks: [3] }]),
  'choices counted that show later': counting({ shows: 'closed' }, [{ picks: [1] }, { picks: [3] }]),
  'a ranking counted': counting({ kind: 'ranking', most: 3 }, [{ picks: [2, 1, 3] }, { picks: [3] }]),
  'words counted': counting({ kind: 'cloud' }, [{ text: '太陽光と蓄電池' }, { text: '蓄電池、ＡＩ' }, { text: 'ai' }]),
  'answers counted, more than are shown': counting({ kind: 'text' }, Array.from({ length: ANSWERS_SHOWN + 2 }, (_, i) => ({ text: `答え${i}` }))),
  'an answer changed after it was told': {
    before: async (r) => { const made = await poll(r, { kind: 'text' }, [{ text: '一' }, { text: '二' }]); await countRoomPolls(r.host); return made },
    act: async (r, id) => { await answerPoll(r.author, { pollId: id, picks: [], text: '直しました' }); clock.advance(1000); await countRoomPolls(r.host) },
    all: ['polls.counted'], staff: ['polls.counted'],
  },
  'answers that show later': counting({ kind: 'text', shows: 'closed' }, [{ text: '一' }]),
  'results shown': { before: (r) => poll(r, { kind: 'cloud', shows: 'closed' }, [{ text: '太陽光' }]), act: (r, id) => showPoll(r.host, { ...inPoll(id), isOn: true }), all: ['poll.changed'], staff: ['poll.changed'] },
  'results kept': { before: (r) => poll(r, {}, [{ picks: [1] }]), act: (r, id) => showPoll(r.host, { ...inPoll(id), isOn: false }), all: ['poll.changed'], staff: ['poll.changed'] },
  'a poll closed': { before: (r) => poll(r, { kind: 'text', shows: 'closed' }, [{ text: '一' }]), act: (r, id) => endPoll(r.host, inPoll(id)), all: ['poll.changed'], staff: ['poll.changed'] },
  'a second round': { before: (r) => poll(r, ended), act: (r, id) => startSecondRound(r.host, inPoll(id)), all: ['poll.changed'], staff: ['poll.changed'] },
  'a word hidden': { before: (r) => poll(r, { kind: 'cloud' }, [{ text: '太陽光と蓄電池' }, { text: '蓄電池' }]), act: (r, id) => hideInRoomPoll(r.host, { ...inPoll(id), what: '蓄電池', isOn: true }), all: ['poll.changed'], staff: ['poll.changed'] },
  'an answer hidden, and another given': {
    before: (r) => poll(r, { kind: 'text' }, [{ text: '一' }, { text: '二' }]),
    act: async (r, id) => {
      await hideInRoomPoll(r.host, { ...inPoll(id), what: (await db.pollVote.findFirstOrThrow({ where: { pollId: id, text: '一' } })).answerId!, isOn: true })
      await answerPoll(r.office, { pollId: id, picks: [], text: '三' })
      await countRoomPolls(r.host)
    },
    all: ['poll.changed', 'polls.counted'], staff: ['poll.changed', 'polls.counted'],
  },
  'closed with a poll': { before: (r) => poll(r, { shows: 'closed' }, [{ picks: [2] }]), act: (r) => closeRoom(r.host, { commandId: commandId(), eventId: r.eventId }), all: ['poll.changed', 'room.closed'], staff: ['poll.changed', 'room.closed'] },
  'opened': { over: { status: 'waiting' }, act: (r) => openRoom(r.host, { commandId: commandId(), eventId: r.eventId }), all: ['room.opened'], staff: ['room.opened'] },
  'opened again': { over: { status: 'closed' }, act: (r) => openRoom(r.host, { commandId: commandId(), eventId: r.eventId }), all: ['room.opened'], staff: ['room.opened'] },
  'closed': { before: (r) => r.asked('answering'), act: (r) => closeRoom(r.host, { commandId: commandId(), eventId: r.eventId }), all: ['question.answered', 'room.closed'], staff: ['question.answered', 'room.closed'] },
  'asking paused': { act: (r) => switchAsking(r.host, { commandId: commandId(), eventId: r.eventId, isOn: false }), all: ['asking.switched'], staff: ['asking.switched'] },
  'moderation off': { act: (r) => switchModeration(r.host, { commandId: commandId(), eventId: r.eventId, isOn: false }), all: ['moderation.switched'], staff: ['moderation.switched'] },
}

test.each(Object.entries(cases))('%s: whoever only hears events has what a fresh read shows', async (_, c) => {
  const r = await room(c.over)
  const question = await c.before?.(r)
  const followers: [string, Ctx, typeof eventRoom | typeof eventStaffRoom][] = [['all', r.author, eventRoom], ['all', r.other, eventRoom], ['staff', r.host, eventStaffRoom]]
  const checks = await Promise.all(followers.map(([, ctx, source]) => follow(ctx, source as typeof eventRoom, r.eventId)))
  clock.advance(1000)
  await c.act(r, question?.id ?? '', question?.intoId ?? '')
  for (const [i, check] of checks.entries()) {
    const { heard, fresh, types } = await check()
    expect(heard).toEqual(fresh)
    expect(types).toEqual(c[followers[i]![0] as 'all' | 'staff'])
  }
})

test('every event is shown above, for each audience', () => {
  const shown = (audience: 'all' | 'staff') => new Set(Object.values(cases).flatMap((c) => c[audience]))
  expect(shown('all')).toEqual(new Set(Object.keys(roomEvents)))
  // Hosts keep what is withdrawn from the others.
  expect(shown('staff')).toEqual(new Set(Object.keys(staffEvents).filter((type) => type !== 'question.withdrawn')))
})

test('every event that the author alone hears: with them they have what a fresh read shows', async () => {
  const r = await room()
  const check = await follow(r.author, eventRoom, r.eventId)
  const { questionId } = await askQuestion(r.author, { commandId: commandId(), eventId: r.eventId, text: '水力は' })
  await approveQuestion(r.host, on(questionId))
  const { heard, fresh } = await check()
  expect(heard).toEqual(fresh)
  expect(heard.mine?.questions).toMatchObject([{ id: questionId, status: 'shown' }])
  expect((await emitted(`user:${(r.author.actor as { id: string }).id}`)).map((e) => e.type).sort()).toEqual(Object.keys(askerEvents).sort())
})
