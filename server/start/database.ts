import type { Env } from '../../app/core/env.server.ts'
import { createDatabase } from '../embedded/create-database.ts'
import { startPostgres, type PostgresStep } from '../embedded/postgres.ts'
import { migrate, type AppRole } from '../../prisma/migrate.ts'
import { queueNames } from '../../app/core/ctx.ts'
import { step } from './console.ts'

const DATABASE = 'enishi'
const APP_ROLE = 'enishi_app'

const words: Record<PostgresStep, [string, string]> = {
  copying: ['データベースの用意をしています', 'preparing the database'],
  creating: ['データベースをつくっています', 'creating the database'],
  starting: ['データベースを起動しています', 'starting the database'],
  adopting: ['動いているデータベースにつないでいます', 'joining the running database'],
  restarting: ['データベースを起動し直しています', 'restarting the database'],
}

export type Database = {
  /** The runtime role: no DDL, cannot change or delete audit rows. */
  url: string
  stop(): Promise<void>
}

/**
 * Brings the database up to date and names it. Embedded: started here, owned by this process. Otherwise DATABASE_URL, migrated as
 * DATABASE_OWNER_URL when that is set; `npm run web` and `npm run worker` leave migrating to `npm run migrate`.
 */
export async function openDatabase(env: Env, isMigrating: boolean): Promise<Database> {
  if (env.DATABASE_URL !== undefined) {
    if (isMigrating) {
      step('データベースを最新の形にしています', 'migrating the database')
      await migrate(env.DATABASE_OWNER_URL ?? env.DATABASE_URL, { appRole: runtimeRole(env.DATABASE_URL, env.DATABASE_OWNER_URL), queues: [...queueNames] })
    }
    return { url: env.DATABASE_URL, stop: async () => {} }
  }
  const server = await startPostgres({ dataDir: env.ENISHI_DATA, onStep: (s) => step(...words[s]) })
  try {
    await createDatabase(server.url(), DATABASE)
    const { applied } = await migrate(server.url(DATABASE), { appRole: { name: APP_ROLE, password: server.passwordOf(APP_ROLE) }, queues: [...queueNames] })
    if (applied.length > 0) step(`データベースの形を整えました (${applied.length})`, `applied ${applied.length} migrations`)
    return { url: server.urlAs(APP_ROLE, DATABASE), stop: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** The role of DATABASE_URL when another one owns the schema: it gets its rights with the migrations. */
function runtimeRole(url: string, ownerUrl: string | undefined): AppRole | undefined {
  const [role, owner] = [new URL(url), new URL(ownerUrl ?? url)]
  if (role.username === owner.username) return undefined
  return { name: decodeURIComponent(role.username), password: decodeURIComponent(role.password) }
}
