import { expect } from 'vitest'
import pg from 'pg'
import { testUrl } from './db.ts'

/** `refused`: statements that the guard refuses, tried one by one, each after `before`. `off`: the guard taken away; without it they go through. */
export type Guard = { says: string; off: string; before?: string; refused: string[] }

const drops = { constraint: (table: string, name: string) => `alter table ${table} drop constraint ${name}`, index: (_: string, name: string) => `drop index ${name}`, trigger: (table: string, name: string) => `drop trigger ${name} on ${table}` }
/** A constraint, index or trigger by its name, which it says itself unless `says` tells what its trigger says. */
export const guard = (kind: keyof typeof drops, table: string, name: string, refused: string[], more: { says?: string; before?: string } = {}): Guard => ({ says: name, off: drops[kind](table, name), refused, ...more })

/** The database refuses each statement because of its guard, and for nothing else: with that alone taken away it goes through. Nothing stays of either. */
export async function guardsHold(guards: Guard[]): Promise<void> {
  const raw = new pg.Client({ connectionString: testUrl() })
  await raw.connect()
  const attempt = async (statements: string[]): Promise<string> => {
    await raw.query('begin')
    try {
      for (const statement of statements) await raw.query(statement)
      await raw.query('set constraints all immediate')
      return 'went through'
    } catch (error) {
      return String(error)
    } finally {
      await raw.query('rollback')
    }
  }
  try {
    for (const { says, off, before = 'select 1', refused } of guards) {
      for (const statement of refused) {
        expect([statement, await attempt([before, statement])]).toEqual([statement, expect.stringContaining(says) as string])
        expect([off, await attempt([off, before, statement])]).toEqual([off, 'went through'])
      }
    }
  } finally {
    await raw.end()
  }
}
