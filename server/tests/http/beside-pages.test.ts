/** What a product serves beside its pages: private addresses for other programs, the sockets' own address. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bootServer, type Server, session, type Session } from '../harness/index.ts'

let server: Server
beforeAll(async () => { server = await bootServer() })
afterAll(() => server.remove())

describe('feeds and calendars, without a session and again and again', () => {
  let member: Session
  let program: Session
  beforeAll(async () => {
    member = await session(server.url, 'alumni@example.com')
    program = await session(server.url)
  })

  const press = async (intent: 'create' | 'end', kind: 'topics' | 'calendar') => (await member.post('/preferences/feeds', { intent, kind, commandId: crypto.randomUUID() })).text
  const made = async (kind: 'topics' | 'calendar') => /value="(http[^"]+\/(?:feeds|calendar)\/[^"]+)"/.exec(await press('create', kind))?.[1] ?? 'nothing was shown'

  test('made without JavaScript, read without a session, known again, renewed and ended', async () => {
    const address = await made('topics')
    const token = /feeds\/([\w-]{43})\//.exec(address)![1]!
    const first = await program.get(address)
    expect([first.status, first.headers.get('content-type'), first.headers.get('x-robots-tag')]).toEqual([200, 'application/atom+xml; charset=utf-8', 'noindex'])
    expect(first.text).toMatch(/^<\?xml[^]*<entry>[^]*<\/feed>\n$/)
    expect(first.headers.get('set-cookie')).toBeNull()
    const etag = first.headers.get('etag')!
    for (const known of <Record<string, string>[]>[{ 'If-None-Match': etag }, { 'If-None-Match': `W/${etag}, "x"` }, { 'If-Modified-Since': first.headers.get('last-modified')! }]) {
      const again = await program.get(address, known)
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag])
    }
    for (const other of <Record<string, string>[]>[{ 'If-None-Match': '"x"' }, { 'If-None-Match': '"x"', 'If-Modified-Since': new Date().toUTCString() }, { 'If-Modified-Since': 'Thu, 01 Jan 2015 00:00:00 GMT' }, { 'If-Modified-Since': 'yesterday' }]) expect((await program.get(address, other)).status).toBe(200)

    const board = await program.get(`/feeds/${token}/boards/work-and-life.xml`)
    const topic = /\/topics\/([0-9a-f-]{36})"/.exec(board.text)?.[1]
    expect([board.status, (await program.get(`/feeds/${token}/topics/${topic}.xml`)).status, (await program.get(`/feeds/${token}/boards/nothing.xml`)).status]).toEqual([200, 200, 404])
    expect((await program.get(`/calendar/${token}.ics`)).status).toBe(404)
    expect((await member.get('/preferences/feeds')).text).not.toContain(token)

    const renewed = await made('topics')
    expect([(await program.get(address)).status, (await program.get(renewed)).status]).toEqual([404, 200])
    expect(await press('end', 'topics')).toContain('アドレスを無効にしました')
    expect((await program.get(renewed)).status).toBe(404)
    expect(server.output()).not.toContain(token)
  })

  test('the calendar ends the same way', async () => {
    const address = await made('calendar')
    const read = await program.get(address)
    expect([read.status, read.text.startsWith('BEGIN:VCALENDAR')]).toEqual([200, true])
    await press('end', 'calendar')
    expect((await program.get(address)).status).toBe(404)
  })
})

describe('the sockets’ address has the headers of everything else, whether it lets somebody in or not', () => {
  const wanted = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'x-frame-options': 'DENY', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'" }

  test('polling: a handshake, and one from elsewhere', async () => {
    const member = await session(server.url, 'alumni@example.com')
    const open = await member.get('/socket.io/?EIO=4&transport=polling', { 'Sec-Fetch-Site': 'same-origin' })
    expect([open.status, open.text.startsWith('0{')]).toEqual([200, true])
    expect(Object.fromEntries(open.headers)).toMatchObject(wanted)
    const refused = await member.get('/socket.io/?EIO=4&transport=polling', { Origin: 'https://evil.example' })
    expect(refused.status).toBe(403)
    expect(Object.fromEntries(refused.headers)).toMatchObject(wanted)
  })

  test('a WebSocket: its handshake carries them too, and works', async () => {
    const member = await session(server.url, 'alumni@example.com')
    const socket = member.socket()
    const headers = await new Promise<Record<string, string>>((resolve, reject) => {
      socket.on('connect_error', reject)
      const { ws } = socket.io.engine.transport as unknown as { ws: { once(event: 'upgrade', listener: (answer: { headers: Record<string, string> }) => void): void } }
      ws.once('upgrade', (answer) => resolve(answer.headers))
    }).finally(() => socket.close())
    expect(headers).toMatchObject(wanted)
  })
})
