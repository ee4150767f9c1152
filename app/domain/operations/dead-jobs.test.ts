import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { audits, clock, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { runWorkers } from '../../../prisma/testing/workers.ts'
import { guest, system } from '../../core/actor.ts'
import { randomId } from '../../core/ids.ts'
import { countJobs, listDeadJobs, retryDeadJob } from './index.server.ts'

const db = testDb
beforeEach(() => db().outbox.deleteMany())
const dead = (over: object = {}) => db().outbox.create({ data: { queue: 'main', name: 'count', payload: { secret: '配慮事項' }, requestId: 'r', createdAt: clock.now(), dueAt: clock.now(), relayedAt: clock.now(), failedAt: clock.now(), starts: 3, error: 'Error: x', ...over } })

test('the dead list is for the desk; what a job carries is shown to nobody', async () => {
  await dead()
  const [member, department, moderator, operator] = await Promise.all([makeMember(db()), makeMember(db(), { role: 'department' }), makeMember(db(), { role: 'moderator' }), makeMember(db(), { role: 'operator' })])
  for (const who of [member!, department!]) await expect(listDeadJobs(testCtx(who), null)).rejects.toMatchObject({ code: 'not_found' })
  await expect(listDeadJobs(testCtx(guest), null)).rejects.toMatchObject({ code: 'not_found' })
  for (const who of [moderator!, operator!]) {
    const { items } = await listDeadJobs(testCtx(who), null)
    expect(items).toMatchObject([{ name: 'count', tries: 3, error: 'Error: x' }])
    expect(JSON.stringify(items)).not.toContain('配慮事項')
  }
})

test('paged by key, newest first', async () => {
  for (let i = 0; i < 45; i++) await dead({ failedAt: new Date(clock.now().getTime() + Math.floor(i / 3) * 1000), name: String(i) })
  const operator = testCtx(await makeMember(db(), { role: 'operator' }))
  const names: string[] = []
  let cursor: string | null = null
  do {
    const page = await listDeadJobs(operator, cursor)
    names.push(...page.items.map((j) => j.name))
    cursor = page.next
  } while (cursor !== null)
  expect(names).toEqual(Array.from({ length: 45 }, (_, i) => String(44 - i)))
})

test('counts: waiting, at work, given up', async () => {
  const row = { queue: 'main', name: 'x', payload: {}, createdAt: clock.now(), dueAt: clock.now() }
  await db().outbox.createMany({ data: [row, { ...row, relayedAt: clock.now() }, { ...row, leaseUntil: new Date(clock.now().getTime() + 1000) }, { ...row, leaseUntil: new Date(clock.now().getTime() - 1000) }, { ...row, queue: 'mail' }] })
  await dead()
  expect(await countJobs(testCtx(system))).toEqual([{ queue: 'main', waiting: 3, active: 1, dead: 1 }, { queue: 'mail', waiting: 1, active: 0, dead: 0 }])
  await expect(countJobs(testCtx(guest))).rejects.toMatchObject({ code: 'not_found' })
})

test('a job that is tried again runs once, with all its tries, and is in the audit trail', async () => {
  const { id } = await dead()
  const operator = await makeMember(db(), { role: 'operator' })
  const input = { commandId: randomId(), id: String(id) }
  await expect(retryDeadJob(testCtx(await makeMember(db())), { ...input, commandId: randomId() })).rejects.toMatchObject({ code: 'not_found' })
  let runs = 0
  const payload = { safeParse: () => ({ success: true, data: {} }) } as never
  await runWorkers({ work: { catalogue: { count: { queue: 'main', payload, attempts: 3 } }, handlers: { count: async () => void runs++ } as never } })
  await retryDeadJob(testCtx(operator), input)
  await retryDeadJob(testCtx(operator), input)
  await expect.poll(() => db().outbox.count()).toBe(0)
  expect(runs).toBe(1)
  expect(await audits('job.retried')).toMatchObject([{ actorId: operator.id, subjectId: String(id), detail: { name: 'count' } }])
  await expect(retryDeadJob(testCtx(operator), { commandId: randomId(), id: String(id) })).rejects.toMatchObject({ code: 'not_found' })
})

test('one that is no longer dead is not tried again', async () => {
  const { id } = await dead({ failedAt: null })
  const operator = await makeMember(db(), { role: 'operator' })
  await expect(retryDeadJob(testCtx(operator), { commandId: randomId(), id: String(id) })).rejects.toMatchObject({ code: 'conflict' })
})
