import { expect, test } from 'vitest'
import { newId } from '../../core/ids.ts'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { makeEvent } from '../../../prisma/factories/events.ts'
import { makeQuestion, makeRoom } from '../../../prisma/factories/live.ts'
import { clock, concurrently, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { approveQuestion, askQuestion, closeRoom, openRoom, questionsAhead, switchAsking, voteForQuestion } from './index.server.ts'
import { ASKS_A_ROOM } from './policy.ts'
import { askInput } from './schema.ts'

const db = testDb()
async function evening(over: object = {}) {
  const [host, member] = [await makeMember(db), await makeMember(db)]
  const event = await makeEvent(db, { hostId: host.id })
  await makeRoom(db, { eventId: event.id, ...over })
  return { host: testCtx(host), member, ctx: testCtx(member), eventId: event.id }
}
const ask = (eventId: string, text = '蓄電池の寿命は何年ですか', commandId = newId()) => ({ commandId, eventId, text })
const count = (eventId: string) => db.question.count({ where: { eventId } })

test('the same command again gives the first answer and asks nothing twice', async () => {
  const { ctx, eventId } = await evening()
  const input = ask(eventId)
  const first = await askQuestion(ctx, input)
  const { done } = await concurrently(8, () => askQuestion(ctx, input))
  expect(new Set(done.map((d) => d.questionId))).toEqual(new Set([first.questionId]))
  expect(await count(eventId)).toBe(1)
  expect(await emitted(`event:${eventId}:staff`)).toHaveLength(1)
})

test('five a minute, exactly, under twenty at once; a minute later again', async () => {
  const { ctx, eventId } = await evening()
  const { done, failed } = await concurrently(20, () => askQuestion(ctx, ask(eventId)))
  expect(done).toHaveLength(5)
  expect(failed.every((e) => (e as { code: string }).code === 'too_many')).toBe(true)
  expect(failed[0]).toMatchObject({ textKey: 'live.ask_too_fast', retryAfter: 60 })
  expect(await count(eventId)).toBe(5)
  clock.advance(61_000)
  await askQuestion(ctx, ask(eventId))
  expect(await count(eventId)).toBe(6)
})

test('a retry of an acknowledged question is no new one for the limit', async () => {
  const { ctx, eventId } = await evening()
  const inputs = Array.from({ length: 5 }, () => ask(eventId))
  for (const input of inputs) await askQuestion(ctx, input)
  await expect(askQuestion(ctx, inputs[0]!)).resolves.toMatchObject({ isPending: true })
})

test('thirty a room', async () => {
  const { ctx, member, eventId } = await evening()
  for (let i = 0; i < ASKS_A_ROOM; i++) await makeQuestion(db, { eventId, authorId: member.id, createdAt: new Date(clock.now().getTime() - 3_600_000) })
  await expect(askQuestion(ctx, ask(eventId))).rejects.toMatchObject({ code: 'conflict', textKey: 'live.ask_enough' })
})

test.each([
  ['after it closed', { status: 'closed' }, 'live.ask_closed'],
  ['while questions are paused', { isAskingOpen: false }, 'live.ask_paused'],
] as const)('%s a question is refused with a reason', async (_, over, textKey) => {
  const { ctx, eventId } = await evening(over)
  await expect(askQuestion(ctx, ask(eventId))).rejects.toMatchObject({ code: 'conflict', textKey })
  expect(await count(eventId)).toBe(0)
})

test('before the event one asks and wants already, a room is made for the first question, and once its time has passed nothing comes in', async () => {
  const [host, asker, other] = [await makeMember(db), await makeMember(db), await makeMember(db)]
  const event = await makeEvent(db, { hostId: host.id, status: 'published', startsAt: new Date(clock.now().getTime() + 86_400_000), endsAt: new Date(clock.now().getTime() + 90_000_000) })
  const on = (questionId: string) => ({ commandId: newId(), questionId })
  expect(await questionsAhead(testCtx(other), event.id)).toEqual({ top: [], count: 0, pending: null, canAsk: true })
  const { done } = await concurrently(2, (i) => askQuestion(testCtx([asker, other][i]!), ask(event.id, `先に聞きたいこと${i}`)))
  expect(done.map((d) => d.isPending)).toEqual([true, true])
  const [first, second] = done.map((d) => d.questionId)
  // What waits is known to nobody but who runs it.
  expect(await questionsAhead(testCtx(other), event.id)).toMatchObject({ top: [], count: 0, pending: null })
  expect(await questionsAhead(testCtx(host), event.id)).toMatchObject({ top: [], count: 0, pending: 2 })
  await approveQuestion(testCtx(host), on(first!))
  await approveQuestion(testCtx(host), on(second!))
  await expect(voteForQuestion(testCtx(host), { ...on(second!), isOn: true })).resolves.toMatchObject({ votes: 1 })
  expect((await questionsAhead(testCtx(other), event.id))?.top.map((q) => [q.id, q.votes])).toEqual([[second, 1], [first, 0]])
  await switchAsking(testCtx(host), { commandId: newId(), eventId: event.id, isOn: false })
  expect(await questionsAhead(testCtx(other), event.id)).toMatchObject({ count: 2, canAsk: false })
  await switchAsking(testCtx(host), { commandId: newId(), eventId: event.id, isOn: true })
  clock.advance(90_000_000)
  await expect(askQuestion(testCtx(asker), ask(event.id))).rejects.toMatchObject({ code: 'conflict', textKey: 'live.ask_closed' })
  expect(await questionsAhead(testCtx(other), event.id)).toBeNull()
  // A room that is open is so for as long as its host lets it be.
  await openRoom(testCtx(host), { commandId: newId(), eventId: event.id })
  await expect(askQuestion(testCtx(asker), ask(event.id))).resolves.toMatchObject({ isPending: true })
})

test('nothing comes in behind a room that has closed, however close the race', async () => {
  const { host, eventId } = await evening()
  const members = await Promise.all(Array.from({ length: 30 }, () => makeMember(db)))
  const { done } = await concurrently(31, async (i) => {
    if (i === 15) return void (await closeRoom(host, { commandId: newId(), eventId }))
    await askQuestion(testCtx(members[i > 15 ? i - 1 : i]!), ask(eventId)).catch(() => undefined)
  })
  expect(done).toHaveLength(31)
  const types = (await emitted(`event:${eventId}:staff`)).map((e) => e.type)
  expect(types.indexOf('room.closed')).toBe(types.length - 1)
})

test('pausing lets nothing in and resuming does', async () => {
  const { host, ctx, eventId } = await evening()
  await switchAsking(host, { commandId: newId(), eventId, isOn: false })
  await expect(askQuestion(ctx, ask(eventId))).rejects.toMatchObject({ code: 'conflict' })
  await switchAsking(host, { commandId: newId(), eventId, isOn: true })
  await askQuestion(ctx, ask(eventId))
})

test.each([
  ['nothing', '   \n ', 'live.text_required'],
  ['301 characters', 'あ'.repeat(301), 'live.text_too_long'],
  ['a NUL', 'a\u0000b', 'form.invalid'],
])('%s is not a question', (_, text, message) => {
  const parsed = askInput.safeParse({ commandId: newId(), eventId: newId(), text })
  expect(parsed.error?.issues.map((i) => i.message)).toContain(message)
})

test('300 characters as people count them are one, also with variants and line ends of a form', () => {
  const text = `${'葛󠄀'.repeat(298)}\r\n字`
  expect(askInput.parse({ commandId: newId(), eventId: newId(), text }).text).toBe(`${'葛󠄀'.repeat(298)}\n字`)
})

test('words that nobody should find unread wait for a host where everything else is shown at once; hosts see why, others nothing', async () => {
  const { host, ctx, eventId } = await evening({ isModerated: false, allowsPseudonym: true })
  expect(await askQuestion(ctx, ask(eventId))).toMatchObject({ isPending: false })
  const { questionId, isPending } = await askQuestion(ctx, ask(eventId, 'バカ野郎'))
  expect(isPending).toBe(true)
  expect(await askQuestion(ctx, { ...ask(eventId), as: 'pseudonym', pseudonym: 'クソ野郎' })).toMatchObject({ isPending: true })
  expect((await emitted(`event:${eventId}:staff`)).map((e) => (e.payload as { question: { isRude?: true } }).question.isRude)).toEqual([undefined, true, true])
  expect(await emitted(`event:${eventId}:all`)).toHaveLength(1)
  await approveQuestion(host, { commandId: newId(), questionId })
  expect(JSON.stringify(await emitted(`event:${eventId}:all`))).not.toContain('isRude')
})
