/** The product as a place of several processes runs it: PostgreSQL of its own, two `web`, one `worker`; each can be killed and comes back. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { existingDataDirectory } from '../../server/embedded/cluster-files.ts'
import { createDatabase } from '../../server/embedded/create-database.ts'
import { startPostgres } from '../../server/embedded/postgres.ts'
import { readPidFile } from '../../server/embedded/postmaster.ts'
import { cleanEnv, root } from '../product.ts'

/** What a supervisor waits before it starts again what has died. */
const REST_MS = 1_000

export type Web = { url: string; pid(): number; /** Kills it at once and has it started again. Resolves when it is gone. */ kill(): Promise<void>; /** Resolves when it takes people in. */ isReady(): Promise<void> }
export type Place = {
  web: [Web, Web]
  origin: string
  /** As owner. */
  databaseUrl: string
  worker: { kill(): Promise<void> }
  /** Kills the database server at once; who watches over it starts it again. Resolves when it is gone. */
  crashDatabase(): Promise<void>
  /** Lines of errors that the processes have written, without those that came before. */
  errors(): string[]
  remove(): Promise<void>
}

export async function startPlace(): Promise<Place> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-endurance-'))
  const postgres = await startPostgres({ dataDir })
  await createDatabase(postgres.url(), 'enishi')
  const ports = [await freePort(), await freePort()] as const
  const origin = `http://localhost:${ports[0]}`
  const settings = { DATABASE_URL: postgres.urlAs('enishi_app', 'enishi'), DATABASE_OWNER_URL: postgres.url('enishi'), ENISHI_DEMO: '1', ENISHI_SECRET: 'of a bench, never of a real place', ENISHI_DATA: dataDir, ENISHI_LOG: 'error', PUBLIC_URL: origin }
  const running = new Set<Kept>()
  const written: string[] = []
  const keep = async (mode: string, more: Record<string, string> = {}): Promise<Kept> => {
    const kept = keepRunning(mode, { ...settings, ...more }, written)
    running.add(kept)
    if (more['PORT'] !== undefined) await ready(`http://127.0.0.1:${more['PORT']}`)
    return kept
  }
  const remove = async () => {
    await Promise.all([...running].map((kept) => kept.end()))
    const folders = [existingDataDirectory(dataDir), dataDir]
    await postgres.stop()
    for (const folder of folders) if (folder) fs.rmSync(folder, { recursive: true, force: true })
  }
  try {
    const [code] = (await once(start('migrate', settings, written), 'exit')) as [number | null]
    if (code !== 0) throw new Error(`the database could not be migrated:\n${written.join('\n')}`)
    // The first one lays the demo.
    const webs: Web[] = []
    for (const port of ports) {
      const url = `http://127.0.0.1:${port}`
      webs.push({ url, isReady: () => ready(url), ...(await keep('web', { PORT: String(port) })) })
    }
    const worker = await keep('worker')
    return {
      web: webs as [Web, Web], origin, databaseUrl: postgres.url('enishi'), worker, remove,
      async crashDatabase() {
        const pid = readPidFile(existingDataDirectory(dataDir) ?? '')?.pid
        if (pid === undefined) throw new Error('there is no database to kill')
        process.kill(pid, 'SIGKILL')
        while (isThere(pid)) await wait(5)
      },
      errors: () => written.splice(0),
    }
  } catch (error) {
    await remove()
    throw error
  }
}

type Kept = { pid(): number; kill(): Promise<void>; end(): Promise<void> }

/** Starts it again whenever it has ended. */
function keepRunning(mode: string, settings: Record<string, string>, written: string[]): Kept {
  let isOver = false
  let child = begin()
  function begin(): ChildProcess {
    const own = start(mode, settings, written)
    own.once('exit', () => setTimeout(() => { if (!isOver) child = begin() }, REST_MS))
    return own
  }
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }
  return {
    pid: () => child.pid ?? 0,
    kill: () => stop('SIGKILL'),
    async end() {
      isOver = true
      await stop('SIGTERM')
    },
  }
}

function start(mode: string, settings: Record<string, string>, written: string[]): ChildProcess {
  // As if npm had started it: then it ends when this process does.
  const child = spawn(process.execPath, ['server/boot/run.mjs', mode], { cwd: root, env: { ...cleanEnv(), NODE_ENV: 'production', npm_lifecycle_event: 'bench', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => written.push(...chunk.toString().split('\n').filter((line) => stream === child.stderr ? line !== '' : line.startsWith('{'))))
  return child
}

async function ready(url: string): Promise<void> {
  while (!(await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false))) await wait(50)
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !fs.readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
