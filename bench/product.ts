/** The built product as `npm start` runs it, on an embedded database of its own in a folder that goes away. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findRunningPostgres } from '../server/embedded/postgres.ts'
import { existingDataDirectory } from '../server/embedded/cluster-files.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** What a process holds after it has cleaned up: what is in use, and what the system counts, which also has room that V8 keeps for later. */
export type Weight = { heapKb: number; rssKb: number }
export type Bare = { url: string; pid: number; weigh(): Promise<Weight>; stop(): Promise<void> }
export type Product = { url: string; pid: number; dataDir: string; databaseUrl: string; readyMs: number; weigh(): Promise<Weight>; stop(): Promise<void>; remove(): Promise<void> }

/** Starts it and waits until it answers. `cwd`: another copy of the repository. `dataDir`: go on with the data of an earlier start. */
export async function startProduct({ cwd = root, dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-bench-')), env = {} }: { cwd?: string; dataDir?: string; env?: Record<string, string> } = {}): Promise<Product> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', scales, 'server/boot/start.mjs'], { cwd, env: { ...cleanEnv(), NODE_ENV: 'production', PORT: '0', ENISHI_DATA: dataDir, ...env }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const url = await addressOf(child)
  for (;;) {
    if (await fetch(`${url}/readyz`).then((r) => r.ok, () => false)) break
    await wait(20)
  }
  const readyMs = performance.now() - began
  const running = await findRunningPostgres(dataDir)
  if (!running || child.pid === undefined) throw new Error('the product runs without its database')
  const stop = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return {
    url, pid: child.pid, dataDir, databaseUrl: running.url('enishi'), readyMs, weigh: () => weigh(child), stop,
    async remove() {
      await stop()
      for (const folder of [existingDataDirectory(dataDir), dataDir]) if (folder) fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Our environment without the settings of a product. */
export const cleanEnv = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(ENISHI_|DATABASE_|REDIS_URL|SMTP_URL|PORT$|HOST$|PUBLIC_URL$|NODE_OPTIONS$)/.test(name)))

const scales = new URL('weigh.mjs', import.meta.url).href

async function weigh(child: ChildProcess): Promise<Weight> {
  const answer = once(child, 'message')
  child.send('weigh')
  const [weight] = (await answer) as [Weight]
  return weight
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const found = /^\s+(https?:\/\/\S+)\s+\([\d.]+ s\)$/m.exec(text)
      if (found?.[1]) resolve(found[1])
    })
    child.once('exit', (code) => reject(new Error(`the product ended (${code}):\n${text}`)))
  })
}

/** A small program beside us to measure against; it prints `ready <port>`. */
export async function startBare(file: string, env: Record<string, string>): Promise<Bare> {
  const child = spawn(process.execPath, ['--import', scales, '--import', 'tsx', path.join(root, 'bench/bare', file)], { cwd: root, env: { ...cleanEnv(), NODE_ENV: 'production', ...env }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const port = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const found = /ready (\d+)/.exec(text)
      if (found?.[1]) resolve(found[1])
    })
    child.once('exit', (code) => reject(new Error(`${file} ended (${code})`)))
  })
  if (child.pid === undefined) throw new Error(`${file} did not start`)
  return {
    url: `http://127.0.0.1:${port}`, pid: child.pid, weigh: () => weigh(child),
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
