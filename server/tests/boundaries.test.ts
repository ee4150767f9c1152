/** Holds the directions of docs/architecture: the same checker reads the repository and, rule by rule, files that break it. */
import { describe, expect, test } from 'vitest'
import { checkBoundaries, findViolations, isException, needlessExceptions, show } from './boundaries/check.ts'
import { readRepository } from './boundaries/repository.ts'
import { ruleNames } from './boundaries/rules.ts'
import { zoneOf } from './boundaries/zones.ts'

const repository = readRepository()
const found = findViolations(repository)

test('every import of the repository keeps the directions', () => {
  expect(repository.length).toBeGreaterThan(100)
  expect(found.filter((v) => !isException(v)).map(show)).toEqual([])
})

test('every exception is needed', () => {
  expect(needlessExceptions(found)).toEqual([])
})

const LONG = 300
test('files stay short enough to read', () => {
  const long = repository
    .filter(({ path }) => !/generated|\/i18n\/|prisma\/demo\//.test(path) && zoneOf(path) !== 'test')
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .filter(({ lines }) => lines > LONG)
  for (const { path, lines } of long) process.stdout.write(`${path} has ${lines} lines; ${LONG} are enough\n`)
  expect(long.filter(({ lines }) => lines > 2 * LONG)).toEqual([])
})

/** Files that break a rule once: [rule, path, text]. What they import is there as an empty file. */
const broken: [rule: string, path: string, text: string][] = [
  ['only known parts', 'app/utils/x.ts', `import '../core/ids.ts'`],
  ['imports flow one way', 'app/routes/boards.tsx', `import { PrismaClient } from '../../prisma/generated/client.ts'`],
  ['imports flow one way', 'app/routes/boards.tsx', `import type { Post } from '../../prisma/generated/client.ts'`],
  ['imports flow one way', 'app/routes/boards.tsx', `export const loader = async () => (await import('../../server/deps.ts')).createDeps`],
  ['imports flow one way', 'app/core/ids.ts', `import { boards } from '../domain/boards/index.server.ts'`],
  ['imports flow one way', 'app/domain/boards/reply.server.ts', `import { page } from '~/http/handle.server'`],
  ['imports flow one way', 'app/domain/boards/events.ts', `export { liveEvents } from '../../contract/live.ts'`],
  ['imports flow one way', 'workers/mail.ts', `import { Prisma } from '../prisma/generated/client.ts'`],
  ['imports flow one way', 'server/sockets/topic.ts', `type Db = import('../../prisma/generated/client.ts').PrismaClient`],
  ['imports flow one way', 'app/domain/boards/reply.server.ts', `import { testDb } from '../../../prisma/testing/index.ts'`],
  ['the inside of a module is its own', 'app/routes/topics.$id.tsx', `import { reply } from '~/domain/boards/reply.server'`],
  ['the inside of a module is its own', 'app/domain/live/ask.server.ts', `import { seat } from '../events/seat.server.ts'`],
  ['modules call only whom they may', 'app/domain/boards/reply.server.ts', `import { openRoom } from '../live/index.server.ts'`],
  ['modules call only whom they may', 'app/domain/accounts/login.server.ts', `import type { Topic } from '../boards/schema.ts'`],
  ['packages stay where they belong', 'app/domain/boards/reply.server.ts', `import { json } from '@remix-run/node'`],
  ['packages stay where they belong', 'app/domain/live/vote.server.ts', `import type { Server } from 'socket.io'`],
  ['packages stay where they belong', 'app/domain/events/register.server.ts', `import { Queue } from 'bullmq'`],
  ['packages stay where they belong', 'server/sockets/rooms.ts', `import { createCookie } from '@remix-run/node'`],
  ['packages stay where they belong', 'app/realtime/use-room.ts', `import { useNavigate } from 'react-router-dom'`],
  ['packages stay where they belong', 'app/domain/boards/list.server.ts', `import pg from 'pg'`],
  ['what a browser reads needs no server', 'app/components/ui/card.tsx', `import { createHash } from 'node:crypto'`],
  ['what a browser reads needs no server', 'app/domain/boards/policy.ts', `import { accessTopic } from './access.server.ts'`],
  ['what a browser reads needs no server', 'app/components/boards/list.tsx', `import { listBoards } from '~/domain/boards/index.server'`],
  ['redirects go through app/http', 'app/routes/login.tsx', `import { redirect } from '@remix-run/node'`],
  ['redirects go through app/http', 'app/routes/login.tsx', `import { redirect as go } from '@remix-run/node'`],
  ['redirects go through app/http', 'server/http/old.ts', `export const old = (req, res) => res.redirect(req.query.to)`],
  ['a fold imports types alone', 'app/domain/boards/fold.ts', `import { z } from 'zod'`],
  ['the environment is read in one place', 'workers/mail.ts', `export const url = process.env.SMTP_URL`],
  ['the environment is read in one place', 'app/domain/boards/reply.server.ts', `export const { SECRET } = process['env']`],
  ['no raw SQL from text', 'app/domain/boards/list.server.ts', 'export const list = (db, id) => db.$queryRawUnsafe(`select ${id}`)'],
  ['no raw SQL from text', 'app/domain/boards/list.server.ts', `export const drop = (tx) => tx['$executeRawUnsafe']('drop table post')`],
  ['no raw SQL from text', 'prisma/demo/lay.ts', `export const order = Prisma.raw('id desc')`],
  ['a bound is part of its statement', 'app/domain/boards/list.server.ts', 'export const list = (db) => db.$queryRaw`select id from board limit ${MOST}`'],
  ['rules ask ctx for the time', 'app/domain/events/register.server.ts', `export const isOpen = (event) => event.startsAt > new Date()`],
  ['rules ask ctx for the time', 'app/domain/events/register.server.ts', `export const at = () => Date.now() + 1000`],
  ['rules ask ctx for the time', 'workers/tick.ts', 'export const due = (db) => db.$queryRaw`select id from reminder where due_at < now()`'],
]

describe('each rule catches what breaks it', () => {
  test.each(broken)('%s: %s %s', (rule, path, text) => {
    const targets = [...text.matchAll(/'((?:\.|~)[^']+)'/g)].map(([, specifier]) => targetOf(path, specifier!))
    const sources = [{ path, text }, ...targets.map((target) => ({ path: target, text: '' }))]
    expect(checkBoundaries(sources).map((v) => [v.rule, v.path])).toContainEqual([rule, path])
  })

  test('no cycles: two files that import one another, and three through an import()', () => {
    const two = [
      { path: 'app/core/a.ts', text: `import { b } from './b.ts'` },
      { path: 'app/core/b.ts', text: `import { a } from './a.ts'` },
    ]
    const three = [
      { path: 'workers/a.ts', text: `export { b } from './b'` },
      { path: 'workers/b.ts', text: `import { c } from './c.ts'` },
      { path: 'workers/c.ts', text: `export const a = () => import('./a.ts')` },
    ]
    expect(checkBoundaries(two)).toMatchObject([{ rule: 'no cycles', message: expect.stringContaining('app/core/a.ts, app/core/b.ts') }])
    expect(checkBoundaries(three)).toMatchObject([{ rule: 'no cycles' }])
  })

  test('every rule is shown', () => {
    expect([...new Set([...broken.map(([rule]) => rule), 'no cycles'])].toSorted()).toEqual(ruleNames.toSorted())
  })
})

describe('what is allowed stays allowed', () => {
  test.each([
    ['app/routes/login.tsx', `import { login } from '~/domain/accounts/index.server'\nimport { useLoaderData } from '@remix-run/react'\nimport { page } from '~/http/handle.server'`],
    ['app/domain/live/ask.server.ts', `import { accessEvent } from '../events/index.server.ts'\nimport { accounts } from '../accounts/index.server.ts'\nimport { Prisma } from '../../../prisma/generated/client.ts'`],
    ['app/core/ctx.ts', `import type { Db } from './db.server.ts'`],
    ['app/core/a.ts', `// process.env, db.$queryRawUnsafe and new Date() in a comment\nexport const text = "import x from 'socket.io'"`],
    ['app/domain/boards/reply.test.ts', `import { testDb } from '../../../prisma/testing/index.ts'\nexport const now = new Date()`],
    ['server/sockets/index.ts', `import { Server } from 'socket.io'\nimport { topicRoom } from '../../app/domain/boards/index.server.ts'`],
    ['workers/index.ts', 'export const due = (db, ctx) => db.$queryRaw`select id from reminder where due_at < ${ctx.now()}`'],
  ])('%s', (path, text) => {
    const targets = [...text.matchAll(/from '((?:\.|~)[^']+)'/g)].map(([, specifier]) => ({ path: targetOf(path, specifier!), text: '' }))
    expect(checkBoundaries([{ path, text }, ...targets])).toEqual([])
  })
})

/** The file a specifier means from a path, as the fixtures write it. */
function targetOf(from: string, specifier: string): string {
  const file = specifier.startsWith('~/') ? `app/${specifier.slice(2)}` : new URL(specifier, `file:///${from}`).pathname.slice(1)
  return /\.tsx?$/.test(file) ? file : `${file}.ts`
}
