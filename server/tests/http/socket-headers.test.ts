/** The sockets' own address answers with the headers of everything else, whether it lets somebody in or not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootServer, type Server, session } from '../harness/index.ts'

let server: Server
beforeAll(async () => { server = await bootServer() })
afterAll(() => server.remove())

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
