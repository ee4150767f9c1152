import { inject } from 'vitest'
import { createDb, type Db } from '../../app/core/db.server.ts'
import { cloneTemplate } from './cluster.ts'

/** One database a test file: this module lives as long as its file runs. */
let own: { db: Db; url: string; close(): Promise<void> } | undefined

/** Makes the database of this test file. Called by setup.ts before the file is read. */
export async function openTestDb(): Promise<void> {
  const { url } = await cloneTemplate(inject('cluster'))
  const db = createDb(url, 10, () => {})
  own = { db, url, close: () => db.$disconnect() }
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

/** Deletes every row of every table of ours and sets sequences back. Row by row and without triggers: `truncate` makes the files of every table and index anew, a hundred times the work for a few rows. */
export async function emptyDb(): Promise<void> {
  await testDb().$executeRaw`
    do $$ declare one text; begin
      perform set_config('session_replication_role', 'replica', true);
      for one in select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' loop
        execute 'delete from ' || one;
      end loop;
      perform setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences where schemaname = 'public' and last_value is not null;
    end $$`
}
