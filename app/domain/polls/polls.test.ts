import { expect, test } from 'vitest'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makePoll as layPoll } from '../../../prisma/factories/polls.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { clock, concurrently, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { castVote, changePoll, claimCounted, claimDue, closePoll, type Counted, makePoll, pollsOf, readPoll, type VoteDoor } from './index.server.ts'

const db = testDb()
const door: VoteDoor = { subject: 'event', isOpen: Prisma.sql`true`, access: async () => {} }
const lay = (over: Partial<Parameters<typeof layPoll>[1]> = {}) => layPoll(db, { subject: 'event', subjectId: newId(), ...over })
const people = (n: number) => Promise.all(Array.from({ length: n }, () => makeMember(db)))
const stored = (id: string) => db.poll.findUniqueOrThrow({ where: { id }, select: { counts: true, voters: true, isDirty: true, _count: { select: { votes: true } } } })
const countOf = async (id: string) => {
  const votes = await db.pollVote.findMany({ where: { pollId: id } })
  const { counts } = await stored(id)
  return counts.map((_, i) => votes.filter((v) => v.picks.includes(i + 1)).length)
}

test('1,000 votes at once from 10 members, each changing their mind, are 10 votes whose counts are those of the rows', async () => {
  const poll = await lay()
  const members = await people(10)
  const { failed } = await concurrently(1_000, (i) => castVote(testCtx(members[i % 10]!), { pollId: poll.id, picks: [1 + ((i * 7) % 3)] }, door))
  expect(failed).toEqual([])
  const { counts, voters, isDirty, _count } = await stored(poll.id)
  expect([voters, _count.votes, counts.reduce((a, b) => a + b), isDirty]).toEqual([10, 10, 10, true])
  expect(counts).toEqual(await countOf(poll.id))
})

test('without the key of one row a member and poll, the same storm counts more (control)', async () => {
  const poll = await lay()
  const members = await people(5)
  await db.$executeRaw`alter table poll_vote drop constraint poll_vote_pkey`
  try {
    await Promise.all(Array.from({ length: 50 }, (_, i) => db.$executeRaw`insert into poll_vote (poll_id, member_id, picks, at) values (${poll.id}::uuid, ${members[i % 5]!.id}::uuid, '{1}', ${clock.now()})`))
    expect((await stored(poll.id)).voters).toBe(50)
  } finally {
    await db.$executeRaw`delete from poll_vote where poll_id = ${poll.id}::uuid`
    await db.$executeRaw`alter table poll_vote add constraint poll_vote_pkey primary key (poll_id, member_id)`
  }
  expect(await stored(poll.id)).toMatchObject({ voters: 0, counts: [0, 0, 0] })
})

test('closing while 200 vote: what is counted is what was written, and afterwards nothing moves', async () => {
  const poll = await lay({ kind: 'many', most: 3 })
  const members = await people(10)
  const [{ done, failed }] = await Promise.all([
    concurrently(200, (i) => castVote(testCtx(members[i % 10]!), { pollId: poll.id, picks: i % 2 === 0 ? [1, 3] : [2] }, door)),
    testCtx(members[0]).tx((tx) => closePoll(tx, poll.id)),
  ])
  expect(done.length + failed.length).toBe(200)
  expect(failed.every((e) => (e as { code?: string }).code === 'conflict')).toBe(true)
  const at = await stored(poll.id)
  expect(at.counts).toEqual(await countOf(poll.id))
  await expect(castVote(testCtx(members[0]!), { pollId: poll.id, picks: [1] }, door)).rejects.toMatchObject({ code: 'conflict', textKey: 'polls.closed' })
  // Also by hand: the database holds it.
  await expect(db.$executeRaw`insert into poll_vote (poll_id, member_id, picks, at) values (${poll.id}::uuid, ${(await makeMember(db)).id}::uuid, '{1}', ${clock.now()})`).rejects.toThrow(/poll_takes_vote/)
  await expect(db.poll.update({ where: { id: poll.id }, data: { voters: 99 } })).rejects.toThrow(/stays as it is/)
  expect((await stored(poll.id)).counts).toEqual(at.counts)
})

