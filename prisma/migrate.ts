import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { runMigrations } from 'bullmq'
import pg from 'pg'
import { z } from 'zod'
import { grantAppRole, type AppRole } from './grants.ts'
import { readMigrations } from './project-files.ts'

export type { AppRole }

export type MigrateOptions = {
  /** The role of web and workers, made when there is none and given its rights; without it the rights of other roles stay as they are. */
  appRole?: AppRole
  /** Names of the queues that number their jobs themselves; the runtime role may not make their sequences. */
  queues?: readonly string[]
  /** Leaves out this migration and those after it: for writing it, on a database made for that. */
  before?: string
}

/** Ours alone: the schema engine takes 72707369 itself. */
const ADVISORY_LOCK = 4_815_162_342

/**
 * Brings a database up to this version: our migrations, BullMQ's in the schema `jobs`, and the runtime role's rights.
 * Processes that start together take turns. In: the owner's connection string. Out: the names of the migrations applied now.
 * Throws when a migration fails, naming it; the next call tries it again.
 */
export async function migrate(ownerUrl: string, { appRole, queues = [], before }: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  owner.on('error', () => {}) // A lost connection shows in the next query.
  await owner.connect()
  try {
    await owner.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
    const applied = (await isUpToDate(owner)) ? [] : (await ask({ do: 'apply', url: ownerUrl, before }, z.object({ applied: z.array(z.string()) }))).applied
    await runMigrations(owner, 'jobs')
    for (const queue of queues) await makeJobNumbers(owner, queue)
    if (appRole !== undefined) await grantAppRole(owner, appRole)
    return { applied }
  } finally {
    await owner.end()
  }
}

/** Out: the SQL that would turn this database into what prisma/schema says; empty when nothing drifted. */
export async function diffMigrations(url: string): Promise<string> {
  return (await ask({ do: 'diff', url }, z.object({ sql: z.string() }))).sql
}

/**
 * Whether every migration of this version, byte for byte, is recorded as applied; spares the engine at a warm start.
 * A migration that was begun and not done has left nothing behind (it is one transaction), so it is noted as taken back, or
 * the engine would refuse for ever.
 */
async function isUpToDate(owner: pg.Client): Promise<boolean> {
  const { rows: tables } = await owner.query<{ found: boolean }>(`select to_regclass('public._prisma_migrations') is not null as found`)
  if (tables[0]?.found !== true) return false
  await owner.query('update public._prisma_migrations set rolled_back_at = clock_timestamp() where finished_at is null and rolled_back_at is null')
  const { rows } = await owner.query<{ migration_name: string; checksum: string }>('select migration_name, checksum from public._prisma_migrations where rolled_back_at is null')
  const done = new Map(rows.map((row) => [row.migration_name, row.checksum]))
  return readMigrations().every(({ name, checksum }) => done.get(name) === checksum)
}

/** BullMQ makes a queue's sequence at the first job that brings no id of its own. */
async function makeJobNumbers(owner: pg.Client, queue: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('select jobs.job_id_seq_name($1) as name', [queue])
  for (const { name } of rows) await owner.query(`create sequence if not exists jobs.${owner.escapeIdentifier(name)}`)
}

/** Runs the schema engine in a child process that ends afterwards; the connection string goes through its input, not its arguments. */
function ask<T>(order: { do: 'apply' | 'diff'; url: string; before?: string | undefined }, answer: z.ZodType<T>): Promise<T> {
  const bundled = fileURLToPath(new URL('./migrate-cli.js', import.meta.url))
  const source = fileURLToPath(new URL('./migrate-cli.ts', import.meta.url))
  const program = fs.existsSync(bundled) ? [bundled] : ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href, source]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      const output = Buffer.concat(chunks).toString('utf8')
      if (code === 0) resolve(answer.parse(JSON.parse(output)))
      else reject(new Error(`migrations: ${messageIn(output) ?? `the schema engine ended with ${code}`}`))
    })
    child.stdin.end(JSON.stringify(order))
  })
}

function messageIn(output: string): string | undefined {
  try {
    return z.object({ error: z.string() }).parse(JSON.parse(output)).error
  } catch {
    return undefined
  }
}
