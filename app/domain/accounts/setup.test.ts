import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { audits, clock, concurrently, emptyDb, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { readOrganisation } from '../organisation/index.server.ts'
import { authenticate, checkSetupToken, completeSetup, createSetupLink, isEmptyPlace, login } from './index.server.ts'
import { setupInput } from './schema.ts'

beforeEach(emptyDb)

const browser = { ip: '192.0.2.1', userAgent: null, cookieHeader: null }
const tokenOf = (link: string) => new URL(link).searchParams.get('token')!
const input = (token: string, over: Record<string, string> = {}) =>
  setupInput.parse({ token, organisation: 'みやぎアルムナイネットワーク', office: '宮城県 人事課', familyName: '佐沼原', givenName: '由紀', familyKana: 'サヌマハラ', givenKana: 'ゆき', email: 'HR@example.com', password: 'hidamari no neko', ...over })

test('the first administrator names the place and is signed in', async () => {
  expect(await isEmptyPlace(testCtx())).toBe(true)
  const link = await createSetupLink(testCtx())
  expect(link).toMatch(/^http:\/\/localhost:3000\/setup\?token=[\w-]{43}$/)
  await checkSetupToken(testCtx(), tokenOf(link))
  const { cookies, memberId } = await completeSetup(testCtx(), input(tokenOf(link)), browser)
  const { actor } = await authenticate(testCtx(), { cookieHeader: cookies.map((c) => c.split(';')[0]).join('; ') })
  expect(actor).toMatchObject({ id: memberId, status: 'active', role: 'hr_admin', displayName: '佐沼原 由紀' })
  expect(await testDb().member.findUniqueOrThrow({ where: { id: memberId } })).toMatchObject({ email: 'hr@example.com', kana: 'さぬまはら ゆき', handle: expect.stringMatching(/^[a-z2-9]{8}$/) as string })
  expect(await readOrganisation(testDb())).toMatchObject({ name: 'みやぎアルムナイネットワーク', office: '宮城県 人事課', isDemo: false })
  expect(await audits('place.set_up')).toHaveLength(1)
  expect(await login(testCtx(), { email: 'hr@example.com', password: 'hidamari no neko' }, browser)).toMatchObject({ memberId })
  await expect(createSetupLink(testCtx())).rejects.toMatchObject({ code: 'conflict' })
})

test('a hundred at once with one link: one administrator', async () => {
  const token = tokenOf(await createSetupLink(testCtx()))
  const { done, failed } = await concurrently(100, (i) => completeSetup(testCtx(), input(token, { email: `hr${i}@example.com` }), browser))
  expect(done).toHaveLength(1)
  expect(new Set(failed.map((e) => (e as { code: string }).code))).toEqual(new Set(['not_found']))
  expect(await testDb().member.count()).toBe(1)
})

test('two links that are both good at once: one administrator', async () => {
  const first = tokenOf(await createSetupLink(testCtx()))
  const kept = await testDb().setupToken.findMany()
  const second = tokenOf(await createSetupLink(testCtx()))
  await testDb().setupToken.createMany({ data: kept })
  const { done } = await concurrently(40, (i) => completeSetup(testCtx(), input(i % 2 ? first : second, { email: `hr${i}@example.com` }), browser))
  expect(done).toHaveLength(1)
  expect(await testDb().member.count()).toBe(1)
})

test('a link is dead when it is used, an hour old, replaced, made up, or somebody is here', async () => {
  const isDead = async (token: string) => {
    await expect(checkSetupToken(testCtx(), token)).rejects.toMatchObject({ code: 'not_found' })
    await expect(completeSetup(testCtx(), input(token), browser)).rejects.toMatchObject({ code: 'not_found' })
    expect(await testDb().member.count({ where: { role: 'hr_admin' } })).toBe(0)
  }
  await isDead('')
  await isDead('made-up')
  const replaced = tokenOf(await createSetupLink(testCtx()))
  const old = tokenOf(await createSetupLink(testCtx()))
  await isDead(replaced)
  const [row] = await testDb().setupToken.findMany()
  await isDead(row!.tokenHash)
  clock.advance(3_600_000)
  await isDead(old)
  const good = tokenOf(await createSetupLink(testCtx()))
  await testDb().setupToken.updateMany({ data: { usedAt: clock.now() } })
  await isDead(good)
  await testDb().setupToken.updateMany({ data: { usedAt: null } })
  await checkSetupToken(testCtx(), good)
  await makeMember(testDb())
  await isDead(good)
})

test('a password everybody would try is refused, and the link stays good', async () => {
  const token = tokenOf(await createSetupLink(testCtx()))
  for (const password of ['miyagi-kencho-2025', '佐沼原由紀-hr-2025']) {
    await expect(completeSetup(testCtx(), input(token, { password }), browser)).rejects.toMatchObject({ code: 'invalid', fields: { password: 'setup.password_common' } })
  }
  expect(await completeSetup(testCtx(), input(token), browser)).toMatchObject({ memberId: expect.any(String) as string })
})
