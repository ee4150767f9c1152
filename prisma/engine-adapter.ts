import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, type SqlDriverAdapter, type SqlMigrationAwareDriverAdapterFactory, type SqlQuery } from '@prisma/driver-adapter-utils'
import type pg from 'pg'
import { readMigrations } from './project-files.ts'

/** What every connection of Prisma's adapter is inside. */
type Connection = SqlDriverAdapter & {
  performIO(query: SqlQuery): Promise<{ fields: { dataTypeID: number }[] }>
  /** Throws it again as the engine understands it. */
  onError(error: unknown): never
  underlyingDriver(): pg.Pool
}

const SINGLE_CHAR = 18
const TEXT = 25

const NOTE_DONE = 'update public._prisma_migrations set finished_at = clock_timestamp() where finished_at is null and rolled_back_at is null'

/** Prisma's PostgreSQL adapter, corrected where it does not serve the schema engine. */
export function engineAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg({ connectionString: url })
  const corrected = (connection: SqlDriverAdapter) => runningWholeScripts(knowingChars(connection as Connection))
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => corrected(await factory.connect()),
    connectToShadowDb: async () => corrected(await factory.connectToShadowDb()),
  }
}

/**
 * The adapter cuts a script at every semicolon, also inside a function's body; PostgreSQL takes it whole, as one transaction.
 * The engine notes that a migration is done only afterwards; here the note commits with it, so that a process killed at any
 * moment leaves a migration either done and noted or not begun.
 */
function runningWholeScripts(connection: Connection): Connection {
  const migrations = new Set(readMigrations().map(({ sql }) => sql))
  connection.executeScript = async (script) => {
    const whole = migrations.has(script) ? `${script}\n;${NOTE_DONE}` : script
    await connection.underlyingDriver().query(whole).catch((error: unknown) => connection.onError(error))
  }
  return connection
}

/**
 * The engine reads system catalogues with columns of the one-byte type `"char"`, for which the adapter has no type
 * (prisma/orm#28145); here they arrive as characters.
 */
function knowingChars(connection: Connection): Connection {
  const characterColumns = new WeakMap<SqlQuery, Set<number>>()
  const [performIO, queryRaw] = [connection.performIO.bind(connection), connection.queryRaw.bind(connection)]
  connection.performIO = async (query) => {
    const result = await performIO(query)
    const found = new Set<number>()
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID !== SINGLE_CHAR) continue
      found.add(index)
      field.dataTypeID = TEXT
    }
    characterColumns.set(query, found)
    return result
  }
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query)
    return { ...result, columnTypes: result.columnTypes.map((type, index) => (characterColumns.get(query)?.has(index) === true ? ColumnTypeEnum.Character : type)) }
  }
  return connection
}
