import { beforeEach, expect, test } from 'vitest'
import { makeApplicant, makeMember } from '../../../prisma/factories/accounts.ts'
import { audits, clock, concurrently, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { randomId } from '../../core/ids.ts'
import { createFeedToken, endFeedToken, feedReader, listFeeds } from './index.server.ts'

beforeEach(() => emptyDb())

const open = (token: string, kind: 'topics' | 'calendar' = 'topics', ip = '192.0.2.1') => feedReader(testCtx(), { kind, token, ip })
const closed = { code: 'not_found' }
const fresh = (kind: 'topics' | 'calendar' = 'topics') => ({ commandId: randomId(), kind })

test('a private address opens its own kind, for its own member, and is stored as a hash only', async () => {
  const member = await makeMember(testDb())
  const { token } = await createFeedToken(testCtx(member), fresh())
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect((await open(token)).actor).toMatchObject({ id: member.id, status: 'active' })
  await expect(open(token, 'calendar')).rejects.toMatchObject(closed)
  const stored = JSON.stringify([await testDb().feedToken.findMany(), await testDb().command.findMany(), await audits()])
  expect(stored).not.toContain(token)
  for (const bad of ['', 'x', `${token}x`, token.slice(0, -1), token.toUpperCase(), "' or 1=1"]) await expect(open(bad, 'topics', '192.0.2.9')).rejects.toMatchObject(closed)
})

test('a retry shows the same address; a new one ends the old; ending ends it', async () => {
  const ctx = testCtx(await makeMember(testDb()))
  const input = fresh()
  const first = await createFeedToken(ctx, input)
  expect(await createFeedToken(ctx, input)).toEqual(first)
  const second = await createFeedToken(ctx, fresh())
  expect(second.token).not.toBe(first.token)
  await expect(open(first.token)).rejects.toMatchObject(closed)
  await open(second.token)
  await createFeedToken(ctx, fresh('calendar'))
  await endFeedToken(ctx, fresh())
  await expect(open(second.token)).rejects.toMatchObject(closed)
  expect((await listFeeds(ctx)).map((f) => [f.kind, f.createdAt !== null])).toEqual([['topics', false], ['calendar', true]])
  expect((await audits()).map((a) => a.action)).toEqual(['feed.created', 'feed.created', 'feed.created', 'feed.ended'])
})

test('of many made at once one is left, and it is one that was shown', async () => {
  const ctx = testCtx(await makeMember(testDb()))
  const { done, failed } = await concurrently(6, () => createFeedToken(ctx, fresh()))
  const opened = await Promise.all(done.map(({ token }) => open(token).then(() => true, () => false)))
  expect([failed, done.length, await testDb().feedToken.count(), opened.filter(Boolean).length]).toEqual([[], 6, 1, 1])
})

test('it ends with the membership, and nobody else can have one', async () => {
  const member = await makeMember(testDb())
  const { token } = await createFeedToken(testCtx(member), fresh())
  for (const status of ['suspended', 'left', 'applicant'] as const) {
    await testDb().member.update({ where: { id: member.id }, data: { status } })
    await expect(open(token)).rejects.toMatchObject(closed)
  }
  for (const who of [undefined, await makeApplicant(testDb()), await makeMember(testDb(), { status: 'suspended' })]) {
    await expect(createFeedToken(testCtx(who), fresh())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(endFeedToken(testCtx(who), fresh())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listFeeds(testCtx(who))).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('who asks too often waits, and who guesses is soon not even looked up', async () => {
  const { token } = await createFeedToken(testCtx(await makeMember(testDb())), fresh())
  for (let i = 0; i < 240; i++) await open(token)
  await expect(open(token)).rejects.toMatchObject({ code: 'too_many' })
  clock.advance(3_600_000)
  await open(token)
  for (let i = 0; i < 300; i++) await expect(open('x', 'topics', '198.51.100.7')).rejects.toMatchObject(closed)
  await expect(open(token, 'topics', '198.51.100.7')).rejects.toMatchObject({ code: 'too_many' })
  await open(token)
})

test('one sees when it was last read, to the hour', async () => {
  const ctx = testCtx(await makeMember(testDb()))
  const { token } = await createFeedToken(ctx, fresh())
  const lastRead = async () => (await listFeeds(ctx))[0]?.lastReadAt
  expect(await lastRead()).toBeNull()
  await open(token)
  const first = await lastRead()
  clock.advance(60_000)
  await open(token)
  expect(await lastRead()).toBe(first)
  clock.advance(3_600_000)
  await open(token)
  expect(await lastRead()).not.toBe(first)
})
