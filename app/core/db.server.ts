import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient, type Prisma } from '../../prisma/generated/client.ts'
import './lost-lines.server.ts'
import { createReadLanes } from './read-lanes.server.ts'
import { restingLines } from './resting-lines.server.ts'
import { withPlainStatements } from './raw-sql.server.ts'

export type Db = PrismaClient
export type Tx = Prisma.TransactionClient

/**
 * The one database client of a process. Its sessions keep UTC: the driver writes and reads times without their zone. Waiting and running up to 20 s keeps a burst of registrations from failing
 * while it queues for one row lock; a lost connection is logged by the pool and never ends the process.
 */
export function createDb(url: string, max: number, onError: (error: Error) => void): Db {
  const config = { connectionString: url, options: '-c timezone=UTC', Client: restingLines() }
  const pool = new pg.Pool({ ...config, max })
  pool.on('error', onError)
  const nameOf = statementNames()
  const adapter = new PrismaPg(pool, { onPoolError: onError, onConnectionError: onError, disposeExternalPool: true, statementNameGenerator: ({ sql }) => nameOf(sql) })
  return withPlainStatements(new PrismaClient({ adapter, transactionOptions: { maxWait: 20_000, timeout: 20_000 } }), pool, createReadLanes({ ...config, application_name: 'enishi-reads' }, onError), nameOf)
}

/** Statements that are prepared once a connection; those whose text is seen later are planned each time. */
const PREPARED = 500

/**
 * Gives each text of a statement a short name of its own, so that PostgreSQL parses and plans it once a connection instead of at
 * every call (a third to a half of the cost of our short queries).
 */
function statementNames(): (sql: string) => string {
  const names = new Map<string, string>()
  return (sql) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= PREPARED) return '' // pg prepares nothing without a name
    const name = `s${names.size}`
    names.set(sql, name)
    return name
  }
}
