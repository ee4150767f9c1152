import { createHmac, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { canReach, rootsOwnFolder, type RunAs } from './unprivileged.ts'

/** What belongs to one embedded database: where its data lies, its log, and the owner's password. */
export type ClusterFiles = { dataDirectory: string; log: string; password: string }

/**
 * Makes the data folder when absent and says where its database lies: in it, or, where the user PostgreSQL runs as cannot
 * enter it (root's home), in a folder of root's named by a random id that the data folder keeps. A new data folder
 * at the same path therefore never finds an old database.
 */
export function clusterFiles(dataFolder: string, as: RunAs): ClusterFiles {
  fs.mkdirSync(dataFolder, { recursive: true })
  if (as !== undefined && !canReach(dataFolder, as) && canReach(path.dirname(dataFolder), as)) fs.chmodSync(dataFolder, 0o711)
  return {
    dataDirectory: existingDataDirectory(dataFolder) ?? newDataDirectory(dataFolder, as),
    log: path.join(dataFolder, 'postgres.log'),
    password: secret(path.join(dataFolder, 'pg-password')),
  }
}

/** Where the database of this data folder lies, or `undefined` while there is none. */
export function existingDataDirectory(dataFolder: string): string | undefined {
  const inside = path.join(dataFolder, 'pg')
  if (fs.existsSync(path.join(inside, 'PG_VERSION'))) return inside
  const pointer = path.join(dataFolder, 'pg-id')
  if (!fs.existsSync(pointer)) return undefined
  const outside = outsideDirectory(fs.readFileSync(pointer, 'utf8').trim())
  return fs.existsSync(path.join(outside, 'PG_VERSION')) ? outside : undefined
}

/** The owner's password of an existing database, or `undefined` while there is none. */
export function readPassword(dataFolder: string): string | undefined {
  const file = path.join(dataFolder, 'pg-password')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : undefined
}

/** The password of a lesser role, made from the owner's in one direction: the role cannot find the owner's from it. */
export function passwordOf(role: string, ownerPassword: string): string {
  return createHmac('sha256', ownerPassword).update(`role ${role}`).digest('base64url')
}

function newDataDirectory(dataFolder: string, as: RunAs): string {
  const isInside = as === undefined || canReach(dataFolder, as)
  return isInside ? path.join(dataFolder, 'pg') : outsideDirectory(secret(path.join(dataFolder, 'pg-id')))
}

function outsideDirectory(id: string): string {
  return path.join(rootsOwnFolder(), `data-${id.replaceAll(/[^\w-]/g, '')}`)
}

/** 256 random bits in a file only we can read, made at the first call. The caller holds the lock of the data folder. */
function secret(file: string): string {
  if (!fs.existsSync(file)) {
    fs.writeFileSync(`${file}.new`, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
    fs.renameSync(`${file}.new`, file)
  }
  return fs.readFileSync(file, 'utf8').trim()
}
