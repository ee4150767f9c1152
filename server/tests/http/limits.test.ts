import net from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testUrl } from '../../../prisma/testing/index.ts'
import { MAX_BODY } from '../../http/body.ts'
import { openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => { site = await openSite(testUrl()) })
afterAll(() => site.close())

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const filled = (bytes: number) => `text=${'a'.repeat(bytes - 5)}`

describe('a body', () => {
  test('of exactly the limit is read, one byte more is not', async () => {
    const most = await site.ask('/echo', { body: filled(MAX_BODY), headers: form })
    expect(most.status).toBe(200)
    const more = await site.ask('/echo', { body: filled(MAX_BODY + 1), headers: form })
    expect([more.status, more.text.includes('送られた内容が大きすぎます')]).toEqual([413, true])
  })

  test('without a declared length is counted as it comes', async () => {
    const piece = Buffer.from('a'.repeat(16 * 1024))
    const pieces = (n: number) => [Buffer.from('text='), ...Array.from({ length: n }, () => piece)]
    expect((await site.ask('/echo', { chunks: pieces(15) })).status).toBe(200)
    expect((await site.ask('/echo', { chunks: pieces(17) })).status).toBe(413)
  })

  test.each(['text/plain', 'application/json', 'application/xml', '', 'multipart/mixed; boundary=x', 'application/x-www-form-urlencoded-ish'])('of type %j is refused', async (type) => {
    expect((await site.ask('/echo', { body: 'text=a', headers: { 'content-type': type } })).status).toBe(415)
  })

  test('of both kinds of form is read', async () => {
    expect((await site.ask('/echo', { body: 'text=a', headers: { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' } })).status).toBe(200)
    const multipart = '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n育児\r\n--x--\r\n'
    expect((await site.ask('/echo', { body: multipart, headers: { 'content-type': 'multipart/form-data; boundary=x' } })).status).toBe(200)
  })

  test('that is nonsense in its own form is a refusal, never a failure', async () => {
    for (const [body, type] of [['--x\r\nbroken', 'multipart/form-data; boundary=x'], ['no boundary', 'multipart/form-data'], ['%', 'application/x-www-form-urlencoded'], ['%E0%A4', 'application/x-www-form-urlencoded'], ['&&&===', 'application/x-www-form-urlencoded']] as const) {
      const { status } = await site.ask('/echo', { body, headers: { 'content-type': type } })
      expect(status, `${type} ${body}`).toBeLessThan(500)
    }
  })

  test('a gigabyte that is only announced costs its sender the line, long before the request is over time', async () => {
    const socket = net.connect(site.port, '127.0.0.1')
    const begun = Date.now()
    const heard: string[] = []
    socket.on('data', (data) => heard.push(data.toString()))
    socket.on('error', () => {})
    const flood = setInterval(() => socket.write(Buffer.alloc(1024)), 20)
    socket.write('POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000000\r\n\r\n')
    await new Promise((resolve) => socket.on('close', resolve))
    clearInterval(flood)
    expect(heard.join('')).toMatch(/^HTTP\/1\.1 413 /)
    // Two seconds, and room for a busy machine; requests are given up after thirty.
    expect(Date.now() - begun).toBeLessThan(20_000)
  })
})

describe('an address', () => {
  test.each([['/%00', 400], ['/login?a=%00', 400], ['/%', 400], ['/%C3%28', 400], ['/login?next=%', 200], [`/login?next=/${'a'.repeat(3900)}`, 200], [`/login?next=/${'a'.repeat(4100)}`, 414], ['/assets/..%2f..%2fpackage.json', 404], ['/assets/.hidden', 404]])('%s: %i', async (path, status) => {
    expect((await site.ask(path)).status).toBe(status)
  })

  test.each(['//evil.example/login', '/login/../../etc/passwd', '/..%2f..%2fpackage.json', '/.env', '/\\\\evil.example', '/;evil'])('%s leads to the sign-in of this place, and nowhere else', async (path) => {
    const { status, headers } = await site.ask(path)
    expect([status, headers.location]).toEqual([303, expect.stringMatching(/^\/login\?next=%2F/) as string])
  })
})

/** Ten seconds for headers, thirty for a request: with room for a busy machine. */
test('a client that sends its headers drop by drop is cut', async () => {
  const socket = net.connect(site.port, '127.0.0.1')
  socket.on('error', () => {})
  const begun = Date.now()
  socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n')
  const drip = setInterval(() => socket.write('X-Slow: 1\r\n'), 500)
  socket.resume()
  await new Promise((resolve) => socket.on('close', resolve))
  clearInterval(drip)
  expect(Date.now() - begun).toBeLessThan(25_000)
})

test('a form that the app sent is refused as data, in words for the form it came from', async () => {
  const { decode } = await import('turbo-stream')
  const said = async (answer: { text: string }) => (await decode(new Blob([answer.text]).stream())).value
  const large = await site.ask('/echo.data', { body: filled(MAX_BODY + 1), headers: form })
  expect([large.status, large.headers['content-type'], await said(large)]).toEqual([413, 'text/x-script; charset=utf-8', { data: { ok: false, errors: { form: expect.stringContaining('8万字') as string }, values: {} } }])
  const foreign = await site.ask('/echo.data', { form: { a: '1' }, headers: { origin: 'https://evil.example' } })
  expect([foreign.status, await said(foreign)]).toMatchObject([403, { data: { errors: { form: expect.stringContaining('ほかのサイト') as string } } }])
  expect((await site.ask('/echo.data', { body: '{}', headers: { 'content-type': 'application/json', 'accept-language': 'en' } })).text).toMatch(/form/)
})
