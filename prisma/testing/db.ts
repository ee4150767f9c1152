import { inject } from 'vitest'
import { createDb, type Db } from '../../app/core/db.server.ts'
import { cloneTemplate } from './cluster.ts'

/** One database a test file: this module lives as long as its file runs. */
let own: { db: Db; url: string; close(): Promise<void> } | undefined

/** Makes the database of this test file. Called by setup.ts before the file is read. */
export async function openTestDb(): Promise<void> {
  const { url, drop } = await cloneTemplate(inject('cluster'))
  const db = createDb(url, 10, () => {})
  own = { db, url, close: async () => { await db.$disconnect(); await drop() } }
}

export async function closeTestDb(): Promise<void> {
  await own?.close()
  own = undefined
}

function opened() {
  if (own === undefined) throw new Error('this file has no database: it must import prisma/testing itself, so that it runs in the project "db"')
  return own
}

/** The client of this file's own database, migrated and empty at first. */
export const testDb = (): Db => opened().db

/** The address of this file's database, as owner: for LISTEN clients, queues and raw SQL. */
export const testUrl = (): string => opened().url

/** Deletes every row of every table of ours and sets sequences back. */
export async function emptyDb(): Promise<void> {
  await testDb().$executeRaw`
    do $$ begin
      execute (select 'truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ') || ' restart identity cascade'
        from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations');
    end $$`
}
