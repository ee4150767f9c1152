import { expect, test } from 'vitest'
import { newId } from '../../core/ids.ts'
import { readRoom } from '../../core/rooms.server.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeRoom } from '../../../prisma/factories/live.ts'
import { makePoll } from '../../../prisma/factories/polls.ts'
import { clock, concurrently, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { pollInFull, pollOnStage } from '../polls/policy.ts'
import { answerPoll, closeRoom, countRoomPolls, draftPoll, dropPoll, endPoll, endRehearsal, eventRoom, eventStaffRoom, exportQuestions, hideInRoomPoll, showOnStage, showPoll, startPoll, startRehearsal, startSecondRound } from './index.server.ts'

const db = testDb()
async function evening(over: { event?: object; room?: object } = {}) {
  const [host, member, other] = [await makeMember(db), await makeMember(db), await makeMember(db)]
  const event = await makeEvent(db, { hostId: host.id, ...over.event })
  await makeRoom(db, { eventId: event.id, ...over.room })
  const lay = (poll: Partial<Parameters<typeof makePoll>[1]> = {}) => makePoll(db, { ...(poll.kind === 'text' || poll.kind === 'cloud' ? { choices: [], most: poll.kind === 'cloud' ? 3 : 1 } : {}), ...poll, subject: 'event', subjectId: event.id })
  return { host: testCtx(host), member: testCtx(member), other: testCtx(other), eventId: event.id, lay }
}
const on = (pollId: string) => ({ commandId: newId(), pollId })
const draft = (eventId: string, over: object = {}) => ({ commandId: newId(), eventId, pollQuestion: '最初に取り組むなら', pollChoices: '太陽光\n省エネ\n小水力', ...over })
const people = (n: number) => Promise.all(Array.from({ length: n }, async () => testCtx(await makeMember(db))))
const logged = async (eventId: string, audience: 'all' | 'staff') => JSON.stringify(await emitted(`event:${eventId}:${audience}`))

test('a draft is known to hosts alone, is changed and thrown away until it is started, and started once the room is open', async () => {
  const { host, member, eventId } = await evening({ room: { status: 'waiting' } })
  const { pollId } = await draftPoll(host, draft(eventId))
  const changed = await draftPoll(host, draft(eventId, { pollId, pollKind: 'ranking' }))
  expect((await readRoom(host, eventStaffRoom, eventId)).state.polls).toMatchObject([{ id: changed.pollId, kind: 'ranking', most: 3, openedAt: null }])
  expect((await readRoom(member, eventRoom, eventId)).state.polls).toEqual([])
  expect(await logged(eventId, 'all')).toBe('[]')
  await expect(answerPoll(member, { pollId: changed.pollId, picks: [1], text: '' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(startPoll(host, on(changed.pollId))).rejects.toMatchObject({ code: 'conflict', textKey: 'live.room_not_open' })
  await db.room.update({ where: { eventId }, data: { status: 'open' } })
  await expect(answerPoll(member, { pollId: changed.pollId, picks: [1], text: '' })).rejects.toMatchObject({ code: 'not_found' })
  await startPoll(host, on(changed.pollId))
  await startPoll(host, on(changed.pollId))
  await expect(dropPoll(host, on(changed.pollId))).rejects.toMatchObject({ code: 'conflict' })
  await expect(draftPoll(host, draft(eventId, { pollId: changed.pollId }))).rejects.toMatchObject({ code: 'conflict' })
  expect((await emitted(`event:${eventId}:all`)).map((e) => e.type)).toEqual(['poll.changed'])
  await expect(draftPoll(host, draft(eventId, { pollKind: 'cloud', pollMost: '11' }))).rejects.toMatchObject({ fields: { pollMost: 'polls.words_wrong' } })
  await expect(draftPoll(host, { commandId: newId(), eventId })).rejects.toMatchObject({ fields: { pollQuestion: 'form.required' } })
})

test('one answer a member by any path: 400 at once from 8, each in their own words, are 8', async () => {
  const { lay } = await evening()
  const [cloud, ranking] = [await lay({ kind: 'cloud' }), await lay({ kind: 'ranking', most: 3 })]
  const members = await people(8)
  const orders = [[1, 2, 3], [3, 2, 1], [2], [3, 1]]
  const { failed } = await concurrently(400, (i) => (i % 2 === 0
    ? answerPoll(members[i % 8]!, { pollId: cloud.id, picks: [], text: `太陽光、語${'あいうえ'[i % 4]}い` })
    : answerPoll(members[(i * 3) % 8]!, { pollId: ranking.id, picks: orders[i % 4]!, text: '' })))
  expect(failed).toEqual([])
  const rows = await db.pollVote.findMany({ where: { pollId: ranking.id } })
  const points = [1, 2, 3].map((choice) => rows.reduce((sum, { picks }) => sum + (picks.includes(choice) ? 3 - picks.indexOf(choice) : 0), 0))
  expect(await db.poll.findUniqueOrThrow({ where: { id: ranking.id }, select: { counts: true, voters: true } })).toEqual({ counts: points, voters: rows.length })
  expect([await db.pollVote.count({ where: { pollId: cloud.id } }), (await db.poll.findUniqueOrThrow({ where: { id: cloud.id } })).voters]).toEqual([4, 4])
})

test('what a poll does not take is refused by the database too', async () => {
  const { member, lay } = await evening()
  const [cloud, text, ranking, waiting] = [await lay({ kind: 'cloud' }), await lay({ kind: 'text' }), await lay({ kind: 'ranking', most: 3 }), await lay({ openedAt: null })]
  const row = (pollId: string, over: object) => db.pollVote.create({ data: { pollId, memberId: member.actor.kind === 'account' ? member.actor.id : '', picks: [], at: clock.now(), ...over } })
  for (const [poll, over] of [
    [cloud, { text: 'x', words: [] }], [cloud, { text: 'x', words: ['a', 'b', 'c', 'd'] }], [cloud, { picks: [1] }], [text, { text: '' }], [text, { text: 'x', words: ['x'] }], [text, {}],
    [ranking, { picks: [1, 1] }], [ranking, { picks: [4] }], [ranking, { picks: [1], text: 'x' }], [waiting, { picks: [1] }],
  ] as const) await expect(row(poll.id, over)).rejects.toThrow(/poll_takes_vote/)
  await expect(answerPoll(member, { pollId: cloud.id, picks: [], text: 'です。' })).rejects.toMatchObject({ fields: { text: 'ballots.no_words' } })
  await expect(answerPoll(member, { pollId: cloud.id, picks: [], text: '太陽光、バカ野郎' })).rejects.toMatchObject({ fields: { text: 'ballots.rude' } })
  await expect(answerPoll(member, { pollId: text.id, picks: [], text: '' })).rejects.toMatchObject({ fields: { text: 'form.required' } })
  await expect(answerPoll(member, { pollId: ranking.id, picks: [2, 2], text: '' })).rejects.toMatchObject({ fields: { picks: 'polls.choose' } })
  expect(await answerPoll(member, { pollId: cloud.id, picks: [], text: '春、夏、秋、冬' })).toMatchObject({ words: ['春', '夏', '秋'], tally: { voters: 1 } })
})

test('closing the room while 60 answer: what is counted is what was written, and nothing moves afterwards', async () => {
  const { host, eventId, lay } = await evening()
  const poll = await lay({ shows: 'closed' })
  const members = await people(60)
  const { failed } = await concurrently(61, (i) => (i === 30 ? closeRoom(host, { commandId: newId(), eventId }) : answerPoll(members[i > 30 ? i - 1 : i]!, { pollId: poll.id, picks: [1 + (i % 3)], text: '' })))
  expect(failed.filter((error) => (error as { code?: string }).code !== 'conflict')).toEqual([])
  const rows = await db.pollVote.findMany({ where: { pollId: poll.id }, select: { picks: true } })
  const frozen = (await readRoom(members[0]!, eventRoom, eventId)).state.polls
  expect(frozen).toMatchObject([{ id: poll.id, tally: { voters: rows.length, counts: [1, 2, 3].map((n) => rows.filter((r) => r.picks[0] === n).length), isClosed: true } }])
  await expect(answerPoll(members[0]!, { pollId: poll.id, picks: [1], text: '' })).rejects.toMatchObject({ code: 'conflict' })
  expect((await emitted(`event:${eventId}:all`)).filter((e) => e.type === 'poll.changed').at(-1)).toMatchObject({ payload: { poll: { tally: { counts: (frozen[0]!.tally.counts) } } } })
})

test.each([
  ['a room not yet open', { room: { status: 'waiting' } }, 'conflict'],
  ['a closed room', { room: { status: 'closed' } }, 'conflict'],
  ['the room of a draft', { event: { status: 'draft' } }, 'not_found'],
  ['the room of a cancelled event', { event: { status: 'cancelled' } }, 'not_found'],
] as const)('%s takes no answer', async (_, over, code) => {
  const { member, lay } = await evening(over)
  const poll = await lay()
  await expect(answerPoll(member, { pollId: poll.id, picks: [1], text: '' })).rejects.toMatchObject({ code })
  expect(await db.pollVote.count({ where: { pollId: poll.id } })).toBe(0)
})

test('what is kept until the end reaches no attendee before it; hosts follow it, and nobody learns who said what', async () => {
  const { host, member, other, eventId, lay } = await evening()
  const [text, one] = [await lay({ kind: 'text', shows: 'closed' }), await lay({ shows: 'closed' })]
  await answerPoll(member, { pollId: text.id, picks: [], text: '合言葉はやまびこ' })
  expect((await answerPoll(member, { pollId: one.id, picks: [2], text: '' })).tally).toEqual({ voters: 1, counts: null, isClosed: false })
  await countRoomPolls(host)
  const seen = async () => JSON.stringify([await readRoom(other, eventRoom, eventId), await emitted(`event:${eventId}:all`)])
  expect(await seen()).not.toContain('やまびこ')
  expect((await readRoom(other, eventRoom, eventId)).state.polls.map((p) => p.tally.counts)).toEqual([null, null])
  expect(await logged(eventId, 'staff')).toContain('やまびこ')
  expect((await readRoom(member, eventRoom, eventId)).mine.ballots).toMatchObject([{ pollId: text.id, text: '合言葉はやまびこ' }, { pollId: one.id, picks: [2] }])
  expect(await logged(eventId, 'staff') + JSON.stringify(await readRoom(host, eventStaffRoom, eventId))).not.toContain((member.actor as { id: string }).id)
  await endPoll(host, on(text.id))
  expect(await seen()).toContain('やまびこ')
})

test('a hidden answer is nowhere for attendees, in what was logged before either, stays hidden when it is changed, and can be shown again', async () => {
  const { host, member, other, eventId, lay } = await evening()
  const [text, cloud] = [await lay({ kind: 'text' }), await lay({ kind: 'cloud' })]
  await answerPoll(member, { pollId: text.id, picks: [], text: '隠坂のこと' })
  await answerPoll(other, { pollId: cloud.id, picks: [], text: 'Kakusaka、太陽光' })
  await countRoomPolls(host)
  expect(await logged(eventId, 'all')).toMatch(/隠坂.*Kakusaka/)
  const { answerId } = await db.pollVote.findFirstOrThrow({ where: { pollId: text.id } })
  const hide = (pollId: string, what: string, isOn = true) => hideInRoomPoll(host, { ...on(pollId), what, isOn })
  await hide(text.id, answerId!)
  await hide(cloud.id, 'kakusaka')
  await answerPoll(member, { pollId: text.id, picks: [], text: '隠坂のこと、もう一度' })
  await answerPoll(member, { pollId: cloud.id, picks: [], text: 'ＫＡＫＵＳＡＫＡ、省エネ' })
  clock.advance(1000)
  await countRoomPolls(host)
  const seen = async () => JSON.stringify([await readRoom(other, eventRoom, eventId).then((r) => r.state), await emitted(`event:${eventId}:all`)])
  expect(await seen()).not.toMatch(/隠坂|kakusaka/i)
  expect(await seen()).toMatch(/太陽光.*省エネ/)
  expect((await readRoom(host, eventStaffRoom, eventId)).state.polls.map((p) => p.tally.answers ?? p.tally.words)).toMatchObject([[{ text: '隠坂のこと、もう一度', isHidden: true }], [{ key: 'kakusaka', count: 2, isHidden: true }, { count: 1 }, { count: 1 }]])
  await hide(text.id, answerId!, false)
  expect(await seen()).toContain('もう一度')
})

test('counts go round at most four times a second, words once, by one of many processes, and the last is not forgotten', async () => {
  const { host, eventId, lay } = await evening()
  const [one, cloud] = [await lay(), await lay({ kind: 'cloud' })]
  const members = await people(6)
  const told = async () => (await emitted(`event:${eventId}:all`)).map((e) => (e.payload as { polls: { id: string }[] }).polls.map((p) => (p.id === one.id ? 'one' : 'cloud')).join())
  const answer = (i: number) => Promise.all([answerPoll(members[i]!, { pollId: one.id, picks: [1], text: '' }), answerPoll(members[i]!, { pollId: cloud.id, picks: [], text: '太陽光' })])
  await answer(0)
  await concurrently(5, () => countRoomPolls(host))
  expect((await told()).join()).toMatch(/^(one,cloud|cloud,one)$/)
  await answer(1)
  clock.advance(100)
  await countRoomPolls(host)
  expect((await told()).join().split(',')).toHaveLength(2)
  clock.advance(150)
  await countRoomPolls(host)
  clock.advance(750)
  await countRoomPolls(host)
  expect((await told()).slice(-2)).toEqual(['one', 'cloud'])
  await concurrently(8, async (i) => { if (i < 4) await answer(2 + i); else { clock.advance(1000); await countRoomPolls(host) } })
  clock.advance(1000)
  await countRoomPolls(host)
  expect((await readRoom(host, eventRoom, eventId)).state.polls).toMatchObject([{ tally: { counts: [6, 0, 0] } }, { tally: { words: [{ word: '太陽光', count: 6 }] } }])
  expect(await db.poll.count({ where: { subjectId: eventId, isDirty: true } })).toBe(0)
})

test('a second round asks the same once, however many press; the first must be closed', async () => {
  const { host, member, eventId, lay } = await evening()
  const poll = await lay({ kind: 'scale', choices: ['低い', '', '', '', '高い'], most: 1 })
  await expect(startSecondRound(host, on(poll.id))).rejects.toMatchObject({ code: 'conflict' })
  await endPoll(host, on(poll.id))
  const { failed } = await concurrently(6, () => startSecondRound(host, on(poll.id)))
  expect(failed).toHaveLength(5)
  const { polls } = (await readRoom(member, eventRoom, eventId)).state
  expect(polls).toMatchObject([{ id: poll.id }, { firstId: poll.id, question: poll.question, choices: poll.choices, kind: 'scale', closedAt: null, tally: { counts: [0, 0, 0, 0, 0] } }])
  await answerPoll(member, { pollId: polls[1]!.id, picks: [5], text: '' })
  await endPoll(host, on(polls[1]!.id))
  await expect(startSecondRound(host, on(polls[1]!.id))).rejects.toMatchObject({ code: 'conflict' })
  await expect(db.poll.update({ where: { id: polls[1]!.id }, data: { openedAt: null } })).rejects.toThrow()
})

test('polls are run by the host and the office; for everybody else there is no such thing', async () => {
  const { host, member, eventId, lay } = await evening()
  const [open, waiting] = [await lay(), await lay({ openedAt: null })]
  const all = [
    (ctx: typeof host) => draftPoll(ctx, draft(eventId)), (ctx: typeof host) => startPoll(ctx, on(waiting.id)), (ctx: typeof host) => dropPoll(ctx, on(waiting.id)), (ctx: typeof host) => endPoll(ctx, on(open.id)),
    (ctx: typeof host) => showPoll(ctx, { ...on(open.id), isOn: false }), (ctx: typeof host) => startSecondRound(ctx, on(open.id)), (ctx: typeof host) => hideInRoomPoll(ctx, { ...on(open.id), what: 'x', isOn: true }),
  ]
  for (const ctx of [member, testCtx(await makeMember(db, { role: 'department' })), testCtx(await makeMember(db, { role: 'moderator', status: 'suspended' }))]) {
    for (const run of all) await expect(run(ctx)).rejects.toMatchObject({ code: expect.stringMatching(/^(not_found|forbidden)$/) })
  }
  const post = await makePoll(db, { subject: 'event', subjectId: newId() })
  await expect(endPoll(host, on(post.id))).rejects.toMatchObject({ code: 'not_found' })
  for (const ctx of [testCtx(await makeMember(db, { status: 'suspended' })), testCtx(await makeMember(db, { status: 'applicant' }))]) await expect(answerPoll(ctx, { pollId: open.id, picks: [1], text: '' })).rejects.toMatchObject({ code: 'not_found' })
  expect(await answerPoll(member, { pollId: open.id, picks: [1], text: '' })).toMatchObject({ picks: [1] })
  // Whoever answers next is told of their own answer alone.
  expect(await answerPoll(host, { pollId: open.id, picks: [2], text: '' })).toMatchObject({ picks: [2] })
  for (const run of all) await run(host).catch((error: { code?: string }) => expect(error.code).toBe('conflict'))
})

test('a room holds thirty polls, drafts and second rounds among them; what ends was started, and nothing begins in a room that is not open', async () => {
  const { host, eventId, lay } = await evening()
  const [draftOne, ended] = [await lay({ openedAt: null }), await lay({ closedAt: clock.now() })]
  await expect(endPoll(host, on(draftOne.id))).rejects.toMatchObject({ code: 'conflict', textKey: 'ballots.not_started' })
  await db.room.update({ where: { eventId }, data: { status: 'closed', closedAt: clock.now() } })
  await expect(startSecondRound(host, on(ended.id))).rejects.toMatchObject({ code: 'conflict', textKey: 'live.room_not_open' })
  await db.room.update({ where: { eventId }, data: { status: 'open', closedAt: null } })
  for (let i = 2; i < 29; i++) await lay({ openedAt: null })
  const { done, failed } = await concurrently(4, () => draftPoll(host, draft(eventId)))
  expect([done.length, failed.length, failed[0]]).toMatchObject([1, 3, { code: 'conflict', textKey: 'ballots.room_full' }])
  await expect(startSecondRound(host, on(ended.id))).rejects.toMatchObject({ code: 'conflict', textKey: 'ballots.room_full' })
  await expect(draftPoll(host, draft(eventId, { pollId: (await (await evening()).lay({ openedAt: null })).id }))).rejects.toMatchObject({ code: 'not_found' })
})

test('hosts try polls in a rehearsal, whose end leaves none', async () => {
  const { host, member, eventId } = await evening()
  const { roomId } = await startRehearsal(host, eventId, { commandId: newId() })
  await makeRoom(db, { eventId: roomId })
  const { pollId } = await draftPoll(host, draft(roomId))
  await startPoll(host, on(pollId))
  expect(await answerPoll(host, { pollId, picks: [1], text: '' })).toMatchObject({ tally: { voters: 1 } })
  await expect(answerPoll(member, { pollId, picks: [1], text: '' })).rejects.toMatchObject({ code: 'not_found' })
  await endRehearsal(host, eventId, { commandId: newId() })
  expect(await db.poll.count({ where: { subjectId: roomId } })).toBe(0)
})

test('the file of a room holds its polls of every kind, both rounds, every answer, and nothing that is hidden or a draft', async () => {
  const { host, member, other, eventId, lay } = await evening()
  const made = { one: await lay({ question: '最初に', choices: ['太陽光', '=省エネ'], shows: 'closed' }), ranking: await lay({ kind: 'ranking', question: '順に', choices: ['い', 'ろ', 'は'], most: 3 }), text: await lay({ kind: 'text', question: 'ひとこと' }), cloud: await lay({ kind: 'cloud', question: 'ことば' }), kept: await lay({ question: '下書き', openedAt: null }) }
  const say = (who: typeof member, pollId: string, picks: number[], text = '') => answerPoll(who, { pollId, picks, text })
  for (const who of [member, other]) await say(who, made.one.id, [2])
  await say(member, made.ranking.id, [3, 1, 2])
  await say(member, made.text.id, [], '屋根を貸します')
  await say(other, made.text.id, [], '見せない答え')
  await say(member, made.cloud.id, [], '蓄電池 水路')
  await say(other, made.cloud.id, [], '蓄電池')
  const crowd = await people(52)
  await db.pollVote.createMany({ data: crowd.map(({ actor }, i) => ({ pollId: made.text.id, memberId: actor.kind === 'account' ? actor.id : '', picks: [], text: `答え${i}`, answerId: newId(), at: clock.now() })) })
  const hidden = await db.pollVote.findFirstOrThrow({ where: { pollId: made.text.id, text: '見せない答え' } })
  await hideInRoomPoll(host, { ...on(made.text.id), what: hidden.answerId!, isOn: true })
  await endPoll(host, on(made.one.id))
  await startSecondRound(host, on(made.one.id))
  const second = await db.poll.findFirstOrThrow({ where: { firstId: made.one.id } })
  await say(member, second.id, [1])
  const lines = (await exportQuestions(host, eventId, { as: 'csv', withNames: false })).text.split('\r\n')
  const table = lines.slice(lines.indexOf('') + 1)
  expect(table[0]).toBe('"投票","答え方","何回目","選択肢・ことば・回答","票・点・人数","割合","回答した人数"')
  for (const row of [
    '"最初に","ひとつ選ぶ","1","太陽光","0","0%","2"', `"最初に","ひとつ選ぶ","1","'=省エネ","2","100%","2"`, '"最初に","ひとつ選ぶ","2","太陽光","1","100%","1"', '"順に","順位を付ける","1","は","3","50%","1"',
    '"ひとこと","文で答える","1","屋根を貸します","","","54"', '"ひとこと","文で答える","1","答え51","","","54"', '"ことば","ことばを集める","1","蓄電池","2","","2"',
  ]) expect(table).toContain(row)
  const { text } = await exportQuestions(host, eventId, { as: 'md', withNames: false })
  for (const line of ['投票：最初に（ひとつ選ぶ・締め切りました・2人が回答）', '投票：最初に（ひとつ選ぶ・2回目・1人が回答）', '太陽光：1票・100％（1回目 0％）', '1位 は：3点', '屋根を貸します', '答え51', '蓄電池：2人']) expect(text).toContain(line)
  for (const file of [text, lines.join()]) for (const unsaid of ['見せない答え', '下書き']) expect(file).not.toContain(unsaid)
})

test('of several that are open the host chooses which one the projector shows; another room\'s and a draft are not there', async () => {
  const { host, member, eventId, lay } = await evening()
  const [first, second, kept] = [await lay({ question: '一' }), await lay({ question: '二' }), await lay({ openedAt: null })]
  const elsewhere = await (await evening()).lay()
  const choose = (ctx: typeof host, pollId?: string) => showOnStage(ctx, { commandId: newId(), eventId, view: 'question', ...(pollId !== undefined && { pollId }) })
  const shown = async () => { const { polls, stagePollId } = (await readRoom(member, eventRoom, eventId)).state; return pollOnStage(polls, stagePollId)?.question }
  expect(await shown()).toBe('二')
  await choose(host, first.id)
  await choose(host)
  expect(await shown()).toBe('一')
  for (const none of [kept.id, elsewhere.id, newId()]) await expect(choose(host, none)).rejects.toMatchObject({ code: 'not_found' })
  await expect(choose(member, second.id)).rejects.toMatchObject({ code: 'not_found' })
  // What was chosen and is over makes room for what is open.
  await endPoll(host, on(first.id))
  expect(await shown()).toBe('二')
  await endPoll(host, on(second.id))
  expect(await shown()).toBe('二')

  // In full it stays what was chosen, also after its end.
  await showOnStage(host, { commandId: newId(), eventId, view: 'poll', pollId: first.id })
  const { polls, stageView, stagePollId } = (await readRoom(member, eventRoom, eventId)).state
  expect([stageView, pollInFull(polls, stagePollId)?.question, pollInFull(polls, null)?.question]).toEqual(['poll', '一', '二'])
})
