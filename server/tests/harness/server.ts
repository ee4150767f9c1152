/** The whole product as a process of its own, as `npm start` runs it. */
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inject } from 'vitest'
import { cloneTemplate } from '../../../prisma/testing/cluster.ts'
import { existingDataDirectory } from '../../embedded/cluster-files.ts'
import { endProcess, spawnProduct } from './spawn.ts'
import { until } from './until.ts'

export type Server = {
  /** Where it answers; stays the same over restarts. */
  url: string
  /** Address of its database as owner; undefined for the embedded one. */
  databaseUrl: string | undefined
  /** The folder it keeps its own things in. */
  dataDir: string
  /** Everything it has printed, errors too. */
  output(): string
  /** Ends it as Ctrl-C does. Out: its exit code. */
  stop(): Promise<number | null>
  /** Ends it at once, as a crash does. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** Starts it again on the same port, data and database. Out: milliseconds until it was ready. */
  restart(): Promise<number>
  /** Stops it and removes what it has kept. */
  remove(): Promise<void>
}

export type ServerOptions = {
  /** `embedded`: its own PostgreSQL, as a newcomer starts it. `shared` (default): a database of its own on the server of this test run. */
  database?: 'embedded' | 'shared'
  /** With the demo's people and places, as the product has laid them out. */
  demo?: boolean
  env?: Record<string, string>
}

/** Starts the product on a free port and waits until it is ready; on Redis when TEST_REDIS_URL is set for the run. */
export async function bootServer({ database = 'shared', demo = true, env = {} }: ServerOptions = {}): Promise<Server> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-product-'))
  // A demo of another day the product lays itself.
  const template = demo && env['ENISHI_CLOCK'] === undefined ? inject('demo') : undefined
  const own = database === 'shared' ? await cloneTemplate(inject('cluster'), template) : undefined
  const settings: Record<string, string> = {
    PORT: '0', ENISHI_DATA: dataDir, ENISHI_DEMO: demo ? '1' : '0', ENISHI_LOG: 'warn', ENISHI_SECRET: 'a secret of tests, never of a real place',
    ...(process.env['TEST_REDIS_URL'] === undefined ? {} : { REDIS_URL: process.env['TEST_REDIS_URL'] }),
    ...(own ? { DATABASE_URL: own.appUrl, DATABASE_OWNER_URL: own.url } : {}),
    ...env,
  }
  let running = await start(settings)
  const { url } = running
  settings['PORT'] = new URL(url).port
  return {
    url, dataDir, databaseUrl: own?.url,
    output: () => running.output(),
    stop: () => running.end('SIGINT'),
    kill: async (signal = 'SIGKILL') => void (await running.end(signal)),
    async restart() {
      const before = running.output()
      const began = performance.now()
      running = await start(settings, before)
      return performance.now() - began
    },
    async remove() {
      await running.end('SIGINT')
      for (const gone of [existingDataDirectory(dataDir), dataDir]) if (gone !== undefined) fs.rmSync(gone, { recursive: true, force: true })
    },
  }
}

type Running = { url: string; output(): string; end(signal: NodeJS.Signals): Promise<number | null> }

async function start(settings: Record<string, string>, before = ''): Promise<Running> {
  const { child, output } = spawnProduct(['server/boot/start.mjs'], settings, before)
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the product ended instead of starting:\n${output().slice(-4000)}`)
  })
  const ready = async () => {
    const url = await until('the address of the product', () => addressIn(output().slice(before.length)), 90_000)
    await until('/readyz', async () => (await fetch(`${url}/readyz`)).ok, 60_000)
    return url
  }
  const url = await Promise.race([ready(), ended])
  ended.catch(() => {})
  return { url, output, end: (signal) => endProcess(child, signal) }
}

const addressIn = (output: string): string | undefined => /^\s+(https?:\/\/\S+)\s+\([\d.]+ s\)$/m.exec(output)?.[1]
