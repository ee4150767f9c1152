/** The two commands' promises: start, stop, start again, refuse in plain words. */
import fs from 'node:fs'
import net from 'node:net'
import { once } from 'node:events'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bootServer, endProcess, type Server, session, spawnProduct, until } from './harness/index.ts'

/** Runs one of our programs to its end, or to the end of our patience with it. */
async function run(args: string[], settings: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { child, output } = spawnProduct(args, settings)
  await Promise.race([once(child, 'exit'), until('the end of the program', () => child.exitCode !== null, 30_000)]).finally(() => endProcess(child, 'SIGKILL'))
  return { code: child.exitCode, output: output() }
}

describe('the embedded default', () => {
  let server: Server
  beforeAll(async () => { server = await bootServer({ database: 'embedded' }) })
  afterAll(() => server.remove())

  test('says where it is and who may sign in', async () => {
    expect(server.output()).toContain(`  ${server.url} `)
    for (const who of ['alumni', 'attendee', 'mentor', 'host', 'hr', 'hr2', 'moderator', 'dept', 'operator', 'applicant']) expect(server.output()).toContain(`${who}@example.com`)
    expect(server.output()).toContain('enishi-demo-2025')
    const guest = await session(server.url)
    expect((await guest.get('/livez')).status).toBe(200)
    expect((await guest.get('/readyz')).status).toBe(200)
  })

  test('refuses a second copy on the same data in one sentence', async () => {
    const { code, output } = await run(['server/boot/start.mjs'], { PORT: '0', ENISHI_DATA: server.dataDir })
    expect(code).toBe(1)
    expect(output).toContain(`the data folder ${server.dataDir} is in use`.replace('the data', 'The data'))
    expect(output).not.toMatch(/\n\s+at /)
  })

  test('a taken port says so', async () => {
    const { code, output } = await run(['server/boot/start.mjs'], { PORT: new URL(server.url).port, ENISHI_DATA: `${server.dataDir}-other` })
    fs.rmSync(`${server.dataDir}-other`, { recursive: true, force: true })
    expect([code, output]).toEqual([1, expect.stringMatching(/Port \d+ is taken/)])
  })

  test('is back after kill -9, with the same database', async () => {
    const secret = fs.readFileSync(`${server.dataDir}/pg-password`, 'utf8')
    await server.kill('SIGKILL')
    await server.restart()
    expect(fs.readFileSync(`${server.dataDir}/pg-password`, 'utf8')).toBe(secret)
    expect(server.output().match(/loading the demo/g)).toHaveLength(1)
  })

  test('Ctrl-C ends everything and waits for nobody, also beside an open connection', async () => {
    const open = net.connect(Number(new URL(server.url).port), '127.0.0.1')
    await once(open, 'connect')
    const began = performance.now()
    expect(await server.stop()).toBe(0)
    expect(performance.now() - began).toBeLessThan(15_000)
    open.destroy()
    const pid = `${server.dataDir}/pg/postmaster.pid`
    expect(fs.existsSync(pid)).toBe(false)
  })
})

describe('a database of somebody else', () => {
  test('its restart never ends the product', async () => {
    const server = await bootServer({ demo: false })
    try {
      await until('the end of the welcome', () => /\/setup\?/.test(server.output()))
      const owner = new pg.Client({ connectionString: server.databaseUrl })
      await owner.connect()
      await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
      await owner.end()
      await until('/readyz again', async () => (await fetch(`${server.url}/readyz`)).ok)
      expect(await server.stop()).toBe(0)
    } finally {
      await server.remove()
    }
  })

  test('an empty place prints a one-time address for the first administrator', async () => {
    const server = await bootServer({ demo: false })
    try {
      await until('the address', () => /\/setup\?token=\S+/.test(server.output()))
      const { code, output } = await run(['server/boot/run.mjs', 'setup'], { ENISHI_DATA: server.dataDir, DATABASE_URL: server.databaseUrl!, ENISHI_SECRET: 'a secret of tests, never of a real place', PUBLIC_URL: server.url })
      expect([code, output]).toEqual([0, expect.stringMatching(/\/setup\?\S+/)])
    } finally {
      await server.remove()
    }
  })
})

test('a wrong environment is one line a variable, without its value', async () => {
  const { code, output } = await run(['server/boot/start.mjs'], { PORT: 'many', DATABASE_URL: 'mysql://root:hunter2@db/x', ENISHI_CLOCK: 'yesterday' })
  expect(code).toBe(1)
  for (const name of ['PORT', 'DATABASE_URL', 'ENISHI_CLOCK']) expect(output.match(new RegExp(`^\\s*${name}: `, 'gm'))).toHaveLength(1)
  expect(output).not.toMatch(/hunter2|many|yesterday|\n\s+at /)
})
