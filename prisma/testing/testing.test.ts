import { expect, test } from 'vitest'
import { z } from 'zod'
import { conflict } from '../../app/core/errors.ts'
import { system } from '../../app/core/actor.ts'
import { audits, clock, concurrently, DEMO_NOW, emitted, emptyDb, jobs, testCtx, testDb, testUrl } from '../testing/index.ts'

const events = { greeted: z.strictObject({ name: z.string() }) }
const greetings = { sendGreeting: { queue: 'mail', payload: z.strictObject({ name: z.string() }), attempts: 3 } } as const

test('what commits is read back, what rolls back is not', async () => {
  const ctx = testCtx(system)
  const work = (name: string, fails: boolean) =>
    ctx.tx(async (tx) => {
      tx.emit('topic:1', events, 'greeted', { name })
      tx.enqueue(greetings, 'sendGreeting', { name })
      tx.audit({ action: 'greeted' })
      if (fails) throw conflict()
    })
  await work('浜岸', false)
  await expect(work('蔵守', true)).rejects.toMatchObject({ code: 'conflict' })
  expect(await emitted('topic:1')).toEqual([{ seq: 1, type: 'greeted', payload: { name: '浜岸' } }])
  expect(await jobs()).toMatchObject([{ queue: 'mail', name: 'sendGreeting', payload: { name: '浜岸' }, dueAt: DEMO_NOW }])
  expect(await audits()).toMatchObject([{ action: 'greeted', actorRole: 'system', at: DEMO_NOW }])
})

test('the database of a file can be emptied', async () => {
  await testDb().mailSuppression.create({ data: { address: 'a@example.com', list: 'all', reason: 'test', createdAt: clock.now() } })
  await emptyDb()
  expect(await testDb().mailSuppression.count()).toBe(0)
  expect(await emitted('topic:1')).toEqual([])
  expect(new URL(testUrl()).pathname).toMatch(/^\/test_/)
})

test('limits count by the clock', async () => {
  const ctx = testCtx()
  const use = () => ctx.limit('post', 'me', { points: 2, seconds: 60 })
  const { done, failed } = await concurrently(3, use)
  expect([done.length, failed]).toEqual([2, [expect.objectContaining({ code: 'too_many', retryAfter: 60 })]])
  clock.advance(60_000)
  await use()
})

test('the clock and the limits are set back before each test', async () => {
  expect(clock.now()).toEqual(DEMO_NOW)
  await testCtx().limit('post', 'me', { points: 2, seconds: 60 })
})
