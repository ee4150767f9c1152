/**
 * One room, two processes, members and a host who do whatever comes to mind while their lines are cut at random. At the end everybody
 * has what SQL has, everything acknowledged is there, and nothing is there twice. FUZZ_SEED replays a run.
 */
import { afterAll, expect, test, vi } from 'vitest'
import { readRoom } from '../../app/core/rooms.server.ts'
import { newId } from '../../app/core/ids.ts'
import { foldMine, foldRoom, type Mine, type RoomState, tallyOf } from '../../app/domain/live/fold.ts'
import * as live from '../../app/domain/live/index.server.ts'
import { roomEvents, staffEvents } from '../../app/domain/live/events.ts'
import { allOf, staffOf } from '../../app/domain/live/streams.ts'
import { dismissReasons } from '../../app/domain/live/policy.ts'
import { isInWords, type PollKind, pollKinds } from '../../app/domain/polls/policy.ts'
import { createOutbox, type Outbox } from '../../app/realtime/outbox.ts'
import { openRoom, type Room } from '../../app/realtime/room.ts'
import { makeMember } from '../../prisma/factories/accounts.ts'
import { makeCustodians } from '../../prisma/factories/custody.ts'
import { makeEvent } from '../../prisma/factories/events.ts'
import { makeRoom } from '../../prisma/factories/live.ts'
import { makePoll } from '../../prisma/factories/polls.ts'
import { systemClock } from '../../app/core/clock.ts'
import { testCtx, testDb, testUrl } from '../../prisma/testing/index.ts'
import { openPlace, type Place } from '../tests/live/place.ts'
import { randomOf } from '../tests/live/random.ts'

const db = testDb()
const places: Place[] = []
afterAll(async () => { for (const place of places) await place.close() })

const pollOf = (kind: PollKind) => (isInWords(kind) ? { choices: [], most: kind === 'cloud' ? 3 : 1 } : kind === 'scale' ? { choices: ['低い', '', '', '', '高い'] } : { most: kind === 'one' ? 1 : 3 })
const said = ['太陽光と蓄電池', '省エネ', '小水力、地域', 'AI']

type Player = { room: Room<RoomState, Mine>; outbox: Outbox; cut(): void; member: Parameters<typeof testCtx>[0]; isHost: boolean }
const seeds = [Number(process.env['FUZZ_SEED'] ?? 20_251_120), ...(process.env['FUZZ_SEED'] === undefined ? [7] : [])]

