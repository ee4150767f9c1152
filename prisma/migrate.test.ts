import { randomBytes } from 'node:crypto'
import { createPostgresBackend, Queue } from 'bullmq'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { createDatabase } from '../server/embedded/create-database.ts'
import { migrate } from './migrate.ts'
import { readMigrations } from './project-files.ts'
import { cloneTemplate, urlOf } from './testing/cluster.ts'
import { testUrl } from './testing/index.ts'

const appRole = { name: `role_${randomBytes(6).toString('hex')}`, password: 'a password with \' and "' }

/** The address of a new database without anything in it. */
async function emptyDatabase(): Promise<string> {
  const name = `migrate_${randomBytes(6).toString('hex')}`
  await createDatabase(testUrl(), name)
  return urlOf(inject('cluster').url, name)
}

/** The address of a new database with every migration and without the runtime role's rights. */
const migratedDatabase = async (): Promise<string> => (await cloneTemplate(inject('cluster'))).url

function asAppRole(url: string): string {
  const address = new URL(url)
  address.username = appRole.name
  address.password = encodeURIComponent(appRole.password)
  return address.href
}

async function query(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: unknown[] = []
    for (const sql of statements) ({ rows } = await client.query(sql))
    return rows
  } finally {
    await client.end()
  }
}

const names = readMigrations().map(({ name }) => name)

test('processes that start together migrate an empty database once', async () => {
  const url = await emptyDatabase()
  const results = await Promise.all([1, 2, 3].map(() => migrate(url, { appRole, queues: ['main'] })))
  expect(results.flatMap(({ applied }) => applied).toSorted()).toEqual(names)
  expect(await migrate(url)).toEqual({ applied: [] })
})

test('processes that migrate different databases of one server share the role', async () => {
  const urls = await Promise.all([1, 2, 3].map(migratedDatabase))
  await Promise.all(urls.map((url) => migrate(url, { appRole })))
  for (const url of urls) expect(await query(asAppRole(url), 'select current_user as who')).toEqual([{ who: appRole.name }])
})

test('a migration that was begun and killed is applied by the next start', async () => {
  const url = await emptyDatabase()
  await migrate(url, { before: names[1]! })
  await query(url, `insert into _prisma_migrations (id, checksum, migration_name) values ('killed', 'x', '${names[1]}')`)
  expect((await migrate(url)).applied).toEqual(names.slice(1))
})

test('the runtime role reads and writes rows, changes no schema and rewrites no audit trail', async () => {
  const url = await migratedDatabase()
  await migrate(url, { appRole })
  const app = asAppRole(url)
  await query(app, 'select * from member limit 1', 'delete from outbox', 'select finished_at from _prisma_migrations')
  const forbidden = [
    'create table mine (n int)',
    'create table jobs.mine (n int)',
    'alter table member add column mine int',
    'drop table member',
    'truncate audit_entry',
    'delete from audit_entry',
    `update audit_entry set action = ''`,
    'delete from _prisma_migrations',
    `set role postgres`,
  ]
  for (const sql of forbidden) await expect(query(app, sql), sql).rejects.toThrow(/permission denied|must be owner/)
})

test('tables and functions of later migrations are open to the runtime role at once', async () => {
  const url = await migratedDatabase()
  await migrate(url, { appRole })
  await query(url, 'create table later (id bigint generated always as identity, t text)')
  expect(await query(asAppRole(url), `insert into later (t) values ('縁') returning t`)).toEqual([{ t: '縁' }])
})

test('BullMQ works as the runtime role, in numbered queues too', async () => {
  const url = await migratedDatabase()
  await migrate(url, { appRole, queues: ['main'] })
  const connection = { connectionString: asAppRole(url), schema: 'jobs', max: 2 }
  const queue = new Queue('main', { connection }, createPostgresBackend)
  try {
    expect((await queue.add('numbered', {})).id).toBe('1')
    await queue.addBulk([{ name: 'a', data: {} }, { name: 'b', data: {}, opts: { jobId: 'ob-1' } }])
    await queue.upsertJobScheduler('daily', { pattern: '0 9 * * *', tz: 'Asia/Tokyo' }, { name: 'daily', data: {} })
    expect(await queue.getJobCountByTypes('waiting', 'delayed')).toBe(4)
  } finally {
    await queue.close()
  }
})
