import type { EventEmitter } from 'node:events'
import pg from 'pg'

type RowDescription = { fields: { dataTypeID: number }[] }

const SINGLE_CHAR = 18
const TEXT = 25

/**
 * A connection on which the system catalogues' one-byte type `"char"` arrives as text: the schema engine reads such
 * columns, and Prisma's adapter knows no type for them (prisma/orm#28145).
 */
export class CatalogClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    const { connection } = this as unknown as { connection: EventEmitter }
    connection.prependListener('rowDescription', ({ fields }: RowDescription) => {
      for (const field of fields) if (field.dataTypeID === SINGLE_CHAR) field.dataTypeID = TEXT
    })
  }
}
