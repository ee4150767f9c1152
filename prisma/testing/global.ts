/** Starts the one PostgreSQL of a test run and makes the migrated template that every test database is cloned from. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { queueNames } from '../../app/core/ctx.ts'
import { existingDataDirectory } from '../../server/embedded/cluster-files.ts'
import { createDatabase } from '../../server/embedded/create-database.ts'
import { type EmbeddedPostgres, startPostgres } from '../../server/embedded/postgres.ts'
import { migrate } from '../migrate.ts'
import type { TestCluster } from './cluster.ts'

type Running = { cluster: TestCluster; postgres: EmbeddedPostgres; folder: string }
type Shared = { users: number; running: Promise<Running> | undefined }

/** Vitest loads this module anew for each project; the server is one for all of them. */
const SHARED = Symbol.for('enishi test cluster')
const shared: Shared = ((globalThis as { [SHARED]?: Shared })[SHARED] ??= { users: 0, running: undefined })

/** Nothing here outlives the run, so nothing is flushed to the disk; many short-lived pools need room. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off', 'max_connections=400', 'max_wal_size=2GB']
const TEMPLATE = 'enishi_template'
const APP_ROLE = 'enishi_app'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.users++
  const { cluster } = await (shared.running ??= start())
  project.provide('cluster', cluster)
  return async () => {
    if (--shared.users > 0 || shared.running === undefined) return
    const { postgres, folder } = await shared.running
    shared.running = undefined
    await remove(folder, postgres)
  }
}

async function start(): Promise<Running> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-test-'))
  const postgres = await startPostgres({ dataDir: folder, flags: SETTINGS.flatMap((setting) => ['-c', setting]) })
  try {
    await createDatabase(postgres.url(), TEMPLATE)
    await migrate(postgres.url(TEMPLATE), { appRole: { name: APP_ROLE, password: postgres.passwordOf(APP_ROLE) }, queues: queueNames })
  } catch (error) {
    await remove(folder, postgres)
    throw error
  }
  return { cluster: { url: postgres.url(), appUrl: postgres.urlAs(APP_ROLE), template: TEMPLATE }, postgres, folder }
}

/** Where root's temporary folder is closed to the database's user, the data lies elsewhere and must go too. */
async function remove(folder: string, postgres: EmbeddedPostgres): Promise<void> {
  await postgres.stop()
  const data = existingDataDirectory(folder)
  for (const gone of [data, folder]) if (gone !== undefined) fs.rmSync(gone, { recursive: true, force: true })
}
