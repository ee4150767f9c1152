import { describe, expect, test } from 'vitest'
import { audits, clock, concurrently, DEMO_NOW, emitted, testCtx, testDb } from '../../../prisma/testing/index.ts'
import { demoPassword } from './demo-logins.ts'
import { makeMember, makeSession } from '../../../prisma/factories/accounts.ts'
import { authenticate, endAllSessions, endExpiredSessions, endSession, login, logout } from './index.server.ts'
import { createLucia } from './lucia.server.ts'
import { hashToken } from './tokens.server.ts'

const DAY = 86_400_000
const browser = (cookieHeader: string | null = null) => ({ ip: '192.0.2.1', userAgent: 'Test/1.0', cookieHeader })
/** What a browser keeps of Set-Cookie lines. */
const cookieHeaderOf = (lines: string[]) => lines.map((line) => line.split(';')[0]).join('; ')
const tokenOf = (header: string) => /enishi=([a-z2-7]+)/.exec(header)![1]!

async function signedIn() {
  const member = await makeMember(testDb())
  const { cookies } = await login(testCtx(), { email: member.email, password: demoPassword }, browser())
  return { member, cookies, header: cookieHeaderOf(cookies) }
}
const who = async (header: string) => (await authenticate(testCtx(), { cookieHeader: header })).actor