test.each(seeds)('everybody ends with what SQL has (seed %i)', async (seed) => {
  const random = randomOf(seed)
  for (let i = 0; i < 2; i++) places.push(await openPlace({ db, url: testUrl(), clock: systemClock, ctx: (actor) => testCtx(actor, { clock: systemClock }) }))
  const host = await makeMember(db)
  if ((await db.custodianKey.count()) === 0) await makeCustodians(db)
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id, isModerated: true })
  for (const kind of pollKinds) await makePoll(db, { subject: 'event', subjectId: event.id, openedAt: null, kind, ...pollOf(kind) })
  const players: Player[] = []
  for (let i = 0; i < 7; i++) {
    const member = i === 0 ? host : await makeMember(db)
    const visitor = await places[i % 2]!.visit(member)
    const kind = i === 0 ? 'event-staff' as const : 'event' as const
    const room = openRoom<RoomState, Mine, never, never>({ line: visitor.line, room: { kind, id: event.id }, fold: foldRoom, ...(i === 0 ? {} : { foldMine }) })
    const outbox = createOutbox(visitor.line, undefined, async () => 500, newId)
    players.push({ room, outbox, cut: visitor.cut, member, isHost: i === 0 })
    await room.joined()
  }
  const [desk, ...audience] = players
  const asked = new Map<string, string>()
  const answers: Promise<unknown>[] = []

  for (let step = 0; step < 220; step++) {
    const player = random.pick(audience)
    const order = desk!.room.get().state.questions
    const roll = random.below(100)
    if (roll < 12) random.pick(players).cut()
    else if (roll < 32) {
      const text = `質問${step}`
      answers.push(player.outbox.send('live:ask', { eventId: event.id, text, ...(random.below(4) === 0 && { as: 'pseudonym' as const, pseudonym: 'カワセミ' }) }).then((answer) => {
        if (answer.ok) asked.set(text, answer.value.questionId)
      }))
    } else if (roll < 66) {
      const shown = player.room.get().state.questions
      if (shown.length > 0) {
        const questionId = random.pick(shown).id
        answers.push(player.outbox.send('live:vote', { questionId, isOn: random.below(3) > 0 }, { key: `vote:${questionId}` }))
      }
    } else if (roll < 72) {
      const own = player.room.get().mine.questions
      if (own.length > 0) {
        const questionId = random.pick(own).id
        const what = random.below(3)
        answers.push(what === 0 ? player.outbox.send('live:withdraw', { questionId }) : player.outbox.send(what === 1 ? 'live:change' : 'live:appeal', { questionId, text: `書き直し${step}` }))
      }
    } else if (roll < 78) {
      const open = player.room.get().state.polls
      if (open.length > 0) {
        const poll = random.pick(open)
        const input = isInWords(poll.kind) ? { pollId: poll.id, text: random.pick(said) } : { pollId: poll.id, picks: [1 + random.below(3)] }
        answers.push(player.outbox.send('live:answer-poll', input, { key: `poll:${poll.id}` }))
      }
    } else if (roll < 83) {
      const poll = random.pick(desk!.room.get().state.polls)
      const what = random.pick([...(poll.tally.words ?? []).map((w) => w.key), ...(poll.tally.answers ?? []).map((a) => a.id), ''])
      if (poll.openedAt === null) answers.push(desk!.outbox.send('live:start-poll', { pollId: poll.id }))
      else if (what !== '') answers.push(desk!.outbox.send('live:hide-in-poll', { pollId: poll.id, what, isOn: random.below(3) > 0 }))
      else if (random.below(2) === 0) answers.push(desk!.outbox.send('live:show-poll', { pollId: poll.id, isOn: random.below(2) === 0 }))
      else answers.push(desk!.outbox.send(poll.closedAt === null ? 'live:end-poll' : 'live:second-round', { pollId: poll.id }))
    } else if (roll < 85) answers.push(desk!.outbox.send('live:switch-moderation', { eventId: event.id, isOn: random.below(2) === 0 }))
    else if (order.length > 0) {
      const { id: questionId } = random.pick(order)
      const { labels } = desk!.room.get().state
      const name = random.pick(['live:approve', 'live:approve', 'live:approve', 'live:answer', 'live:answered', 'live:reopen', 'live:dismiss', 'live:defer', 'live:write', 'live:edit', 'live:merge', 'live:merge', 'live:unmerge', 'live:make-label', 'live:label', 'live:drop-label', 'live:say', 'live:allow', 'live:show-on-stage', 'live:stream'] as const)
      if (name === 'live:dismiss') answers.push(desk!.outbox.send(name, { questionId, reason: random.pick(dismissReasons), note: random.pick(['', `ひとこと${step}`]) }))
      else if (name === 'live:write' || name === 'live:edit') answers.push(desk!.outbox.send(name, { questionId, text: name === 'live:edit' ? `${random.pick(order).text}’` : `答え${step}` }))
      else if (name === 'live:merge') answers.push(desk!.outbox.send(name, { questionId, intoId: random.pick(order).id }))
      else if (name === 'live:make-label') answers.push(desk!.outbox.send(name, { eventId: event.id, name: `札${step}`, isPublic: random.below(2) === 0 }))
      else if (name === 'live:say') answers.push(desk!.outbox.send(name, { eventId: event.id, text: `連絡${step}` }))
      else if (name === 'live:allow') answers.push(desk!.outbox.send(name, { eventId: event.id, mode: random.pick(['pseudonym', 'anonymous'] as const), isOn: random.below(3) > 0 }))
      else if (name === 'live:show-on-stage') answers.push(desk!.outbox.send(name, { eventId: event.id, view: random.pick(['question', 'join'] as const) }))
      else if (name === 'live:stream') answers.push(desk!.outbox.send(name, { eventId: event.id, url: random.pick(['', 'https://youtu.be/aqz-KE-bpKQ', 'https://vimeo.com/76979871']) }))
      else if (name === 'live:label' || name === 'live:drop-label') {
        if (labels.length > 0) {
          const labelId = random.pick(labels).id
          answers.push(name === 'live:label' ? desk!.outbox.send(name, { questionId, labelId, isOn: random.below(3) > 0 }) : desk!.outbox.send(name, { eventId: event.id, labelId }))
        }
      } else answers.push(desk!.outbox.send(name, { questionId }))
    }
    if (step % 6 === 0) await Promise.race([Promise.all(answers), new Promise((resolve) => setImmediate(resolve))])
    if (step % 30 === 29) await Promise.all(answers)
  }
  await Promise.all(answers)
  for (const text of await everyKindOnce(event.id, host, () => random.pick(players).cut())) asked.set(...text)

  await vi.waitFor(async () => expect(await db.question.count({ where: { eventId: event.id, isVoteDirty: true } }) + await db.poll.count({ where: { subjectId: event.id, isDirty: true } })).toBe(0))
  for (const { room, member, isHost } of players) {
    await vi.waitFor(async () => {
      const fresh = await readRoom(testCtx(member), isHost ? live.eventStaffRoom : live.eventRoom, event.id)
      expect(room.get()).toMatchObject({ status: 'live', seq: fresh.seq })
      expect(room.get().state).toEqual(fresh.state)
      if (!isHost) expect(room.get().mine.questions).toEqual((fresh.mine as Mine).questions)
    })
  }

  const polls = await db.poll.findMany({ where: { subjectId: event.id }, select: { kind: true, counts: true, voters: true, votes: { select: { picks: true } } } })
  expect(polls.reduce((sum, p) => sum + p.voters, 0)).toBeGreaterThan(0)
  for (const p of polls) expect(p).toMatchObject({ voters: p.votes.length, ...(p.kind !== 'ranking' && { counts: p.counts.map((_, i) => p.votes.filter((v) => v.picks.includes(i + 1)).length) }) })

  const rows = await db.question.findMany({ where: { eventId: event.id }, select: { id: true, status: true, voteCount: true, mergedIntoId: true, votes: { select: { memberId: true, viaId: true } }, _count: { select: { votes: true } } } })
  expect(rows.map((r) => r.id).sort()).toEqual([...asked.values()].sort())
  const statusOf = new Map(rows.map((r) => [r.id, r.status]))
  // What was put together stands in a question that is none itself.
  for (const r of rows) if (r.mergedIntoId !== null) expect(statusOf.get(r.mergedIntoId)).not.toBe('merged')
  expect(rows.filter((r) => r.voteCount !== r._count.votes)).toEqual([])
  expect(rows.filter((r) => r.status === 'answering').length).toBeLessThanOrEqual(1)
  const { submitted, ...rest } = tallyOf(desk!.room.get().state.questions)
  expect(Object.values(rest).reduce((a, b) => a + b)).toBe(submitted)
  expect(submitted).toBe(rows.length)
  expect(rows.length).toBeGreaterThan(10)

  // Every kind of event there is has come by; hosts keep what is withdrawn from the others.
  const kinds = async (stream: string) => new Set((await db.liveEvent.findMany({ where: { stream }, distinct: ['type'], select: { type: true } })).map((e) => e.type))
  expect(await kinds(allOf(event.id))).toEqual(new Set(Object.keys(roomEvents)))
  expect(await kinds(staffOf(event.id))).toEqual(new Set(Object.keys(staffEvents).filter((type) => type !== 'question.withdrawn')))
}, 120_000)

