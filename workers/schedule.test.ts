import { expect, test } from 'vitest'
import { system } from '../app/core/actor.ts'
import { pruneCommands, pruneEvents } from '../app/core/prune.server.ts'
import { newId, randomId } from '../app/core/ids.ts'
import { makeMember, makeSession } from '../prisma/factories/accounts.ts'
import { makeMail } from '../prisma/factories/notifications.ts'
import { clock, testCtx, testDb } from '../prisma/testing/index.ts'
import { runWorkers, testDeps } from '../prisma/testing/workers.ts'
import { due, tick } from './schedule.ts'

const db = testDb
const HOUR = 3_600_000
const ago = (hours: number) => new Date(clock.now().getTime() - hours * HOUR)

test('two workers share one schedule: one tick is to come, not one for each', async () => {
  let ticks = 0
  const settings = { tickMs: 300, due: { note: async () => void ticks++ } }
  await Promise.all([runWorkers(settings), runWorkers(settings)])
  const toCome: number[] = []
  await expect.poll(async () => {
    const [row] = await db().$queryRaw<{ n: number }[]>`select count(*)::int as n from jobs.job where name = 'tick' and state in ('waiting', 'delayed')`
    toCome.push(row?.n ?? 0)
    return ticks
  }).toBeGreaterThanOrEqual(2 + 8)
  expect(toCome.length).toBeGreaterThan(8)
  // On a machine that cannot keep up a late tick is laid anew beside itself, for a moment.
  expect(toCome.toSorted((a, b) => a - b)[Math.floor(toCome.length / 2)]).toBe(1)
}, 60_000)

test('what fails does not keep the others from their work', async () => {
  const done: string[] = []
  await tick(testDeps(), { a: async () => { throw new Error('a') }, b: async () => void done.push('b') })
  expect(done).toEqual(['b'])
})

test('every line of the schedule bears being called twice at once', async () => {
  for (const run of Object.values(due)) await Promise.all([run(testCtx(system)), run(testCtx(system))])
})

test('streams forget after 48 hours, commands after seven days, and nothing earlier', async () => {
  const member = await makeMember(db())
  const event = (seq: number, at: Date) => ({ stream: 'topic:x', seq, type: 't', payload: {}, at })
  await db().liveEvent.createMany({ data: [event(1, ago(48.1)), event(2, ago(47.9)), event(3, ago(0))] })
  const command = (at: Date) => ({ memberId: member.id, commandId: randomId(), type: 't', answer: {}, at })
  await db().command.createMany({ data: [command(ago(7 * 24 + 0.1)), command(ago(7 * 24 - 0.1))] })
  expect([await pruneEvents(testCtx(system)), await pruneCommands(testCtx(system))]).toEqual([1, 1])
  expect((await db().liveEvent.findMany({ where: { stream: 'topic:x' }, orderBy: { seq: 'asc' } })).map((e) => e.seq)).toEqual([2n, 3n])
  expect(await db().command.count()).toBe(1)
  expect([await pruneEvents(testCtx(system)), await pruneCommands(testCtx(system))]).toEqual([0, 0])
})

test('a bite is bounded, and the next tick goes on', async () => {
  await db().$executeRaw`insert into live_event (stream, seq, type, payload, at) select 'topic:many', n, 't', '{}', ${ago(72)} from generate_series(1, 2500) n`
  expect(await pruneEvents(testCtx(system))).toBe(2000)
  expect(await pruneEvents(testCtx(system))).toBe(500)
})

test('a tick of the real schedule: expired sessions end, lost mails are listed, old dead jobs and old mails go', async () => {
  const member = await makeMember(db())
  await makeSession(db(), member, { expiresAt: ago(1) })
  const { session } = await makeSession(db(), member, { expiresAt: ago(-1) })
  const [lost, busy, old] = [await makeMail(db(), { status: 'sending', sendingAt: ago(0.2) }), await makeMail(db(), { status: 'sending', sendingAt: ago(0.1) }), await makeMail(db(), { status: 'sent', createdAt: ago(366 * 24) })]
  const dead = (failedAt: Date) => ({ queue: 'main', name: 'x', payload: {}, createdAt: failedAt, dueAt: failedAt, failedAt, error: 'x' })
  await db().outbox.createMany({ data: [dead(ago(91 * 24)), dead(ago(89 * 24))] })
  await db().devMail.createMany({ data: Array.from({ length: 2003 }, (_, n) => ({ messageId: newId(), to: 'a@example.com', subject: String(n), raw: new Uint8Array(), createdAt: clock.now() })) })
  await tick(testDeps())
  expect((await db().session.findMany()).map((s) => s.id)).toEqual([session.id])
  expect((await db().mail.findMany({ where: { id: { in: [lost.id, busy.id, old.id] } }, orderBy: { id: 'asc' } })).map((m) => m.status)).toEqual(['unknown', 'sending'])
  expect(await db().outbox.count({ where: { failedAt: { not: null } } })).toBe(1)
  expect((await db().devMail.findMany({ orderBy: { id: 'asc' }, take: 1 }))[0]?.subject).toBe('3')
})
