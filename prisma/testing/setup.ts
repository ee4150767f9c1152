/** Runs before each test file that needs a database. */
import { afterAll, beforeEach } from 'vitest'
import { resetPorts } from './ctx.ts'
import { closeTestDb, openTestDb } from './db.ts'

await openTestDb()
beforeEach(resetPorts)
afterAll(closeTestDb)
