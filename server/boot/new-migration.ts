import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { diffMigrations, migrate } from '../../prisma/migrate.ts'
import { migrationsFolder, readMigrations } from '../../prisma/project-files.ts'
import { createDatabase } from '../embedded/create-database.ts'
import { startPostgres } from '../embedded/postgres.ts'

/**
 * Writes a migration: what prisma/schema asks beyond the migrations before it, found on a database of its own.
 * In: its name, as the command's argument; a name that brings its number (`0001_init`) takes that place, another gets the
 * next one. Its SQL is to be read before it is committed.
 */
const name = numbered(process.argv[2] ?? '')
if (name === undefined) {
  console.error('Usage: node server/boot/run.mjs migrate-new <name>   (small letters, digits and _, as in add_topic_locks or 0001_init)')
  process.exit(2)
}
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-migration-'))
const postgres = await startPostgres({ dataDir: scratch, flags: ['-c', 'fsync=off'] })
try {
  await createDatabase(postgres.url(), 'scratch')
  const url = postgres.url('scratch')
  await migrate(url, { before: name })
  const sql = await diffMigrations(url)
  if (sql === '') console.log('The migrations already say what prisma/schema says; nothing to write.')
  else console.log(`Wrote ${write(name, sql)}. Read it before you commit it.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await postgres.stop()
  fs.rmSync(scratch, { recursive: true, force: true })
}

function numbered(asked: string): string | undefined {
  if (/^\d{4}_[a-z0-9_]+$/.test(asked)) return asked
  if (!/^[a-z][a-z0-9_]*$/.test(asked)) return undefined
  const last = Number.parseInt(readMigrations().at(-1)?.name ?? '0', 10)
  return `${String(last + 1).padStart(4, '0')}_${asked}`
}

function write(migration: string, sql: string): string {
  const file = path.join(migrationsFolder(), migration, 'migration.sql')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, sql, { flag: 'wx' })
  fs.writeFileSync(path.join(migrationsFolder(), 'migration_lock.toml'), '# Prisma checks this file; it belongs into version control.\nprovider = "postgresql"\n')
  return path.relative(process.cwd(), file)
}
