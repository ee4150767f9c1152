import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough } from 'node:stream'
import express from 'express'
import pino from 'pino'
import { expect, test, vi } from 'vitest'
import { requestId } from './request-id.ts'
import { loggedPath } from '../../app/core/logged-path.ts'
import { requestLog } from './request-log.ts'

async function lines(ask: (port: number) => Promise<unknown>, count: number, isProxied = false): Promise<Record<string, unknown>[]> {
  const stream = new PassThrough()
  let written = ''
  stream.on('data', (data: Buffer) => { written += data.toString() })
  const app = express()
  app.use(requestId({ isProxied }))
  app.use(requestLog(pino({ base: undefined, timestamp: false }, stream)))
  app.get('/livez', (_req, res) => void res.send('ok'))
  app.get('/fails', (_req, res) => void res.status(500).send('no'))
  app.use((_req, res) => void res.send('ok'))
  const server = http.createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  await ask((server.address() as AddressInfo).port)
  await vi.waitFor(() => expect(written.trim().split('\n')).toHaveLength(count))
  server.closeAllConnections()
  server.close()
  return written.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a request is one line, without query, headers, body or anybody\'s address', async () => {
  const [line] = await lines((port) => fetch(`http://127.0.0.1:${port}/login?email=haruka%40example.com&token=abc`, { method: 'POST', body: 'password=himitsu', headers: { cookie: 'enishi=abc', authorization: 'Bearer abc', 'user-agent': 'line\nbreak'.replace('\n', '%0a') } }), 1)
  expect(line).toEqual({ level: 30, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, method: 'POST', path: '/login', status: 200, ms: expect.any(Number) as number, msg: 'request' })
})

test('probes are not written down; failures are, as errors', async () => {
  const got = await lines(async (port) => { await fetch(`http://127.0.0.1:${port}/livez`); await fetch(`http://127.0.0.1:${port}/fails`) }, 1)
  expect(got).toMatchObject([{ level: 50, path: '/fails', status: 500 }])
})

test('a trusted proxy may bring the id, nobody else, and nothing that is no id', async () => {
  const ask = (id: string) => (port: number) => fetch(`http://127.0.0.1:${port}/a`, { headers: { 'x-request-id': id } })
  expect((await lines(ask('from-the-proxy-1'), 1, true))[0]).toMatchObject({ requestId: 'from-the-proxy-1' })
  expect((await lines(ask('from-the-proxy-1'), 1, false))[0]!['requestId']).not.toBe('from-the-proxy-1')
  expect((await lines(ask('"},{"level":60'), 1, true))[0]!['requestId']).toMatch(/^[0-9a-f-]{36}$/)
})

test.each([
  ['/unsubscribe/abc.def?x=1', '/unsubscribe/…'],
  ['/calendar/abc.ics', '/calendar/…'],
  ['/invite/abc/more', '/invite/…/more'],
  ['/topics/01f?from=3', '/topics/01f'],
  [`/${'a'.repeat(900)}`, `/${'a'.repeat(499)}`],
])('%s stands in the log as %s', (url, path) => {
  expect(loggedPath(url)).toBe(path)
})
