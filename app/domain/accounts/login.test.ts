import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeMember } from '../../../prisma/factories/accounts.ts'
import { concurrently, testCtx, testDb, testUrl } from '../../../prisma/testing/index.ts'
import { createLimiter } from '../../../server/http/limiter.ts'
import { createLog } from '../../core/log.server.ts'
import { demoPassword } from './demo-logins.ts'
import { login } from './index.server.ts'

/** The real limits, on the table: the point is that many at once are counted. */
const newLimiter = () => createLimiter({ env: {}, databaseUrl: testUrl(), log: createLog('silent') })
let limiter = await newLimiter()
afterAll(() => limiter.close())
beforeEach(async () => {
  await testDb().rateLimit.deleteMany()
})

type Tried = { code: string; retryAfter?: number } | { code: 'ok'; cookies: string[] }
const from = (ip: string, cookieHeader: string | null = null) => ({ ip, userAgent: null, cookieHeader })
async function attempt(email: string, password: string, browser = from('192.0.2.1'), ctx = testCtx(undefined, { limit: limiter.limit })): Promise<Tried> {
  try {
    const { cookies } = await login(ctx, { email, password }, browser)
    return { code: 'ok', cookies }
  } catch (error) {
    const { code, retryAfter, textKey, fields } = error as { code: string; retryAfter?: number; textKey?: string; fields?: Record<string, string> }
    if (code === 'invalid') expect(fields).toEqual({ form: 'login.failed' })
    if (code === 'too_many') expect(textKey).toBe('login.too_many')
    return retryAfter === undefined ? { code } : { code, retryAfter }
  }
}
const codes = (tried: Tried[]) => {
  const count: Record<string, number> = {}
  for (const { code } of tried) count[code] = (count[code] ?? 0) + 1
  return count
}
const cookieHeaderOf = (lines: string[]) => lines.map((line) => line.split(';')[0]).join('; ')

describe('who may come in', () => {
  test('a member and an applicant; the address in any spelling of case and width is folded by the form', async () => {
    const member = await makeMember(testDb())
    expect(await login(testCtx(), { email: member.email, password: demoPassword }, from('192.0.2.1'))).toMatchObject({ memberId: member.id, status: 'active' })
    const applicant = await makeMember(testDb(), { status: 'applicant' })
    expect(await login(testCtx(), { email: applicant.email, password: demoPassword }, from('192.0.2.1'))).toMatchObject({ status: 'applicant' })
  })

  test('a wrong password, a wrong address, no password set, somebody who left: one and the same refusal', async () => {
    const member = await makeMember(testDb())
    const invited = await makeMember(testDb(), { passwordHash: null })
    const left = await makeMember(testDb(), { status: 'left' })
    const refusals = [
      await login(testCtx(), { email: member.email, password: 'not this one' }, from('192.0.2.1')).catch((e: unknown) => e),
      await login(testCtx(), { email: 'nobody@example.com', password: demoPassword }, from('192.0.2.1')).catch((e: unknown) => e),
      await login(testCtx(), { email: invited.email, password: demoPassword }, from('192.0.2.1')).catch((e: unknown) => e),
      await login(testCtx(), { email: left.email, password: demoPassword }, from('192.0.2.1')).catch((e: unknown) => e),
    ]
    const told = refusals.map((e) => JSON.stringify({ ...(e as object), message: (e as Error).message }))
    expect(new Set(told).size).toBe(1)
    expect(refusals[0]).toMatchObject({ code: 'invalid', fields: { form: 'login.failed' } })
  })

  test('whoever is suspended is told so, but only with the right password', async () => {
    const member = await makeMember(testDb(), { status: 'suspended' })
    expect(await attempt(member.email, 'not this one')).toEqual({ code: 'invalid' })
    await expect(login(testCtx(), { email: member.email, password: demoPassword }, from('192.0.2.1'))).rejects.toMatchObject({ code: 'forbidden', textKey: 'login.suspended' })
    expect(await testDb().session.count({ where: { memberId: member.id } })).toBe(0)
  })

  test('a suspension between the comparison and the session counts', async () => {
    const member = await makeMember(testDb())
    const ctx = testCtx()
    const passwords = { ...ctx.passwords, verify: async (...args: Parameters<typeof ctx.passwords.verify>) => {
      const isRight = await ctx.passwords.verify(...args)
      await testDb().member.update({ where: { id: member.id }, data: { status: 'suspended' } })
      return isRight
    } }
    await expect(login({ ...ctx, passwords }, { email: member.email, password: demoPassword }, from('192.0.2.1'))).rejects.toMatchObject({ code: 'invalid' })
    expect(await testDb().session.count({ where: { memberId: member.id } })).toBe(0)
  })
})