test('a vote that the poll does not offer is refused, by the statement and by the database', async () => {
  const [one, many] = [await lay(), await lay({ kind: 'many', most: 2 })]
  const ctx = testCtx(await makeMember(db))
  const vote = (pollId: string, picks: number[]) => castVote(ctx, { pollId, picks }, door)
  await expect(vote(one.id, [1, 2])).rejects.toMatchObject({ fields: { picks: 'polls.too_many_picks' } })
  await expect(vote(one.id, [4])).rejects.toMatchObject({ fields: { picks: 'polls.choose' } })
  await expect(vote(one.id, [])).rejects.toMatchObject({ code: 'invalid' })
  await expect(vote(many.id, [1, 2, 3])).rejects.toMatchObject({ code: 'invalid' })
  await expect(vote(newId(), [1])).rejects.toMatchObject({ code: 'not_found' })
  await expect(vote('none', [1])).rejects.toMatchObject({ code: 'not_found' })
  for (const picks of [[], [0], [4], [1, 1], [1, 2, 3]]) await expect(db.pollVote.create({ data: { pollId: many.id, memberId: newId(), picks, at: clock.now() } })).rejects.toThrow()
  expect(await vote(many.id, [1, 3])).toMatchObject({ picks: [1, 3], tally: { voters: 1, counts: [1, 0, 1] } })
  expect(await vote(many.id, [1, 3])).toMatchObject({ picks: [1, 3], tally: { voters: 1, counts: [1, 0, 1] } })
  expect(await vote(many.id, [2])).toMatchObject({ picks: [2], tally: { voters: 1, counts: [0, 1, 0] } })
})

test("whose door is closed gets the door's own refusal and leaves no vote", async () => {
  const poll = await lay()
  const ctx = testCtx(await makeMember(db))
  const refusing = { ...door, isOpen: Prisma.sql`false`, access: async () => { throw new Error('the door said no') } }
  await expect(castVote(ctx, { pollId: poll.id, picks: [1] }, refusing)).rejects.toThrow('the door said no')
  await expect(castVote(ctx, { pollId: poll.id, picks: [1] }, { ...door, subject: 'post' })).rejects.toMatchObject({ code: 'not_found' })
  expect((await stored(poll.id)).voters).toBe(0)
})

test.each([['always', [true, true, true, true]], ['voted', [false, true, false, true]], ['closed', [false, false, false, true]]] as const)('counts that show %s', async (shows, [stranger, voter, everybody, afterwards]) => {
  const [me, other] = await people(2)
  const poll = await lay({ shows, votes: [{ memberId: me!.id, picks: [1] }] })
  const seen = async (who: string | null) => (await pollsOf(testCtx(me), 'event', [poll.subjectId], who))[0]!.tally.counts !== null
  expect([await seen(other!.id), await seen(me!.id), await seen(null)]).toEqual([stranger, voter, everybody])
  await db.poll.update({ where: { id: poll.id }, data: { closesAt: clock.now() } })
  expect(await seen(null)).toBe(afterwards)
})

test('who voted how is in nothing that others are given', async () => {
  const [me, other] = await people(2)
  const poll = await lay({ votes: [{ memberId: me!.id, picks: [2] }] })
  expect((await pollsOf(testCtx(me), 'event', [poll.subjectId], me!.id))[0]!.picks).toEqual([2])
  expect(JSON.stringify(await pollsOf(testCtx(other), 'event', [poll.subjectId], other!.id))).not.toContain(me!.id)
  expect((await pollsOf(testCtx(other), 'event', [poll.subjectId], other!.id))[0]!.picks).toEqual([])
})

test('its time closes a poll, before the schedule notes it and once for good', async () => {
  const member = await makeMember(db)
  const poll = await lay({ shows: 'closed', closesAt: new Date(clock.now().getTime() + 60_000), votes: [{ memberId: member.id, picks: [3] }] })
  const closed: Counted[] = []
  const due = () => claimDue(testCtx(), 'event', async (_, all) => void closed.push(...all.filter((c) => c.id === poll.id)))
  await due()
  expect(closed).toEqual([])
  clock.advance(60_000)
  await expect(castVote(testCtx(member), { pollId: poll.id, picks: [1] }, door)).rejects.toMatchObject({ code: 'conflict' })
  await Promise.all([due(), due()])
  expect(closed).toEqual([{ id: poll.id, subjectId: poll.subjectId, tally: { voters: 1, counts: [0, 0, 1], isClosed: true } }])
})

test('counts are told four times a second at most, each change at last, by one of many', async () => {
  const [a, b] = await people(2)
  const poll = await lay()
  const told: (number[] | null)[] = []
  const flush = () => claimCounted(testCtx(), 'event', async (_, all) => void told.push(...all.filter((c) => c.id === poll.id).map((c) => c.tally.counts)))
  await castVote(testCtx(a), { pollId: poll.id, picks: [1] }, door)
  await Promise.all([flush(), flush(), flush()])
  expect(told).toEqual([[1, 0, 0]])
  await castVote(testCtx(b), { pollId: poll.id, picks: [1] }, door)
  await flush()
  expect(told).toHaveLength(1)
  clock.advance(250)
  await flush()
  await flush()
  expect(told).toEqual([[1, 0, 0], [2, 0, 0]])
})

