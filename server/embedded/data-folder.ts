import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error.ts'

export type DataFolderLock = { release(): Promise<void> }

/**
 * The lock is a numbered folder `lock/<n>` that names a socket its holder listens on. The highest number counts, and it is
 * held as long as something listens: the kernel closes the socket when the holder ends in any way, so nothing stale remains.
 * A number appears by renaming a complete folder (atomic, fails when taken), and is removed only by the holder of a higher one.
 */
const holderFile = z.object({ pid: z.number().int(), socket: z.string() })

/**
 * Takes the data folder for this process alone, making the folder when absent.
 * Throws StartError when a living process holds it or when it cannot be written.
 */
export async function lockDataFolder(dataFolder: string): Promise<DataFolderLock> {
  const shelf = path.join(path.resolve(dataFolder), 'lock')
  makeWritable(dataFolder, shelf)
  for (;;) {
    const highest = highestNumber(shelf)
    const holder = readHolder(shelf, highest)
    if (holder !== undefined && (await isListening(shelf, holder.socket))) throw inUse(dataFolder, holder.pid)
    const server = await takeNumber(shelf, highest + 1)
    if (server !== undefined) return { release: () => close(server) }
  }
}

/** Out: the open lock, or `undefined` when another process was quicker. */
async function takeNumber(shelf: string, number: number): Promise<net.Server | undefined> {
  const id = randomBytes(6).toString('hex')
  const { server, name } = await listenOnNew(shelf, id)
  const draft = path.join(shelf, `draft-${id}`)
  const place = path.join(shelf, String(number))
  try {
    fs.mkdirSync(draft)
    fs.writeFileSync(path.join(draft, 'holder.json'), JSON.stringify({ pid: process.pid, socket: name }))
    fs.renameSync(draft, place)
    // The holder of a higher number may have swept away this one between the caller's look and the rename.
    if (highestNumber(shelf) === number) {
      sweep(shelf, number)
      return server
    }
    fs.rmSync(place, { recursive: true, force: true })
  } catch (error) {
    if (!fs.existsSync(place)) throw error
  } finally {
    fs.rmSync(draft, { recursive: true, force: true })
  }
  await close(server)
  return undefined
}

function highestNumber(shelf: string): number {
  return Math.max(0, ...fs.readdirSync(shelf).filter((name) => /^\d+$/.test(name)).map(Number))
}

function readHolder(shelf: string, number: number): z.infer<typeof holderFile> | undefined {
  try {
    return holderFile.parse(JSON.parse(fs.readFileSync(path.join(shelf, String(number), 'holder.json'), 'utf8')))
  } catch {
    return undefined
  }
}

/** Removes what earlier holders left: lower numbers and their sockets. */
function sweep(shelf: string, mine: number): void {
  for (const name of fs.readdirSync(shelf)) {
    if (!/^\d+$/.test(name) || Number(name) >= mine) continue
    const old = readHolder(shelf, Number(name))
    if (old !== undefined && process.platform !== 'win32') fs.rmSync(path.resolve(shelf, old.socket), { force: true })
    fs.rmSync(path.join(shelf, name), { recursive: true, force: true })
  }
}

/** A name relative to the lock's folder where the system allows such a long path, else an absolute one. */
async function listenOnNew(shelf: string, id: string): Promise<{ server: net.Server; name: string }> {
  if (process.platform === 'win32') {
    const name = `\\\\.\\pipe\\enishi-${id}`
    return { server: await listen(name), name }
  }
  const near = path.join(shelf, `${id}.sock`)
  const far = path.join(os.tmpdir(), `enishi-${id}.sock`)
  if (Buffer.byteLength(near) > 100) return { server: await listen(far), name: far }
  try {
    return { server: await listen(near), name: `${id}.sock` }
  } catch {
    return { server: await listen(far), name: far }
  }
}

function listen(address: string): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((connection) => connection.destroy())
    server.once('error', reject)
    server.listen(address, () => resolve(server.unref()))
  })
}

const close = (server: net.Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

/** Only "nobody is there" counts as free; whatever else goes wrong counts as held. */
function isListening(shelf: string, socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const address = process.platform === 'win32' ? socket : path.resolve(shelf, socket)
    const connection = net.connect(address)
    connection.once('connect', () => {
      connection.destroy()
      resolve(true)
    })
    connection.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'))
  })
}

function makeWritable(dataFolder: string, shelf: string): void {
  try {
    fs.mkdirSync(shelf, { recursive: true })
    fs.accessSync(shelf, fs.constants.W_OK)
  } catch (cause) {
    throw new StartError(
      `データフォルダー ${dataFolder} に書き込めません。持ち主と権限を確かめるか、ENISHI_DATA で別のフォルダーを指定してください。`,
      `The data folder ${dataFolder} cannot be written; check its owner and mode, or name another with ENISHI_DATA.`,
      { cause },
    )
  }
}

function inUse(dataFolder: string, pid: number): StartError {
  return new StartError(
    `データフォルダー ${dataFolder} は、動作中の別の縁(プロセス ${pid})が使っています。先にそちらを止めるか、ENISHI_DATA で別のフォルダーを指定してください。`,
    `The data folder ${dataFolder} is in use by another running Enishi (process ${pid}); stop that one first, or name another folder with ENISHI_DATA.`,
  )
}
