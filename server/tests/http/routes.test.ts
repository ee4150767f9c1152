/** Every route of the build answers everybody as declared: pages, their data, and forms with nothing in them. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, bootServer, type BuiltRoute, readManifest, type Server, session, type Session } from '../harness/index.ts'
import { addressOf, declared, expectedFor, type Role, roles } from './declared-routes.ts'

const manifest = readManifest()
const everyRole = Object.keys(roles) as Role[]
let server: Server
let database: pg.Client
const people = new Map<Role, Session>()

beforeAll(async () => {
  server = await bootServer()
  database = new pg.Client({ connectionString: server.databaseUrl })
  await database.connect()
  for (const role of everyRole) people.set(role, await session(server.url, roles[role]))
})
afterAll(async () => {
  await database.end()
  await server.remove()
})

test('every route of the build is declared, and no other', () => {
  expect(manifest.map((r) => r.id).toSorted()).toEqual(Object.keys(declared).toSorted())
})

/** 200, 404 or "303 /where" without what a redirect carries along. */
const told = ({ status, location }: Answer): string | number => (location === null ? status : `${status} ${location.replace(/\?next=.*$/, '')}`)

describe.each(everyRole)('%s', (role) => {
  test.each(manifest)('$id', async (route) => {
    const me = people.get(role)!
    const address = await addressOf(route.id, database)
    const page = await me.get(address)
    expect([address, told(page), page.status >= 500 ? server.output().slice(-3000) : '']).toEqual([address, expectedFor(route.id, role), ''])
    if (page.status === 200 && route.hasPage) expect(page.text).toMatch(/<html lang="ja"[^]*<h1[^]*<\/html>/)
    await neverBroken(me, route, address)
  })
})

test('the player’s own policy lets one provider in and runs nothing, while the room that frames it stays closed', async () => {
  const me = people.get('member')!
  const [player, room] = [await me.get(await addressOf('routes/events.$event.player', database)), await me.get(await addressOf('routes/events.$event.live', database))]
  const policyOf = ({ headers }: Answer) => headers.get('content-security-policy')?.split(/;\s*/) ?? []
  expect(policyOf(player)).toContain('frame-src https://www.youtube-nocookie.com')
  expect(policyOf(player)).toContain("default-src 'none'")
  expect(player.text).not.toContain('<script')
  expect(policyOf(room)).toContain("frame-src 'self'")
  expect(room.text).not.toMatch(/<iframe|youtube-nocookie/)
})

/** What a page loads by itself, and a form with nothing in it: refused or redirected, never a failure of ours. */
async function neverBroken(me: Session, route: BuiltRoute, address: string): Promise<void> {
  const [path = '', query] = address.split('?')
  const data = await me.get(`${path === '/' ? '/_root' : path}.data${query === undefined ? '' : `?${query}`}`)
  expect([address, data.status < 500, data.status]).toEqual([address, true, data.status])
  if (route.id === 'routes/logout' || route.id === 'routes/preferences') return
  const posted = await me.post(address, {})
  const isRefused = [303, 400, 403, 404, 405, 409, 422, 429].includes(posted.status)
  expect([address, isRefused, posted.status]).toEqual([address, true, posted.status])
  expect(posted.text).not.toMatch(/\bat .+\.(js|ts|tsx):\d+/)
}
