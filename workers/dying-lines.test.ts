import { once } from 'node:events'
import net from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDb } from '../app/core/db.server.ts'
import { createLog } from '../app/core/log.server.ts'
import { logLostLines } from '../app/core/lost-lines.server.ts'
import { testUrl } from '../prisma/testing/index.ts'
import { openQueues, type Queues } from './queues.ts'

/** "Ready for query", and what a server that goes away says: FATAL 57P01. */
const READY = Buffer.from('Z\0\0\0\x05I', 'latin1')
const fatal = (code: string, message: string): Buffer => {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`, 'latin1')
  return Buffer.concat([Buffer.from('E'), Buffer.from([0, 0, 0, fields.length + 4]), fields])
}
const GOODBYE = fatal('57P01', 'terminating connection due to administrator command')
const STARTING = fatal('57P03', 'the database system is starting up')

let server: net.Server
let url: string
/** Lines still to be ended in the packet that opens them, and those that were. */
let doomed = 0
let lines = new Set<net.Socket>()
let ended = 0
/** What a server says that is starting up, to every new line, and how many it has said it to. */
let isStarting = false
let refused = 0
/** What would have ended the process. */
let uncaught: unknown[] = []
let others: NodeJS.UncaughtExceptionListener[] = []

/** PostgreSQL, as a client sees it that connects while the server is being stopped: the end stands in the packet that says "ready". */
function openServer(): net.Server {
  const { hostname, port } = new URL(testUrl())
  return net.createServer((client) => {
    if (isStarting) {
      refused++
      client.on('error', () => {})
      client.once('data', () => client.end(STARTING))
      return
    }
    const upstream = net.connect(Number(port), hostname)
    for (const socket of [client, upstream]) socket.on('error', () => {})
    client.pipe(upstream)
    let isDoomed = doomed > 0
    if (isDoomed) doomed--
    upstream.on('data', (data: Buffer) => {
      const at = isDoomed ? data.indexOf(READY) : -1
      if (at < 0) return void client.write(data)
      isDoomed = false
      ended++
      client.end(Buffer.concat([data.subarray(0, at + READY.length), GOODBYE]))
      upstream.destroy()
    })
    upstream.on('close', () => client.end())
    lines.add(client)
    client.on('close', () => {
      lines.delete(client)
      upstream.destroy()
    })
  })
}

beforeEach(async () => {
  doomed = ended = refused = 0
  isStarting = false
  lines = new Set()
  server = openServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const target = new URL(testUrl())
  target.hostname = '127.0.0.1'
  target.port = String((server.address() as net.AddressInfo).port)
  url = target.href
  uncaught = []
  others = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', (error) => void uncaught.push(error))
})
afterEach(() => {
  process.removeAllListeners('uncaughtException')
  for (const listener of others) process.on('uncaughtException', listener)
  server.close()
})

test('a line of the database that ends in the packet that opened it fails one request at most', async () => {
  doomed = 6
  const db = createDb(url, 2, () => {})
  const ask = () => db.$transaction((tx) => tx.$queryRaw`select 1 as one`)
  await expect.poll(() => ask().then((rows) => rows, () => null)).toEqual([{ one: 1 }])
  await expect.poll(() => db.$queryRaw`select 2 as two`.then((rows) => rows, () => null)).toEqual([{ two: 2 }])
  expect(ended).toBe(6)
  await db.$disconnect()
  expect(uncaught).toEqual([])
})

test('while the database starts up, however many ask, it is asked a few times a second', async () => {
  isStarting = true
  const db = createDb(url, 10, () => {})
  const from = performance.now()
  for (let i = 0; i < 300; i++) await expect(db.$queryRaw`select 1 as one`).rejects.toThrow('starting up')
  expect(refused).toBeGreaterThan(0)
  // More where a busy machine takes its time about it.
  expect(refused).toBeLessThan(Math.max(150, (performance.now() - from) / 40))
  isStarting = false
  await expect.poll(() => db.$queryRaw`select 1 as one`.then((rows) => rows, () => null)).toEqual([{ one: 1 }])
  await expect.poll(() => db.$transaction((tx) => tx.$queryRaw`select 1 as one`).then((rows) => rows, () => null)).toEqual([{ one: 1 }])
  await db.$disconnect()
  expect(uncaught).toEqual([])
})

const start = async (ran: string[] = []) => {
  const queues = await openQueues({ redisUrl: undefined, databaseUrl: url, log: createLog('silent') })
  return { queues, begin: () => queues.work('main', async (job) => void ran.push(job.name), { concurrency: 1 }) }
}
const add = (queues: Queues, name: string) => queues.add('main', [{ name, data: {}, opts: { removeOnComplete: true } }]).then(() => true, () => false)

test('what nobody heard of stands in the log, without the way in', async () => {
  const said: string[] = []
  logLostLines(createLog('warn', { write: (line) => void said.push(line) }))
  doomed = 6
  const db = createDb(url, 2, () => {})
  await expect.poll(() => db.$transaction((tx) => tx.$queryRaw`select 1 as one`).then((rows) => rows, () => null)).toEqual([{ one: 1 }])
  await db.$disconnect()
  expect(ended).toBe(6)
  expect(said.length).toBeGreaterThan(0)
  for (const line of said) expect(JSON.parse(line)).toMatchObject({ level: 40, msg: 'database connection lost, with nobody listening', err: { code: '57P01' } })
  expect(said.join()).not.toMatch(/postgres(ql)?:\/\/|password|127\.0\.0\.1/)
})

test('a worker whose first line ends as it opens does not begin, and says so; the next one does', async () => {
  const ran: string[] = []
  const { queues, begin } = await start(ran)
  doomed = 1
  await expect(begin()).rejects.toThrow('connection error')
  const worker = await begin()
  await add(queues, 'a')
  await expect.poll(() => ran).toEqual(['a'])
  await worker.close()
  await queues.close()
  expect(uncaught).toEqual([])
})

test.each([1, 2, 3, 4, 5])('a worker that has lost all its lines, and %i more as they opened, works on', async (more) => {
  const ran: string[] = []
  const { queues, begin } = await start(ran)
  const worker = await begin()
  doomed = more
  for (const socket of lines) socket.destroy()
  await expect.poll(() => add(queues, 'a')).toBe(true)
  await expect.poll(() => ran).toContain('a')
  expect(ended).toBeGreaterThan(0)
  await worker.close()
  await queues.close()
  expect(uncaught).toEqual([])
})

test('while the database starts up a worker asks now and then, and works on when it is there', async () => {
  const ran: string[] = []
  const { queues, begin } = await start(ran)
  const worker = await begin()
  isStarting = true
  for (const socket of lines) socket.destroy()
  await expect.poll(() => refused).toBeGreaterThan(0)
  const [at, from] = [performance.now(), refused]
  await expect.poll(() => performance.now() - at).toBeGreaterThan(3_000)
  // Without a rest it is hundreds, on a busy machine too.
  expect(refused - from).toBeLessThan(Math.max(40, (performance.now() - at) / 75))
  isStarting = false
  await expect.poll(() => add(queues, 'a')).toBe(true)
  await expect.poll(() => ran).toContain('a')
  await worker.close()
  await queues.close()
  expect(uncaught).toEqual([])
})
