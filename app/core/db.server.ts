import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from '../../prisma/generated/client.ts'

export type Db = PrismaClient
export type Tx = Prisma.TransactionClient

/**
 * The one database client of a process. Its sessions keep UTC: the driver writes and reads times without their zone. Waiting and running up to 20 s keeps a burst of registrations from failing
 * while it queues for one row lock; a lost connection is logged by the pool and never ends the process.
 */
export function createDb(url: string, max: number, onError: (error: Error) => void): Db {
  const adapter = new PrismaPg({ connectionString: url, max, options: '-c timezone=UTC' }, { onPoolError: onError, onConnectionError: onError })
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 20_000, timeout: 20_000 } })
}
