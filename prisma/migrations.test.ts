import { expect, test } from 'vitest'
import { diffMigrations, migrate } from './migrate.ts'
import { testDb, testUrl } from './testing/index.ts'

test('the migrations make exactly what the schema files say', async () => {
  expect(await diffMigrations(testUrl())).toBe('')
})

test('a second run applies nothing', async () => {
  expect(await migrate(testUrl())).toEqual({ applied: [] })
})

test('a database that drifted is noticed', async () => {
  await testDb().$executeRaw`alter table board drop column description`
  expect(await diffMigrations(testUrl())).toMatch(/ALTER TABLE "board" ADD COLUMN\s+"description"/)
})
