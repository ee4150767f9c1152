import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PROGRAM_ENVIRONMENT, type Binaries } from './binaries.ts'
import type { RunAs } from './unprivileged.ts'

/** A running PostgreSQL server, ours to stop. */
export type Postmaster = { pid: number; port: number; wasAdopted: boolean }

type PidFile = { pid: number; port: number; isReady: boolean }

/** A pid no system gives out: PostgreSQL takes a file that names it for one left by a crash. */
const NOBODY = 99_999_999
const POLL_MS = 20

/** What `postmaster.pid` says, whether or not that process lives. */
export function readPidFile(dataDirectory: string): PidFile | undefined {
  try {
    const lines = fs.readFileSync(path.join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return Number.isInteger(pid) && pid > 0 ? { pid, port, isReady: lines[7]?.trim() === 'ready' } : undefined
  } catch {
    return undefined
  }
}

/** Out: the server that is running on this directory, once it is ready; `undefined` when none is. */
export async function adopt(dataDirectory: string): Promise<Postmaster | undefined> {
  for (;;) {
    const found = readPidFile(dataDirectory)
    if (found === undefined || !isServerOf(found.pid, dataDirectory)) return undefined
    if (found.isReady) return { pid: found.pid, port: found.port, wasAdopted: true }
    await wait(POLL_MS)
  }
}

/**
 * Starts a server in its own process group, so that Ctrl-C in the terminal reaches only the product, which then stops it.
 * In: `port`, or `undefined` for a free one. Out: the server, ready. Throws with the end of its log when it ends instead.
 */
export async function launch(binaries: Binaries, dataDirectory: string, log: string, as: RunAs, flags: readonly string[], port?: number): Promise<Postmaster> {
  forgetForeignPid(dataDirectory)
  const chosen = port ?? (await freePort())
  const options = ['-D', dataDirectory, '-p', String(chosen), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags]
  const output = fs.openSync(log, 'a', 0o600)
  const begin = fs.fstatSync(output).size
  const child = spawn(binaries.postgres, options, {
    ...as,
    cwd: path.parse(dataDirectory).root,
    env: PROGRAM_ENVIRONMENT,
    stdio: ['ignore', output, output],
    detached: true,
    windowsHide: true,
  })
  fs.closeSync(output)
  let failure: string | undefined
  child.once('error', (error) => (failure = error.message))
  child.once('exit', (code, signal) => (failure = `PostgreSQL ended (${signal ?? code})`))
  child.unref()
  while (failure === undefined) {
    const found = readPidFile(dataDirectory)
    if (found !== undefined && found.pid === child.pid && found.isReady) return { pid: found.pid, port: chosen, wasAdopted: false }
    await wait(POLL_MS)
  }
  throw new Error(`${failure}: ${fs.readFileSync(log).subarray(begin).toString().trim().slice(-800)}`)
}

/** Asks a server to disconnect everybody and end; `isHurried` skips the last checkpoint, so that the next start recovers. */
export function signalStop(binaries: Binaries, dataDirectory: string, pid: number, isHurried: boolean): void {
  if (process.platform === 'win32') {
    execFileSync(binaries.pgCtl, ['stop', '-D', dataDirectory, '-m', isHurried ? 'immediate' : 'fast', '-W'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(pid, isHurried ? 'SIGQUIT' : 'SIGINT')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Whether that process lives and is the server of this very directory, not a stranger who got the same pid later. */
export function isServerOf(pid: number, dataDirectory: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') return true
  try {
    return process.platform === 'linux' ? isServerOnLinux(pid, dataDirectory) : argumentsByPs(pid).includes(` -D ${dataDirectory} `)
  } catch {
    return false
  }
}

/** The same for a pid that is known to have been ours: cheap enough to ask several times a second. */
export const isStillRunning = (pid: number, dataDirectory: string): boolean => (process.platform === 'linux' ? isServerOf(pid, dataDirectory) : isAlive(pid))

/** A server works in its data directory, wherever that has been moved to; where that may not be read, its arguments tell. A zombie has neither. */
function isServerOnLinux(pid: number, dataDirectory: string): boolean {
  const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  if (!words[0]?.endsWith('postgres')) return false
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(dataDirectory)
  } catch {
    return words.includes(dataDirectory)
  }
}

const argumentsByPs = (pid: number): string => execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * After a crash another program may have got the pid in `postmaster.pid`, and PostgreSQL would refuse to start.
 * The pid is made nobody's; the rest of the file stays, by which PostgreSQL still finds survivors of the old server.
 */
function forgetForeignPid(dataDirectory: string): void {
  const found = readPidFile(dataDirectory)
  if (found === undefined || !isAlive(found.pid) || isServerOf(found.pid, dataDirectory)) return
  const file = path.join(dataDirectory, 'postmaster.pid')
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\d+/, String(NOBODY)))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })
}