describe('a session', () => {
  test('signs the member in, with the public id and never the token', async () => {
    const { member, header } = await signedIn()
    const actor = await who(header)
    const row = await testDb().session.findFirstOrThrow({ where: { memberId: member.id } })
    expect(actor).toEqual({ kind: 'account', id: member.id, sessionId: row.id, status: 'active', role: 'member', handle: member.handle, displayName: member.displayName, lng: 'ja' })
    expect(JSON.stringify(actor)).not.toContain(tokenOf(header))
  })

  test('stands in the database as a hash only: no column of a dump signs anybody in', async () => {
    const { member, header } = await signedIn()
    const row = await testDb().session.findFirstOrThrow({ where: { memberId: member.id } })
    expect(row.tokenHash).toBe(hashToken(tokenOf(header)))
    for (const stored of [row.id, row.tokenHash]) expect(await who(`enishi=${stored}`)).toEqual({ kind: 'guest' })
    const [dump] = await testDb().$queryRaw<{ all: string }[]>`select string_agg(s::text, '') || (select string_agg(d::text, '') from known_device d) as all from session s`
    for (const part of header.split(/[;=.\s]+/)) if (part.length > 20) expect(dump!.all).not.toContain(part)
  })

  test('the token is what Lucia extends and deletes by: neither the hash nor the public id is taken for it', async () => {
    const { member, header } = await signedIn()
    const lucia = createLucia(testCtx())
    const token = tokenOf(header)
    const row = await testDb().session.findFirstOrThrow({ where: { memberId: member.id } })
    for (const wrong of [row.id, row.tokenHash]) {
      await lucia.invalidateSession(wrong)
      expect(await testDb().session.count({ where: { id: row.id } })).toBe(1)
    }
    const { session } = await lucia.validateSession(token)
    expect(session).toMatchObject({ id: token, publicId: row.id })
    await lucia.invalidateSession(token)
    expect(await testDb().session.count({ where: { id: row.id } })).toBe(0)
  })

  test('costs one query', async () => {
    const { header } = await signedIn()
    const asked: string[] = []
    const db = testDb().$extends({ query: { $allOperations: ({ operation, args, query }) => { asked.push(operation); return query(args) } } })
    const ctx = testCtx(undefined, { db: db as unknown as ReturnType<typeof testDb> })
    await authenticate(ctx, { cookieHeader: header })
    asked.length = 0
    expect((await authenticate(ctx, { cookieHeader: header })).actor.kind).toBe('account')
    expect(asked).toEqual(['$queryRaw'])
    await authenticate(ctx, { cookieHeader: 'theme=dark; enishi=not-a-token' })
    expect(asked).toHaveLength(1)
  })

  test.each(['', 'enishi=', 'enishi=%', 'enishi=%E0%A4%A', 'enishi', ';;;=;', 'x=%; enishi=a', `enishi=${'a'.repeat(40)}`, "enishi=' or 1=1 --", 'enishi=\u0000'])('%j is a guest', async (header) => {
    expect(await authenticate(testCtx(), { cookieHeader: header })).toEqual({ actor: { kind: 'guest' }, cookie: null, expiresAt: null })
  })

  test('a cookie of any length is a guest', async () => {
    expect((await authenticate(testCtx(), { cookieHeader: `enishi=${'a'.repeat(100_000)}` })).actor).toEqual({ kind: 'guest' })
  })

  test('ends after thirty days without use, by the clock of the place', async () => {
    const { header } = await signedIn()
    clock.advance(30 * DAY - 1000)
    const { expiresAt } = await authenticate(testCtx(), { cookieHeader: header })
    // Lucia counts by the wall clock, which runs on while this is read.
    expect(Math.abs(expiresAt!.getTime() - clock.now().getTime() - 30 * DAY)).toBeLessThan(1000)
    const other = await signedIn()
    clock.advance(30 * DAY)
    expect(await who(other.header)).toEqual({ kind: 'guest' })
  })

  test('is extended, cookie and all, once half of it is used, not at every request', async () => {
    const { header } = await signedIn()
    clock.advance(14 * DAY)
    expect((await authenticate(testCtx(), { cookieHeader: header })).cookie).toBeNull()
    clock.advance(2 * DAY)
    const { cookie } = await authenticate(testCtx(), { cookieHeader: header })
    expect(cookie).toContain(`enishi=${tokenOf(header)}; HttpOnly; Max-Age=2592000; Path=/; SameSite=Lax`)
    expect((await authenticate(testCtx(), { cookieHeader: header })).cookie).toBeNull()
    clock.advance(29 * DAY)
    expect((await who(header)).kind).toBe('account')
  })

  test('where one may ask without a name nothing says when it was: last seen stays, a session is extended to the hour', async () => {
    const { member, header } = await signedIn()
    const seen = async () => (await testDb().member.findUniqueOrThrow({ where: { id: member.id } })).lastSeenAt
    clock.advance(16 * DAY + 123_456)
    await authenticate(testCtx(), { cookieHeader: header, isUnseen: true })
    expect(await seen()).toBeNull()
    expect((await testDb().session.findFirstOrThrow({ where: { memberId: member.id } })).expiresAt.getTime() % 3_600_000).toBe(0)
    await who(header)
    expect(await seen()).toEqual(clock.now())
  })

  test('last seen is written at most every five minutes, by one of many', async () => {
    const { member, header } = await signedIn()
    const seen = async () => (await testDb().member.findUniqueOrThrow({ where: { id: member.id } })).lastSeenAt
    expect(await seen()).toBeNull()
    await who(header)
    expect(await seen()).toEqual(DEMO_NOW)
    clock.advance(4 * 60_000)
    await who(header)
    expect(await seen()).toEqual(DEMO_NOW)
    clock.advance(60_000)
    await concurrently(20, () => who(header))
    expect(await seen()).toEqual(clock.now())
  })

  test('who has left is a guest', async () => {
    const { member, header } = await signedIn()
    await testDb().member.update({ where: { id: member.id }, data: { status: 'left' } })
    expect(await who(header)).toEqual({ kind: 'guest' })
  })
})

