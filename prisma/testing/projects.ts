/** Which tests need what: a test file says so by what it imports, so nobody keeps a list. */
import fs from 'node:fs'
import path from 'node:path'
import type { TestProjectConfiguration } from 'vitest/config'

const ROOTS = ['app', 'server', 'workers', 'prisma', 'bench']
const NEEDS_DATABASE = /^(import .*|\} )from '[^']*\/testing\/[\w-]+(\.ts)?'/m
const NEEDS_PRODUCT = /^(import .*|\} )from '[^']*\/harness\/[\w-]+(\.ts)?'/m

type Kind = 'unit' | 'db' | 'product' | 'walks'

/** Of those that need the product, the ones that measure how soon something is there. */
const ALONE = /[\\/]alone[\\/]/

function kindOf(file: string): Kind {
  const source = fs.readFileSync(file, 'utf8')
  if (NEEDS_PRODUCT.test(source)) return ALONE.test(file) ? 'product' : 'walks'
  return NEEDS_DATABASE.test(source) ? 'db' : 'unit'
}

/** The test files of the repository by kind, relative to `root`. */
export function sortTests(root: string): Record<Kind, string[]> {
  const sorted: Record<Kind, string[]> = { unit: [], db: [], product: [], walks: [] }
  for (const folder of ROOTS) {
    if (!fs.existsSync(path.join(root, folder))) continue
    for (const name of fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.test\.tsx?$/.test(name)) continue
      const file = path.join(folder, name)
      sorted[kindOf(path.join(root, file))].push(file.split(path.sep).join('/'))
    }
  }
  return sorted
}

/** Vitest's projects: pure tests share a process; of database tests many files share one, each with modules of its own (setup.ts); so do tests of the whole product, two at a time, but for those that measure how soon something is there. */
export function testProjects(root: string): TestProjectConfiguration[] {
  const files = sortTests(root)
  const global = './prisma/testing/global.ts'
  const patience = './prisma/testing/patience.ts'
  const product = { pool: 'forks' as const, isolate: false, globalSetup: [global, './server/tests/harness/global.ts'], setupFiles: [patience, './server/tests/harness/setup.ts'], testTimeout: 120_000, hookTimeout: 120_000 }
  // A condition is waited for as long as a busy machine may need.
  const expect = { poll: { timeout: 30_000 } }
  return [
    { extends: true, test: { name: 'unit', include: files.unit, pool: 'threads', isolate: false, setupFiles: [patience], testTimeout: 60_000, expect, sequence: { groupOrder: 0 } } },
    // Several of these files wait for clocks of others most of their time.
    { extends: true, test: { name: 'db', include: files.db, pool: 'forks', isolate: false, maxWorkers: 3, globalSetup: [global], setupFiles: [patience, './prisma/testing/setup.ts'], testTimeout: 60_000, hookTimeout: 60_000, expect, sequence: { groupOrder: 1 } } },
    { extends: true, test: { ...product, name: 'product', include: files.product, expect, fileParallelism: false, sequence: { groupOrder: 2 } } },
    { extends: true, test: { ...product, name: 'walks', include: files.walks, expect, sequence: { groupOrder: 3 } } },
  ]
}
