import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeSession } from '../../../prisma/factories/accounts.ts'
import { testDb, testUrl } from '../../../prisma/testing/index.ts'
import { allowedOrigin } from '../../http/origin.ts'
import { openSite, type Site } from './site.ts'

let plain: Site
let secure: Site
let signedIn: { plain: string; secure: string }
beforeAll(async () => {
  plain = await openSite(testUrl())
  secure = await openSite(testUrl(), { PUBLIC_URL: 'https://alumni.example.jp', TRUST_PROXY: '1' })
  const member = await makeMember(testDb())
  const cookieFor = async (publicUrl: string) => (await makeSession(testDb(), member, { now: new Date(), publicUrl })).cookieHeader
  signedIn = { plain: await cookieFor('http://localhost'), secure: await cookieFor('https://alumni.example.jp') }
})
afterAll(() => Promise.all([plain.close(), secure.close()]))

const write = (site: Site, headers: Record<string, string>) => site.ask('/echo', { form: { a: '1' }, headers }).then((a) => a.status)

describe('a write with the session of our visitor', () => {
  const elsewhere = ['https://evil.example', 'null', '', 'http://alumni.example.jp', 'https://alumni.example.jp:444', 'https://alumni.example.jp.evil.example', 'https://evil.example/https://alumni.example.jp', 'https://ALUMNI.example.jp', 'alumni.example.jp', 'file://', 'chrome-extension://abc', 'https://alumni.example.jp, https://evil.example']
  test.each(elsewhere)('from %j is not accepted', async (origin) => {
    expect(await write(secure, { cookie: signedIn.secure, origin })).toBe(403)
    expect(await write(secure, { origin })).toBe(403)
  })

  test('from here is', async () => {
    expect(await write(secure, { cookie: signedIn.secure, origin: 'https://alumni.example.jp' })).toBe(200)
    expect(await write(secure, { cookie: signedIn.secure, origin: 'https://alumni.example.jp', 'sec-fetch-site': 'same-origin' })).toBe(200)
  })

  test.each(['cross-site', 'same-site', 'CROSS-SITE', ''])('is not accepted when the browser says it is %j', async (site) => {
    expect(await write(secure, { cookie: signedIn.secure, origin: 'https://alumni.example.jp', 'sec-fetch-site': site })).toBe(403)
  })

  test('without Origin passes only without a session cookie, whatever stands in it', async () => {
    expect(await write(secure, {})).toBe(200)
    expect(await write(secure, { cookie: 'lng=en; theme=dark' })).toBe(200)
    expect(await write(secure, { cookie: signedIn.secure })).toBe(403)
    expect(await write(secure, { cookie: 'lng=en; __Host-enishi=anything' })).toBe(403)
    expect(await write(plain, { cookie: 'enishi=' })).toBe(403)
    expect(await write(plain, { 'sec-fetch-site': 'cross-site' })).toBe(403)
  })

  test('a proxy header cannot make another place ours', async () => {
    for (const site of [plain, secure]) expect(await write(site, { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' })).toBe(403)
    const { text } = await secure.ask('/echo.data', { headers: { 'x-forwarded-host': 'evil.example', host: 'evil.example' } })
    expect(text).toContain('https://alumni.example.jp')
    expect(text).not.toContain('evil')
  })

  test('without TRUST_PROXY nobody speaks for the client; with it, the last proxy does', async () => {
    const headers = { 'x-forwarded-for': '198.51.100.7, 203.0.113.9', 'x-forwarded-proto': 'https', forwarded: 'for=198.51.100.7' }
    const alone = (await plain.ask('/echo.data', { headers })).text
    expect(alone).toContain('"127.0.0.1"')
    expect(alone).not.toMatch(/203\.0|198\.51|forwarded-/)
    const behind = (await secure.ask('/echo.data', { headers })).text
    expect(behind).toContain('"203.0.113.9"')
    expect(behind).not.toContain('198.51')
  })

  test('every method but the three is refused, also by override', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      const answer = await plain.ask('/echo', { method, headers: { cookie: signedIn.plain } })
      expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, 'GET, HEAD, POST'])
    }
    const override = await plain.ask('/logout?_method=POST', { headers: { cookie: signedIn.plain, 'x-http-method-override': 'POST' } })
    expect([override.status, override.headers.location]).toEqual([303, '/'])
    await plain.ask('/logout', { method: 'HEAD', headers: { cookie: signedIn.plain } })
    expect((await plain.ask('/members', { headers: { cookie: signedIn.plain } })).status).toBe(200)
  })
})

test('one-click unsubscribe (RFC 8058) comes from anywhere; nothing else does', async () => {
  const oneClick = { form: { 'List-Unsubscribe': 'One-Click' }, headers: { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' } }
  expect((await secure.ask('/unsubscribe/token-1', oneClick)).status).toBe(200)
  expect((await secure.ask('/unsubscribe/token-1/more', oneClick)).status).toBe(403)
  expect((await secure.ask('/unsubscribe', oneClick)).status).toBe(403)
  expect((await secure.ask('/echo?/unsubscribe/token-1', oneClick)).status).toBe(403)
})

describe('without PUBLIC_URL', () => {
  const isOwn = allowedOrigin({ PUBLIC_URL: undefined, HOST: '127.0.0.1' })
  test.each([
    ['http://localhost:3000', 'localhost:3000', true],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', true],
    ['http://[::1]:3000', '[::1]:3000', true],
    ['http://192.168.1.5:3000', '192.168.1.5:3000', true],
    ['http://enishi.localhost:3000', 'enishi.localhost:3000', true],
    ['http://localhost:3000', '127.0.0.1:3000', false],
    ['http://localhost:3001', 'localhost:3000', false],
    ['https://localhost:3000', 'localhost:3000', false],
    ['http://rebound.example:3000', 'rebound.example:3000', false],
    ['null', 'localhost:3000', false],
    [undefined, 'localhost:3000', false],
    ['http://localhost:3000', undefined, false],
  ])('%s asking %s: %s', (origin, host, is) => {
    expect(isOwn(origin, host)).toBe(is)
  })

  test('the name in HOST counts too', () => {
    expect(allowedOrigin({ PUBLIC_URL: undefined, HOST: 'alumni.lan' })('http://alumni.lan:3000', 'alumni.lan:3000')).toBe(true)
  })

  test('over HTTP', async () => {
    expect(await write(plain, { cookie: signedIn.plain, origin: plain.url })).toBe(200)
    expect(await write(plain, { cookie: signedIn.plain, origin: 'http://localhost:1' })).toBe(403)
  })
})