describe('cookies', () => {
  test('over https they are bound to the host', async () => {
    const member = await makeMember(testDb())
    const place = { publicUrl: 'https://alumni.example.jp' }
    const { cookies } = await login(testCtx(undefined, { place }), { email: member.email, password: demoPassword }, browser())
    expect(cookies[0]).toMatch(/^__Host-enishi=[a-z2-7]{40}; HttpOnly; Max-Age=2592000; Path=\/; SameSite=Lax; Secure$/)
    expect(cookies[1]).toMatch(/^__Host-enishi-device=[\w-]{43}\.[\w-]{43}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure$/)
    const plain = cookieHeaderOf(cookies).replaceAll('__Host-', '')
    expect((await authenticate(testCtx(undefined, { place }), { cookieHeader: plain })).actor.kind).toBe('guest')
  })

  test('a cookie from before signing in is dead afterwards, and was never taken over', async () => {
    const attacker = await makeMember(testDb())
    const { session, cookieHeader, token } = await makeSession(testDb(), attacker)
    const victim = await makeMember(testDb())
    const { cookies } = await login(testCtx(), { email: victim.email, password: demoPassword }, browser(cookieHeader))
    expect(cookies[0]).not.toContain(token)
    expect(await who(cookieHeader)).toEqual({ kind: 'guest' })
    expect(await emitted(`user:${attacker.id}`)).toMatchObject([{ type: 'session.ended', payload: { sessionId: session.id } }])
    const fixed = `enishi=${'a'.repeat(40)}`
    const again = await login(testCtx(), { email: victim.email, password: demoPassword }, browser(fixed))
    expect(again.cookies[0]).not.toContain(fixed)
    expect(await who(fixed)).toEqual({ kind: 'guest' })
  })
})

describe('the end', () => {
  test('signing out ends this session, clears the cookie and tells the sockets', async () => {
    const { member, header } = await signedIn()
    const actor = await who(header)
    const other = await makeSession(testDb(), member)
    expect(await logout(testCtx(actor))).toBe('enishi=; HttpOnly; Max-Age=0; Path=/; SameSite=Lax')
    expect(await who(header)).toEqual({ kind: 'guest' })
    expect((await who(other.cookieHeader)).kind).toBe('account')
    expect(await emitted(`user:${member.id}`)).toMatchObject([{ type: 'session.ended', payload: { sessionId: (actor as { sessionId: string }).sessionId } }])
    await expect(logout(testCtx())).resolves.toContain('Max-Age=0')
  })

  test('one session of one\'s own by its public id; nobody else\'s', async () => {
    const [mine, theirs] = [await makeMember(testDb()), await makeMember(testDb())]
    const [a, b, c] = [await makeSession(testDb(), mine), await makeSession(testDb(), mine), await makeSession(testDb(), theirs)]
    await expect(endSession(testCtx(mine), c.session.id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await who(c.cookieHeader)).kind).toBe('account')
    await endSession(testCtx(mine), a.session.id)
    expect(await who(a.cookieHeader)).toEqual({ kind: 'guest' })
    expect((await who(b.cookieHeader)).kind).toBe('account')
    await expect(endSession(testCtx(mine), a.session.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('everywhere: by oneself, keeping this one; by an HR administrator; by nobody else', async () => {
    const [member, stranger, moderator, hr] = [await makeMember(testDb()), await makeMember(testDb()), await makeMember(testDb(), { role: 'moderator' }), await makeMember(testDb(), { role: 'hr_admin' })]
    const sessions = [await makeSession(testDb(), member), await makeSession(testDb(), member), await makeSession(testDb(), member)]
    for (const actor of [stranger, moderator]) await expect(endAllSessions(testCtx(actor), member.id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await endAllSessions(testCtx(member), member.id, { keep: sessions[0]!.session.id })).toBe(2)
    expect((await Promise.all(sessions.map((s) => who(s.cookieHeader)))).map((a) => a.kind)).toEqual(['account', 'guest', 'guest'])
    expect(await endAllSessions(testCtx(hr), member.id)).toBe(1)
    expect(await emitted(`user:${member.id}`)).toHaveLength(3)
    expect(await audits('session.all_ended')).toHaveLength(2)
  })

  test('what has run out is cleared, and only that', async () => {
    const member = await makeMember(testDb())
    const old = await makeSession(testDb(), member, { expiresAt: DEMO_NOW })
    const living = await makeSession(testDb(), member, { expiresAt: new Date(DEMO_NOW.getTime() + 1) })
    expect(await endExpiredSessions(testCtx())).toBe(1)
    expect(await testDb().session.findMany({ where: { memberId: member.id }, select: { id: true } })).toEqual([{ id: living.session.id }])
    expect(await emitted(`user:${member.id}`)).toMatchObject([{ payload: { sessionId: old.session.id } }])
  })
})
