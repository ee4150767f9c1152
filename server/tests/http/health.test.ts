import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDb, testUrl } from '../../../prisma/testing/index.ts'
import { readyz } from '../../http/health.ts'
import type { Deps } from '../../deps.ts'
import { openSite, type Site } from './site.ts'

let site: Site
let measured: Site
let local: Site
beforeAll(async () => {
  site = await openSite(testUrl())
  measured = await openSite(testUrl(), { ENISHI_METRICS: 'a-token-for-the-scraper' })
  local = await openSite(testUrl(), { ENISHI_METRICS: 'localhost' })
})
afterAll(() => Promise.all([site.close(), measured.close(), local.close()]))

test('alive and ready', async () => {
  expect(JSON.parse((await site.ask('/livez')).text)).toEqual({ status: 'alive' })
  const ready = await site.ask('/readyz')
  expect([ready.status, JSON.parse(ready.text)]).toEqual([200, { status: 'ready' }])
})

/** The handler alone, with a database that behaves as told. */
async function readiness(over: { query?: () => Promise<unknown>; isDraining?: boolean }) {
  const deps = { db: { $queryRaw: over.query ?? (() => Promise.resolve([])) }, isDraining: () => over.isDraining ?? false } as unknown as Deps
  const res = { code: 0, body: undefined as unknown, setHeader() {}, status(code: number) { this.code = code; return this }, json(body: unknown) { this.body = body } }
  readyz(deps)({} as never, res as never, () => {})
  await vi.waitFor(() => expect(res.code).not.toBe(0))
  return [res.code, res.body]
}

test('a database that does not answer, in time or at all, is named', async () => {
  expect(await readiness({ query: () => Promise.reject(new Error('gone')) })).toEqual([503, { status: 'not ready', wrong: ['database'] }])
  const begun = Date.now()
  expect(await readiness({ query: () => new Promise(() => {}) })).toEqual([503, { status: 'not ready', wrong: ['database'] }])
  // Two seconds, and room for a busy machine.
  expect(Date.now() - begun).toBeLessThan(15_000)
})

test('migrations that are missing are named, and so is a process on its way out', async () => {
  expect(await readiness({})).toEqual([503, { status: 'not ready', wrong: ['migrations'] }])
  const [last] = await testDb().$queryRaw<{ id: string }[]>`select id from _prisma_migrations order by migration_name desc limit 1`
  await testDb().$executeRaw`update _prisma_migrations set finished_at = null where id = ${last!.id}`
  const behind = await openSite(testUrl())
  try {
    expect(JSON.parse((await behind.ask('/readyz')).text)).toEqual({ status: 'not ready', wrong: ['migrations'] })
    await testDb().$executeRaw`update _prisma_migrations set finished_at = started_at where id = ${last!.id}`
    expect((await behind.ask('/readyz')).status).toBe(200)
    behind.deps.drain()
    const draining = await behind.ask('/readyz')
    expect([draining.status, JSON.parse(draining.text)]).toEqual([503, { status: 'not ready', wrong: ['draining'] }])
    expect((await behind.ask('/livez')).status).toBe(200)
  } finally {
    await behind.close()
  }
})

test('figures are for those who may see them', async () => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
  expect((await site.ask('/metrics', bearer('a-token-for-the-scraper'))).status).toBe(404)
  expect((await measured.ask('/metrics')).status).toBe(404)
  expect((await measured.ask('/metrics', bearer('a-token'))).status).toBe(404)
  const figures = await measured.ask('/metrics', bearer('a-token-for-the-scraper'))
  expect(figures.status).toBe(200)
  expect(figures.headers['content-type']).toContain('text/plain')
  expect((await local.ask('/metrics')).status).toBe(200)
  expect((await local.ask('/metrics', { headers: { 'x-forwarded-for': '203.0.113.5' } })).status).toBe(404)
  expect((await local.ask('/metrics', { headers: { forwarded: 'for=203.0.113.5' } })).status).toBe(404)
})

test('made-up addresses add no series', async () => {
  const series = async () => (await measured.ask('/metrics', { headers: { authorization: 'Bearer a-token-for-the-scraper' } })).text.split('\n').filter((line) => line.startsWith('enishi_http_request_seconds_count'))
  await measured.ask('/nowhere')
  await measured.ask('/login')
  const before = await series()
  expect(before.join('\n')).toContain('route="/login"')
  for (let round = 0; round < 4; round++) await Promise.all(Array.from({ length: 50 }, (_, i) => measured.ask(`/made-up-${round}-${i}/${i}`)))
  await measured.ask('/unsubscribe/a-secret-token')
  const after = await series()
  expect(after.join('\n')).toContain('route="/unsubscribe/:token"')
  expect(after.join('\n')).not.toMatch(/made-up|a-secret-token/)
  expect(after.length - before.length).toBe(1)
})

test('gauges and counters of others stand in the same page; one that fails is 0', async () => {
  measured.deps.metrics.gauge('enishi_sockets', 'Open sockets', () => 7)
  measured.deps.metrics.gauge('enishi_broken', 'Cannot be told', () => Promise.reject(new Error('no')))
  measured.deps.metrics.counter('enishi_mails_total', 'Mails sent', ['result']).inc({ result: 'sent' })
  const { text } = await measured.ask('/metrics', { headers: { authorization: 'Bearer a-token-for-the-scraper' } })
  expect(text).toContain('enishi_sockets 7')
  expect(text).toContain('enishi_broken 0')
  expect(text).toContain('enishi_mails_total{result="sent"} 1')
})