test('what is asked changes before the first vote and never after; an old ballot finds nothing', async () => {
  const member = await makeMember(db)
  const ctx = testCtx(member)
  const spec = readPoll({ pollQuestion: '別の質問', pollKind: 'many', pollChoices: 'あ\nい\nう\nえ', pollMost: '2' }, clock.now())!
  const poll = await lay()
  const changed = await ctx.tx((tx) => changePoll(tx, poll.id, spec))
  expect(changed).toMatchObject({ question: '別の質問', choices: ['あ', 'い', 'う', 'え'], most: 2 })
  await expect(castVote(ctx, { pollId: poll.id, picks: [1] }, door)).rejects.toMatchObject({ code: 'not_found' })
  await castVote(ctx, { pollId: changed.id, picks: [4] }, door)
  await expect(ctx.tx((tx) => changePoll(tx, changed.id, spec))).rejects.toMatchObject({ code: 'conflict' })
  await expect(db.poll.update({ where: { id: changed.id }, data: { question: '書き換え' } })).rejects.toThrow(/stays as it is/)
})

test('a form makes a poll, none, or says beside each field what is wrong', () => {
  const now = clock.now()
  const why = (fields: Parameters<typeof readPoll>[0]) => {
    try {
      return readPoll(fields, now)
    } catch (error) {
      return (error as { fields: unknown }).fields
    }
  }
  expect(why({})).toBeNull()
  expect(why({ pollQuestion: ' ', pollKind: 'one', pollChoices: '\n', pollShows: 'always', pollCloses: '' })).toBeNull()
  expect(why({ pollQuestion: 'いつ？', pollChoices: '平日の夜\r\n\r\n 土曜日 ', pollKind: 'one', pollShows: 'voted', pollCloses: '2025-11-27T19:00' })).toEqual({ question: 'いつ？', kind: 'one', choices: ['平日の夜', '土曜日'], most: 1, shows: 'voted', closesAt: new Date('2025-11-27T19:00:00+09:00') })
  expect(why({ pollQuestion: 'どのくらい？', pollKind: 'scale', pollLow: '合わない', pollHigh: '合う', pollChoices: '' })).toMatchObject({ kind: 'scale', choices: ['合わない', '', '', '', '合う'], most: 1 })
  expect(why({ pollQuestion: 'どれ？', pollKind: 'many', pollChoices: 'あ\nい\nう' })).toMatchObject({ most: 3 })
  expect(why({ pollChoices: 'あ\nい' })).toEqual({ pollQuestion: 'form.required' })
  expect(why({ pollQuestion: 'どれ？', pollChoices: 'あ' })).toEqual({ pollChoices: 'polls.choices_number' })
  expect(why({ pollQuestion: 'どれ？', pollChoices: 'あ\nあ' })).toEqual({ pollChoices: 'polls.choices_twice' })
  expect(why({ pollQuestion: 'どれ？', pollChoices: Array.from({ length: 11 }, (_, i) => `${i}`).join('\n') })).toEqual({ pollChoices: 'polls.choices_number' })
  expect(why({ pollQuestion: 'どれ？', pollChoices: `あ\n${'い'.repeat(61)}` })).toEqual({ pollChoices: 'polls.choice_too_long' })
  expect(why({ pollQuestion: 'どれ？', pollKind: 'many', pollChoices: 'あ\nい', pollMost: '3' })).toEqual({ pollMost: 'polls.most_wrong' })
  expect(why({ pollQuestion: 'い'.repeat(121), pollKind: 'two', pollChoices: 'あ\nい', pollShows: 'never', pollCloses: '2025-11-20T09:59' })).toEqual({ pollQuestion: 'form.too_long', pollKind: 'form.choose', pollShows: 'form.choose', pollCloses: 'polls.closes_past' })
  expect(why({ pollQuestion: 'x', pollChoices: 'あ\nい', pollCloses: '2027-01-01T00:00' })).toEqual({ pollCloses: 'polls.closes_late' })
  expect(why({ pollQuestion: 'x', pollChoices: 'あ\nい', pollCloses: '2025-99-99T99:99' })).toEqual({ pollCloses: 'form.invalid' })
})

test('a poll made in a transaction that fails is not there', async () => {
  const member = await makeMember(db)
  const subjectId = newId()
  const spec = readPoll({ pollQuestion: 'x', pollChoices: 'あ\nい' }, clock.now())!
  await expect(testCtx(member).tx(async (tx) => { await makePoll(tx, { subject: 'post', subjectId, authorId: member.id }, spec); throw new Error('no') })).rejects.toThrow('no')
  expect(await pollsOf(testCtx(member), 'post', [subjectId], member.id)).toEqual([])
})
