import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testUrl } from '../../prisma/testing/index.ts'
import { createDb, type Db } from './db.server.ts'

let db: Db
let owner: pg.Client
const lost: Error[] = []
beforeAll(async () => {
  db = createDb(testUrl(), 2, (error) => void lost.push(error))
  owner = new pg.Client({ connectionString: testUrl() })
  await owner.connect()
})
afterAll(async () => {
  await db.$disconnect()
  await owner.end()
})

type Line = { line: string }
const readingLine = async () => (await db.$queryRaw<Line[]>`select current_setting('application_name') as line`)[0]?.line
const onLanes = () => expect.poll(readingLine).toBe('enishi-reads')

test('many reads at once each get their own answer, and one that fails fails alone', async () => {
  await onLanes()
  const answers = await Promise.allSettled(Array.from({ length: 300 }, (_, i) => db.$queryRaw<{ n: number }[]>`select ${i}::int as n, 1 / ${i % 100}::int as part`))
  answers.forEach((answer, i) => {
    if (i % 100 === 0) expect(answer).toMatchObject({ status: 'rejected', reason: { code: '22012' } })
    else expect(answer).toMatchObject({ status: 'fulfilled', value: [{ n: i }] })
  })
})

test('what writes or locks never waits on a lane, whatever it begins with', async () => {
  await onLanes()
  const [written] = await db.$queryRaw<Line[]>`with added as (insert into rate_limit (key, points) values ('lanes', 1) returning key) select current_setting('application_name') as line from added`
  const [locked] = await db.$queryRaw<Line[]>`select current_setting('application_name') as line from rate_limit where key = 'lanes' for update`
  expect([written?.line, locked?.line]).toEqual(['', ''])
})

test('a slow read holds up nobody', async () => {
  await onLanes()
  // A read that takes as long as the test wants: it waits for a table that somebody holds.
  const holder = new pg.Client({ connectionString: testUrl() })
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table rate_limit in access exclusive mode')
  let isSlowDone = false
  const slow = db.$queryRaw`select count(*)::int as n from rate_limit`.then(() => { isSlowDone = true })
  try {
    await expect.poll(async () => (await owner.query(`select 1 from pg_stat_activity where application_name = 'enishi-reads' and wait_event_type = 'Lock' and clock_timestamp() - query_start > interval '150 ms'`)).rowCount).toBe(1)
    await Promise.all(Array.from({ length: 20 }, () => readingLine()))
    expect(isSlowDone).toBe(false)
  } finally {
    await holder.end()
  }
  await slow
  expect(isSlowDone).toBe(true)
})

test('when the lines are cut, reads go on, and the lanes come back', async () => {
  await onLanes()
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'enishi-reads' and datname = current_database()`)
  await expect.poll(() => lost.length).toBeGreaterThan(0)
  expect(await readingLine()).toBeDefined()
  await onLanes()
})
