import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeSession } from '../../../prisma/factories/accounts.ts'
import { testDb, testUrl } from '../../../prisma/testing/index.ts'
import { type Answer, openSite, type Site } from './site.ts'

let site: Site
let secure: Site
beforeAll(async () => {
  site = await openSite(testUrl())
  secure = await openSite(testUrl(), { PUBLIC_URL: 'https://alumni.example.jp', TRUST_PROXY: '1' })
})
afterAll(() => Promise.all([site.close(), secure.close()]))

const csp = (answer: Answer) => Object.fromEntries((answer.headers['content-security-policy'] as string).split(/;\s*/).map((d) => [d.split(' ')[0], d.split(' ').slice(1).join(' ')]))

/** One of each kind of answer. */
const kinds: [name: string, status: number, path: string, how?: Parameters<Site['ask']>[1]][] = [
  ['a page', 200, '/login'],
  ['data of a page', 200, '/login.data'],
  ['a redirect', 303, '/members'],
  ['a built file', 200, '/assets/page-abc.js'],
  ['another file', 200, '/robots.txt'],
  ['alive', 200, '/livez'],
  ['ready', 200, '/readyz'],
  ['an unreadable address', 400, '/%E0%A4%A'],
  ['NUL in an address', 400, '/login?next=%00'],
  ['NUL in a form', 400, '/echo', { form: { text: 'a\u0000b' } }],
  ['NUL in a form of parts', 400, '/echo', { body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\na\u0000b\r\n--x--\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
  ['a write from elsewhere', 403, '/echo', { form: { a: '1' }, headers: { origin: 'https://evil.example' } }],
  ['no such page', 404, '/setup?token=made-up'],
  ['an address for members', 303, '/nowhere'],
  ['no such file', 404, '/assets/nothing.js'],
  ['figures for strangers', 404, '/metrics'],
  ['another method', 405, '/login', { method: 'DELETE' }],
  ['too much', 413, '/echo', { body: 'a'.repeat(300_000), headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['too long an address', 414, `/${'a'.repeat(5000)}`],
  ['another type', 415, '/echo', { body: '{}', headers: { 'content-type': 'application/json' } }],
  ['a refused form', 422, '/login', { form: { email: '', password: '' } }],
  ['a loader that failed', 500, '/crash'],
  ['a page that broke', 500, '/render-crash'],
]

describe.each(kinds)('%s (%i)', (_name, status, path, how) => {
  test('carries the whole set', async () => {
    const answer = await site.ask(path, how)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'SAMEORIGIN',
      'permissions-policy': expect.stringContaining('camera=()') as string,
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    })
    expect(answer.headers).not.toHaveProperty('x-powered-by')
    expect(answer.headers).not.toHaveProperty('strict-transport-security')
    const policy = csp(answer)
    expect(policy['base-uri']).toBe("'none'")
    expect(policy['frame-ancestors']).toBe("'self'")
    expect(answer.headers['content-security-policy']).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*|https?:/)
    expect(policy['object-src'] ?? policy['default-src']).toBe("'none'")
  })

  test('tells nothing of the inside', async () => {
    const { text } = await site.ask(path, how)
    expect(text).not.toMatch(/a secret detail|at \S+ \(|node_modules|\.ts:\d|\.tsx:\d|Prisma/)
  })
})

test('the policy of a page, word by word', async () => {
  const answer = await site.ask('/login')
  const nonce = /'nonce-([^']+)'/.exec(answer.headers['content-security-policy'] as string)![1]!
  expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
  expect(csp(answer)).toEqual({
    'default-src': "'self'", 'script-src': `'nonce-${nonce}' 'strict-dynamic'`, 'style-src': "'self'", 'style-src-attr': "'unsafe-inline'", 'img-src': "'self' data: blob:", 'font-src': "'self'",
    'connect-src': `'self' ws://localhost:${site.port}`, 'worker-src': "'self'", 'frame-src': "'self'", 'frame-ancestors': "'self'", 'form-action': "'self'", 'object-src': "'none'", 'base-uri': "'none'",
  })
  const scripts = [...answer.text.matchAll(/<script\b[^>]*>/g)].map((m) => m[0])
  expect(scripts.length).toBeGreaterThan(0)
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
  expect(answer.text).not.toMatch(/<[^>]+ on\w+=|<style/)
})

test('a Host header cannot write into the policy', async () => {
  for (const host of ["evil.example; script-src 'unsafe-inline'", 'a b', "x'y"]) {
    const { headers } = await site.ask('/livez', { headers: { host } })
    expect(headers['content-security-policy']).not.toMatch(/evil|unsafe-inline'[^;]*script|a b|x'y/)
  }
})

test('the nonce never repeats', async () => {
  const seen = new Set<string>()
  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => site.ask('/livez')))
    for (const a of answers) seen.add(/'nonce-([^']+)'/.exec(a.headers['content-security-policy'] as string)![1]!)
  }
  expect(seen.size).toBe(1000)
})

test('over https: only https from now on, and its own sockets', async () => {
  for (const path of ['/login', '/livez', '/nowhere', '/assets/page-abc.js', '/crash']) {
    const answer = await secure.ask(path)
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    expect(csp(answer)).toHaveProperty('upgrade-insecure-requests', '')
    expect(csp(answer)['connect-src']).toBe("'self' wss://alumni.example.jp")
  }
})

test('what a signed-in person sees stays in no cache; built files stay for a year', async () => {
  const { cookieHeader } = await makeSession(testDb(), await makeMember(testDb()), { now: new Date(), publicUrl: site.url })
  for (const path of ['/members', '/members.data', '/nowhere', '/crash', '/login']) expect((await site.ask(path, { headers: { cookie: cookieHeader } })).headers['cache-control'], path).toBe('no-store')
  expect((await site.ask('/login')).headers['cache-control']).toBe('private, no-cache')
  expect((await site.ask('/assets/page-abc.js', { headers: { cookie: cookieHeader } })).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await site.ask('/assets/nothing.js')).headers['cache-control']).toBe('no-store')
})

test('texts are compressed, except where a one-time token is', async () => {
  const accept = { 'accept-encoding': 'gzip' }
  expect((await site.ask('/login', { headers: accept })).headers['content-encoding']).toBe('gzip')
  expect((await site.ask('/assets/page-abc.js', { headers: accept })).headers['content-encoding']).toBe('gzip')
  expect((await site.ask('/setup?token=x', { headers: accept })).headers['content-encoding']).toBeUndefined()
})

test('errors before the pages are told in the reader\'s language, with the other below', async () => {
  const ja = await site.ask('/echo', { form: { a: '1' }, headers: { origin: 'https://evil.example' } })
  expect(ja.text).toContain('<html lang="ja">')
  expect(ja.text).toContain('安全のため、受け付けませんでした')
  expect(ja.text).toContain('Not accepted, for safety')
  const en = await site.ask('/%E0%A4%A', { headers: { 'accept-language': 'en' } })
  expect(en.text).toMatch(/<html lang="en">[\s\S]*We could not read this request[\s\S]*読み取れないリクエストでした/)
})