describe('guessing', () => {
  test('five wrong tries at one account from one network in a quarter of an hour, then even the right one waits', async () => {
    const member = await makeMember(testDb())
    for (let i = 0; i < 5; i++) expect(await attempt(member.email, 'wrong')).toEqual({ code: 'invalid' })
    const refused = await attempt(member.email, demoPassword)
    expect(refused).toMatchObject({ code: 'too_many' })
    expect((refused as { retryAfter: number }).retryAfter).toBeGreaterThan(880)
    expect(await attempt(member.email, demoPassword, from('192.0.2.2'))).toMatchObject({ code: 'ok' })
  })

  test('two hundred at once: exactly five are compared', async () => {
    const member = await makeMember(testDb())
    const { done } = await concurrently(200, () => attempt(member.email, 'wrong'))
    expect(codes(done)).toEqual({ invalid: 5, too_many: 195 })
  })

  test('two hundred at once from as many networks: exactly twenty an hour at one account', async () => {
    const member = await makeMember(testDb())
    const { done } = await concurrently(200, (i) => attempt(member.email, 'wrong', from(`198.51.100.${i}`)))
    expect(codes(done)).toEqual({ invalid: 20, too_many: 180 })
  })

  test('two hundred accounts at once from one network: exactly fifty an hour; its IPv6 neighbours are the same network', async () => {
    const { done } = await concurrently(200, (i) => attempt(`nobody${i}@example.com`, 'wrong', from(`2001:db8:0:1::${i.toString(16)}`)))
    expect(codes(done)).toEqual({ invalid: 50, too_many: 150 })
    expect(await attempt('nobody@example.com', 'wrong', from('2001:db8:0:2::1'))).toEqual({ code: 'invalid' })
  })

  test('an address that does not exist is counted like one that does', async () => {
    const member = await makeMember(testDb())
    const tries = async (email: string) => {
      const seen: string[] = []
      for (let i = 0; i < 7; i++) seen.push((await attempt(email, 'wrong', from('203.0.113.9'))).code)
      return seen
    }
    expect(await tries('never@example.com')).toEqual(await tries(member.email))
  })

  test('a hall full of honest people behind one address signs in at once: nobody is stopped', async () => {
    const members = await Promise.all(Array.from({ length: 60 }, () => makeMember(testDb())))
    const { done } = await concurrently(120, (i) => attempt(members[i % 60]!.email, demoPassword, from('192.0.2.77')))
    expect(codes(done)).toEqual({ ok: 120 })
  })

  test('counts outlive the process', async () => {
    const member = await makeMember(testDb())
    for (let i = 0; i < 5; i++) await attempt(member.email, 'wrong')
    await limiter.close()
    limiter = await newLimiter()
    expect(await attempt(member.email, demoPassword)).toMatchObject({ code: 'too_many' })
  })

  test('after the window it opens again', async () => {
    const member = await makeMember(testDb())
    for (let i = 0; i < 5; i++) await attempt(member.email, 'wrong')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 900_001 })
    try {
      expect(await attempt(member.email, demoPassword)).toMatchObject({ code: 'ok' })
    } finally {
      vi.useRealTimers()
    }
  })

  test('no address stands in the table of limits', async () => {
    const member = await makeMember(testDb())
    await attempt(member.email, 'wrong')
    const rows = await testDb().rateLimit.findMany()
    expect(rows).toHaveLength(3)
    expect(JSON.stringify(rows, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(member.email)
  })
})

describe('a browser its owner has used before', () => {
  async function knownOwner() {
    const member = await makeMember(testDb())
    const first = await attempt(member.email, demoPassword, from('203.0.113.1'))
    return { member, cookies: cookieHeaderOf((first as { cookies: string[] }).cookies) }
  }

  test('is never locked out by somebody else, not even while they try', async () => {
    const { member, cookies } = await knownOwner()
    const attack = concurrently(150, (i) => attempt(member.email, 'wrong', from(i % 2 ? '203.0.113.1' : `198.51.100.${i}`)))
    for (let i = 0; i < 10; i++) expect(await attempt(member.email, demoPassword, from('203.0.113.1', cookies))).toMatchObject({ code: 'ok' })
    await attack
    expect(await attempt(member.email, demoPassword, from('203.0.113.1'))).toMatchObject({ code: 'too_many' })
    expect(await attempt(member.email, demoPassword, from('203.0.113.1', cookies))).toMatchObject({ code: 'ok' })
  })

  test('has its own limit: somebody at it cannot guess without end', async () => {
    const { member, cookies } = await knownOwner()
    const { done } = await concurrently(200, () => attempt(member.email, 'wrong', from('203.0.113.1', cookies)))
    // More than the queue for known browsers holds are told to come back; five are compared.
    const { invalid, too_many = 0, unavailable = 0, ...rest } = codes(done)
    expect([invalid, too_many + unavailable, rest]).toEqual([5, 195, {}])
  })

  test('is known to its owner\'s account only, and cannot be forged', async () => {
    const { cookies } = await knownOwner()
    const other = await makeMember(testDb())
    for (let i = 0; i < 5; i++) await attempt(other.email, 'wrong', from('203.0.113.1'))
    expect(await attempt(other.email, demoPassword, from('203.0.113.1', cookies))).toMatchObject({ code: 'too_many' })
    const { member, cookies: own } = await knownOwner()
    for (let i = 0; i < 5; i++) await attempt(member.email, 'wrong', from('203.0.113.1'))
    const forged = own.replace(/(enishi-device=[^.]+\.).*/, '$1AAAA')
    expect(await attempt(member.email, demoPassword, from('203.0.113.1', forged))).toMatchObject({ code: 'too_many' })
    expect(await attempt(member.email, demoPassword, from('203.0.113.1', own))).toMatchObject({ code: 'ok' })
  })

  test('twenty browsers of a member are remembered, the latest', async () => {
    const member = await makeMember(testDb())
    for (let i = 0; i < 22; i++) await login(testCtx(), { email: member.email, password: demoPassword }, from(`192.0.2.${i}`))
    expect(await testDb().knownDevice.count({ where: { memberId: member.id } })).toBe(20)
  })
})
