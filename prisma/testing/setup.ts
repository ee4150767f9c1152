/**
 * Runs before each test file that needs a database. One process runs many files, so that packages are loaded once; our own modules are
 * loaded anew for each, with whatever they keep: clocks, counters, caches, hooks.
 */
import { afterAll, beforeEach, vi } from 'vitest'

vi.resetModules()
vi.useRealTimers()
const { resetPorts } = await import('./ctx.ts')
const { closeTestDb, openTestDb } = await import('./db.ts')

await openTestDb()
beforeEach(resetPorts)
afterAll(closeTestDb)
