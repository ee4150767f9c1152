import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { existingDataDirectory } from './cluster-files.ts'
import { createDatabase } from './create-database.ts'
import { findRunningPostgres, startPostgres, type EmbeddedPostgres, type PostgresStep } from './postgres.ts'
import { isAlive, readPidFile } from './postmaster.ts'
import { StartError } from './start-error.ts'
import { runElsewhere } from './testing/elsewhere.ts'

const FAST = ['-c', 'fsync=off']
let folder: string
let running: EmbeddedPostgres[] = []
let children: ChildProcess[] = []

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-pg-'))
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const postgres of running) await postgres.stop()
  const data = existingDataDirectory(folder)
  const left = data === undefined ? undefined : readPidFile(data)
  if (left !== undefined && isAlive(left.pid)) await (await startPostgres({ dataDir: folder, flags: FAST })).stop()
  children = []
  running = []
  for (const gone of [folder, data]) if (gone !== undefined) fs.rmSync(gone, { recursive: true, force: true })
}, 120_000)

async function start(onStep?: (step: PostgresStep) => void): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ dataDir: folder, flags: FAST, ...(onStep && { onStep }) })
  running.push(postgres)
  return postgres
}

/** A product in a process of its own, to be killed. */
async function startElsewhere(): Promise<{ child: ChildProcess; url: string }> {
  const { child, said } = await runElsewhere('start-postgres', folder, children)
  return { child, url: said }
}

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

const serverPid = (): number => readPidFile(existingDataDirectory(folder)!)!.pid

describe('the embedded PostgreSQL', { timeout: 120_000 }, () => {
  test('a cluster is made, keeps its rows over a stop, and starts again without making it', async () => {
    const steps: PostgresStep[] = []
    const first = await start((step) => steps.push(step))
    expect(await createDatabase(first.url(), 'enishi')).toBe(true)
    expect(await createDatabase(first.url(), 'enishi')).toBe(false)
    await query(first.url('enishi'), `create table kept (t text); insert into kept values ('縁')`)
    await first.stop()
    const second = await start((step) => steps.push(step))
    expect(await query(second.url('enishi'), 'select t from kept')).toEqual([{ t: '縁' }])
    expect(second.adopted).toBe(false)
    expect(steps.filter((step) => step !== 'copying')).toEqual(['creating', 'starting', 'starting'])
  })

  test('text is UTF-8, trigrams see Japanese, and Japanese sorting is there', async () => {
    const { url } = await start()
    await query(url(), 'create extension pg_trgm')
    const [row] = await query<{ trigrams: string[]; sorted: string[] }>(
      url(),
      `select show_trgm('同窓会') as trigrams, (select array_agg(w order by w collate "ja-x-icu") from unnest(array['う', 'ア', 'い']) w) as sorted`,
    )
    expect(row!.trigrams.length).toBeGreaterThan(0)
    expect(row!.sorted).toEqual(['ア', 'い', 'う'])
  })

  test('it listens on the loopback alone and lets nobody in without the password', async () => {
    const { url } = await start()
    expect(await query(url(), 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(await query(url(), 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
    for (const password of ['', 'wrong']) {
      const stranger = new URL(url())
      stranger.password = password
      await expect(query(stranger.href, 'select 1')).rejects.toThrow(/password/)
    }
    expect(fs.statSync(path.join(folder, 'pg-password')).mode & 0o077).toBe(0)
  })

  test('a second product on the same folder is refused, and finds the running one', async () => {
    const first = await start()
    await expect(startPostgres({ dataDir: folder })).rejects.toBeInstanceOf(StartError)
    expect(findRunningPostgres(folder)?.url('enishi')).toBe(first.url('enishi'))
    await first.stop()
    expect(findRunningPostgres(folder)).toBeUndefined()
  })

  test('stopping with connections open does not wait for them', async () => {
    const postgres = await start()
    const idle = new pg.Client({ connectionString: postgres.url() })
    idle.on('error', () => {})
    await idle.connect()
    const busy = query(postgres.url(), 'select pg_sleep(60)').catch(() => 'ended')
    const begin = Date.now()
    await postgres.stop()
    // A second, and room for a busy machine; waiting for those who are connected would last for ever.
    expect(Date.now() - begin).toBeLessThan(20_000)
    expect(await busy).toBe('ended')
  })

  test('after the product was killed, the next start takes over its server with every committed row', async () => {
    const killed = await startElsewhere()
    await query(killed.url, 'create table kept as select generate_series(1, 1000) as n')
    killed.child.kill('SIGKILL')
    await once(killed.child, 'exit')
    const next = await start()
    expect(next.adopted).toBe(true)
    expect(await query(next.url(), 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
    await next.stop()
    expect(readPidFile(existingDataDirectory(folder)!)).toBeUndefined()
  })

  test('after product and server were killed, the next start recovers every committed row', async () => {
    const killed = await startElsewhere()
    await query(killed.url, 'create table kept as select generate_series(1, 1000) as n')
    const pid = serverPid()
    killed.child.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')
    await once(killed.child, 'exit')
    const next = await start()
    expect(next.adopted).toBe(false)
    expect(await query(next.url(), 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
  })

  test('a server killed under a running product comes back on the same address', async () => {
    const steps: PostgresStep[] = []
    const { url } = await start((step) => steps.push(step))
    const address = url()
    await query(address, 'create table kept as select 1 as n')
    process.kill(serverPid(), 'SIGKILL')
    await vi.waitFor(async () => expect(await query(address, 'select n from kept')).toEqual([{ n: 1 }]), { timeout: 30_000, interval: 100 })
    expect(steps).toContain('restarting')
  })

  test('a pid file that names a living stranger does not keep the server from starting', async () => {
    const first = await start()
    const file = path.join(existingDataDirectory(folder)!, 'postmaster.pid')
    const left = fs.readFileSync(file, 'utf8')
    await first.stop()
    // The stranger runs as the server's own user, as only such a one makes PostgreSQL refuse.
    const owner = fs.statSync(path.dirname(file))
    const stranger = spawn('sleep', ['600'], process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {})
    children.push(stranger)
    await once(stranger, 'spawn')
    fs.writeFileSync(file, left.replace(/^\d+/, String(stranger.pid)))
    fs.chownSync(file, owner.uid, owner.gid)
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(isAlive(stranger.pid!)).toBe(true)
    expect(await query(second.url(), 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('data of another major version is refused with a sentence', async () => {
    await (await start()).stop()
    const file = path.join(existingDataDirectory(folder)!, 'PG_VERSION')
    const version = fs.readFileSync(file, 'utf8')
    fs.writeFileSync(file, '9\n')
    await expect(startPostgres({ dataDir: folder })).rejects.toThrow(/PostgreSQL 9/)
    fs.writeFileSync(file, version)
    await (await start()).stop()
  })
})
