import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { StartError } from './start-error.ts'

/** The user and group PostgreSQL runs as; `undefined` means "as we are". */
export type RunAs = { uid: number; gid: number } | undefined

/**
 * PostgreSQL refuses to run as root. Out: the owner of an existing data directory, else the system's `postgres`,
 * else `nobody`; `undefined` when we are not root. Throws StartError when root has no such user.
 */
export function runAs(existingDataDirectory?: string): RunAs {
  if (process.getuid?.() !== 0) return undefined
  if (existingDataDirectory !== undefined) {
    const { uid, gid } = fs.statSync(existingDataDirectory)
    if (uid !== 0) return { uid, gid }
  }
  const users = fs.readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([name]) => name === wanted) ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new StartError(
    'root で起動しましたが、PostgreSQL を動かすための利用者(postgres または nobody)がありません。一般の利用者で起動してください。',
    'Started as root, but there is no user (postgres or nobody) to run PostgreSQL as; start as an ordinary user.',
  )
}

/** Whether that user may use what stands at `path` (run a file, enter a folder). */
export function canReach(path: string, as: RunAs): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...as, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * Out: a folder only root can write and everybody can enter, for what must lie outside an unreachable home of root.
 * `/var/lib` comes first because systems clear old files out of `/var/tmp`.
 * Throws StartError when a folder of that name belongs to somebody else, or when we are not root.
 */
export function rootsOwnFolder(): string {
  if (process.getuid?.() !== 0) {
    throw new StartError('このデータフォルダーは root で作られました。root で起動してください。', 'This data folder was made by root; start as root.')
  }
  const folder = ['/var/lib/enishi', '/var/tmp/enishi-root'].find(isMade) ?? '/var/tmp/enishi-root'
  const found = fs.lstatSync(folder, { throwIfNoEntry: false })
  if (!found?.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new StartError(
      `${folder} は root だけが書き込めるフォルダーではないため、使いません。`,
      `${folder} is not a folder that only root can write, so it is not used.`,
    )
  }
  return folder
}

function isMade(folder: string): boolean {
  try {
    fs.mkdirSync(folder)
    fs.chmodSync(folder, 0o755)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST'
  }
}