/** What chance may have left out: each kind of event at least once, while lines are cut. Answers with what was asked on the way. */
async function everyKindOnce(eventId: string, hostRow: Awaited<ReturnType<typeof makeMember>>, cut: () => void): Promise<[string, string][]> {
  const ctx = (member: typeof hostRow) => testCtx(member, { clock: systemClock })
  const [author, office] = [ctx(await makeMember(db)), ctx(await makeMember(db, { role: 'moderator' }))]
  const host = ctx(hostRow)
  const room = () => ({ commandId: newId(), eventId })
  const on = (questionId: string) => ({ commandId: newId(), questionId })
  const asked: [string, string][] = []
  const ask = async (text: string) => {
    const { questionId } = await live.askQuestion(author, { ...room(), text })
    asked.push([text, questionId])
    return questionId
  }
  const laps: (() => Promise<unknown>)[] = [
    () => live.closeRoom(host, room()),
    () => live.openRoom(host, room()),
    () => live.handOver(host, { ...room(), memberId: office.actor.kind === 'account' ? office.actor.id : '' }),
    () => live.takeOver(host, room()),
    async () => { for (const isOn of [false, true]) await live.switchAsking(host, { ...room(), isOn }) },
    async () => {
      await live.switchModeration(host, { ...room(), isOn: false })
      await ask('すぐに出る質問')
      await live.switchModeration(host, { ...room(), isOn: true })
    },
    async () => { for (const isOn of [false, true]) await live.allowAsking(host, { ...room(), mode: 'anonymous', isOn }) },
    async () => {
      // A room that somebody else has in hand at that moment is told by the next tick.
      const told = (lacksCustodians: boolean) => vi.waitFor(async () => {
        await live.tellCustodians(host)
        expect(await db.room.findUnique({ where: { eventId } })).toMatchObject({ lacksCustodians })
      })
      await db.custodianKey.updateMany({ where: { endedAt: null }, data: { endedAt: systemClock.now(), locked: null } })
      await told(true)
      await makeCustodians(db)
      await told(false)
    },
    () => live.showOnStage(host, { ...room(), view: 'join' }),
    () => live.setStream(host, { ...room(), url: 'https://youtu.be/aqz-KE-bpKQ' }),
    () => live.setRecording(office, { ...room(), url: 'https://vimeo.com/76979871', offset: -45 }),
    async () => live.dropLabel(host, { ...room(), labelId: (await live.makeLabel(host, { ...room(), name: '最後の札', isPublic: true })).labelId }),
    async () => {
      await live.sayToStage(office, { ...room(), text: 'あと10分です' })
      await live.readStageMessage(host, { commandId: newId(), messageId: (await db.stageMessage.findFirstOrThrow({ where: { eventId, text: 'あと10分です' } })).id })
    },
    async () => {
      const questionId = await ask('最後にひとつ')
      await live.dismissQuestion(host, { ...on(questionId), reason: 'private', note: 'あとでお答えします' })
      await live.appealQuestion(author, { ...on(questionId), text: 'みなさんの前で聞きたい' })
      await live.approveQuestion(host, on(questionId))
      await live.voteForQuestion(office, { ...on(questionId), isOn: true })
      await live.startAnswering(host, on(questionId))
      await live.markAnswered(host, on(questionId))
      await live.reopenQuestion(host, on(questionId))
      await live.takeOver(office, room())
      await live.dismissQuestion(office, { ...on(questionId), reason: 'time' })
      await live.takeOver(host, room())
      const shown = await ask('もうひとつ')
      await live.approveQuestion(host, on(shown))
      await live.voteForQuestion(office, { ...on(shown), isOn: true })
    },
    async () => {
      const draft = () => live.draftPoll(host, { ...room(), pollQuestion: '最後の投票', pollChoices: '太陽光\n省エネ' })
      await live.dropPoll(host, { commandId: newId(), pollId: (await draft()).pollId })
      const { pollId } = await draft()
      await live.startPoll(host, { commandId: newId(), pollId })
      await live.answerPoll(author, { pollId, picks: [1], text: '' })
    },
  ]
  for (const lap of laps) {
    cut()
    await lap()
  }
  return asked
}
