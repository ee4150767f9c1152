import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory, type SqlQuery, type SqlQueryable } from '@prisma/driver-adapter-utils'

/** What every connection and transaction of Prisma's adapter is inside. */
type Connection = SqlQueryable & { performIO(query: SqlQuery): Promise<{ fields: { dataTypeID: number }[] }> }

const SINGLE_CHAR = 18
const TEXT = 25

/**
 * Prisma's PostgreSQL adapter for the schema engine. The engine reads system catalogues with columns of the one-byte type
 * `"char"`, for which the adapter alone has no type (prisma/orm#28145); here they arrive as characters. And the adapter alone
 * cuts a migration at every semicolon, also within a function's body; here PostgreSQL gets it whole, as one transaction.
 */
export function catalogAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg({ connectionString: url })
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => knowingScripts(knowingChars(await factory.connect())),
    connectToShadowDb: async () => knowingScripts(knowingChars(await factory.connectToShadowDb())),
  }
}

function knowingChars<T extends SqlQueryable>(queryable: T): T {
  const connection = queryable as unknown as Connection
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
  return queryable
}

type Scripted = { client: { query(sql: string): Promise<unknown> }; onError(error: unknown): never; executeScript(script: string): Promise<void> }

function knowingScripts<T extends SqlQueryable>(queryable: T): T {
  const connection = queryable as unknown as Scripted
  connection.executeScript = async (script) => {
    await connection.client.query(script).catch((error: unknown) => connection.onError(error))
  }
  return queryable
}
