import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { prepareBinaries, type Binaries } from './binaries.ts'
import { clusterFiles, existingDataDirectory, passwordOf, readPassword, type ClusterFiles } from './cluster-files.ts'
import { lockDataFolder } from './data-folder.ts'
import { initialise } from './initialise.ts'
import { keepAlive } from './keep-alive.ts'
import { adopt, isServerOf, isStillRunning, launch, readPidFile, signalStop, type Postmaster } from './postmaster.ts'
import { StartError } from './start-error.ts'
import { runAs, type RunAs } from './unprivileged.ts'

/** What the launcher is doing, for a line on the screen. */
export type PostgresStep = 'copying' | 'creating' | 'starting' | 'adopting' | 'restarting'

export type EmbeddedPostgres = {
  /** Connection string of the owner (superuser `postgres`) for one database of this server. */
  url(database?: string): string
  /** Connection string of a lesser role, with a password that only the holder of the owner's can compute. */
  urlAs(role: string, database?: string): string
  /** The password in `urlAs`, to give the role when it is made. */
  passwordOf(role: string): string
  /** Whether the server was still running from a product that was killed. */
  adopted: boolean
  /** Ends the server within 5 s and gives the data folder back. Safe to call twice. */
  stop(): Promise<void>
}

export type StartPostgresOptions = {
  /** The product's data folder (`ENISHI_DATA`); this process takes it for itself alone. */
  dataDir: string
  onStep?: (step: PostgresStep) => void
  /** More options for the server, as `['-c', 'fsync=off']`; tests turn durability off here. */
  flags?: readonly string[]
}

const START_ATTEMPTS = 50
const FAST_STOP_MS = 3_500
const MAX_LOG_BYTES = 10_000_000

/**
 * Starts the embedded PostgreSQL of a data folder on a free port of 127.0.0.1, making the cluster when there is none,
 * recovering after a crash, and taking over a server whose product was killed. While it is held, a server that dies is
 * started again on the same port. Throws StartError when the folder is in use, not writable, or of another major version.
 */
export async function startPostgres({ dataDir, onStep = () => {}, flags = [] }: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const dataFolder = path.resolve(dataDir)
  const lock = await lockDataFolder(dataFolder)
  try {
    const as = runAs(existingDataDirectory(dataFolder))
    const files = clusterFiles(dataFolder, as)
    const binaries = prepareBinaries(as, dataFolder, () => onStep('copying'))
    if (!fs.existsSync(path.join(files.dataDirectory, 'PG_VERSION'))) {
      onStep('creating')
      await initialise(binaries, files.dataDirectory, files.password, as, !flags.includes('fsync=off'))
    }
    refuseOtherVersion(files, binaries)
    keepLogSmall(files.log)
    const server = await adoptOrLaunch(binaries, files, as, flags, onStep)
    const guard = keepAlive(server, files.dataDirectory, () => {
      onStep('restarting')
      return adoptOrLaunch(binaries, files, as, flags, () => {}, server.port)
    })
    const stop = async (): Promise<void> => {
      const pid = await guard.release()
      await stopServer(binaries, files.dataDirectory, pid)
      await lock.release()
    }
    let stopping: Promise<void> | undefined
    return { ...urls(server.port, files.password), adopted: server.wasAdopted, stop: () => (stopping ??= stop()) }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Connection strings of the server another process is running on this data folder, or `undefined` when none is ready. */
export function findRunningPostgres(dataDir: string): Pick<EmbeddedPostgres, 'url' | 'urlAs' | 'passwordOf'> | undefined {
  const dataFolder = path.resolve(dataDir)
  const dataDirectory = existingDataDirectory(dataFolder)
  const password = readPassword(dataFolder)
  if (dataDirectory === undefined || password === undefined) return undefined
  const found = readPidFile(dataDirectory)
  if (found === undefined || !found.isReady || !isServerOf(found.pid, dataDirectory)) return undefined
  return urls(found.port, password)
}

function urls(port: number, password: string): Pick<EmbeddedPostgres, 'url' | 'urlAs' | 'passwordOf'> {
  const urlFor = (role: string, secret: string, database: string) => `postgresql://${role}:${secret}@127.0.0.1:${port}/${encodeURIComponent(database)}`
  return {
    url: (database = 'postgres') => urlFor('postgres', password, database),
    urlAs: (role, database = 'postgres') => urlFor(encodeURIComponent(role), passwordOf(role, password), database),
    passwordOf: (role) => passwordOf(role, password),
  }
}

/** Just after a crash the port may be taken or the old server's children still ending, so a failed start is tried again. */
async function adoptOrLaunch(binaries: Binaries, files: ClusterFiles, as: RunAs, flags: readonly string[], onStep: (step: PostgresStep) => void, port?: number): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const running = await adopt(files.dataDirectory)
    if (running !== undefined) {
      onStep('adopting')
      return running
    }
    if (attempt === 1) onStep('starting')
    try {
      return await launch(binaries, files.dataDirectory, files.log, as, flags, port)
    } catch (error) {
      if (attempt === START_ATTEMPTS || !/still in use|already exists|could not bind|Address already in use/i.test(String(error))) throw error
      await wait(200)
    }
  }
}

async function stopServer(binaries: Binaries, dataDirectory: string, pid: number): Promise<void> {
  if (!isStillRunning(pid, dataDirectory)) return
  signalStop(binaries, dataDirectory, pid, false)
  const hurryAt = Date.now() + FAST_STOP_MS
  let isHurried = false
  while (isStillRunning(pid, dataDirectory)) {
    if (!isHurried && Date.now() > hurryAt) {
      isHurried = true
      signalStop(binaries, dataDirectory, pid, true)
    }
    await wait(20)
  }
}

function refuseOtherVersion({ dataDirectory }: ClusterFiles, { major }: Binaries): void {
  const found = fs.readFileSync(path.join(dataDirectory, 'PG_VERSION'), 'utf8').trim()
  if (found === major) return
  throw new StartError(
    `${dataDirectory} のデータは PostgreSQL ${found} のものですが、内蔵の PostgreSQL は ${major} です。古い版で書き出してから取り込んでください。`,
    `The data in ${dataDirectory} is of PostgreSQL ${found}, but the embedded PostgreSQL is ${major}; dump it with the old version and restore it here.`,
  )
}

/** One older log is kept beside the current one. */
function keepLogSmall(log: string): void {
  if ((fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) fs.renameSync(log, `${log}.old`)
}
