import fs from 'node:fs'
import { createRequire } from 'node:module'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import { engineAdapter } from './engine-adapter.ts'
import { migrationsFolder, projectRoot, readMigrations, readSchema } from './project-files.ts'

/** The engine keeps one WebAssembly instance a process and may hang when used twice: every call runs in a process of its own. */

const filters = { externalTables: [], externalEnums: [] }
const EMPTY = /^\s*-- This is an empty migration\.\s*$/

/** The engine writes here why it panics, before it dies of an unreachable instruction. */
const panics = { message: '', set_message: (message: string) => void (panics.message = message), get: () => panics.message }

/** Why the engine panicked in this process, when it did. */
export const lastPanic = (): string | undefined => (panics.message === '' ? undefined : `the schema engine panicked: ${panics.message}`)

/** Applies what the database at `url` lacks, or only what sorts before the name `before`. Out: the names applied. Throws with the engine's message. */
export async function applyMigrations(url: string, before?: string): Promise<string[]> {
  const engine = await openEngine(url)
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationList(before), filters })
  return appliedMigrationNames
}

/** Out: the SQL that turns the database at `url` into what the schema files say; empty when they agree. */
export async function diffToSchema(url: string): Promise<string> {
  const engine = await openEngine(url)
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files: readSchema(), configDir: projectRoot() },
    to: { tag: 'schemaDatamodel', files: readSchema() },
    script: true,
    exitCode: null,
    filters,
  })
  const sql = stdout ?? ''
  return EMPTY.test(sql) ? '' : sql
}

async function openEngine(url: string): Promise<engineModule.SchemaEngine> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics })
  const wasm = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(wasm), { './schema_engine_bg.js': engineModule })
  engineModule.__wbg_set_wasm(instance.exports)
  const begin = instance.exports['__wbindgen_start']
  if (typeof begin === 'function') begin()
  const datamodels = readSchema().map(({ path, content }): [string, string] => [path, content])
  return engineModule.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(engineAdapter(url)))
}

function migrationList(before?: string): engineModule.MigrationList {
  const wanted = readMigrations().filter(({ name }) => before === undefined || name < before)
  return {
    baseDir: migrationsFolder(),
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
    shadowDbInitScript: '',
    migrationDirectories: wanted.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  }
}
