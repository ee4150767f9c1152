/** Which tests need what: a test file says so by what it imports, so nobody keeps a list. */
import fs from 'node:fs'
import path from 'node:path'
import type { TestProjectConfiguration } from 'vitest/config'

const ROOTS = ['app', 'server', 'workers', 'prisma', 'bench']
const NEEDS_DATABASE = /^(import .*|\} )from '[^']*\/testing\/[\w-]+(\.ts)?'/m
const NEEDS_PRODUCT = /^(import .*|\} )from '[^']*\/harness\/[\w-]+(\.ts)?'/m

type Kind = 'unit' | 'db' | 'product' | 'walks'

/** Walks through the pages, which measure no time and crash nothing. */
const WALKS = /[\\/]e2e[\\/](?!alone)/

function kindOf(file: string): Kind {
  if (WALKS.test(file)) return 'walks'
  const source = fs.readFileSync(file, 'utf8')
  return NEEDS_PRODUCT.test(source) ? 'product' : NEEDS_DATABASE.test(source) ? 'db' : 'unit'
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

/** Vitest's projects: pure tests share a process; of database tests many files share one, each with modules of its own (setup.ts); tests of the whole product run one after another, walks through its pages two at a time. */
export function testProjects(root: string): TestProjectConfiguration[] {
  const files = sortTests(root)
  const global = './prisma/testing/global.ts'
  // A condition is waited for as long as a busy machine may need.
  const expect = { poll: { timeout: 30_000 } }
  return [
    { extends: true, test: { name: 'unit', include: files.unit, pool: 'threads', isolate: false, testTimeout: 20_000, sequence: { groupOrder: 0 } } },
    { extends: true, test: { name: 'db', include: files.db, pool: 'forks', isolate: false, globalSetup: [global], setupFiles: ['./prisma/testing/setup.ts'], testTimeout: 30_000, hookTimeout: 60_000, expect, sequence: { groupOrder: 1 } } },
    { extends: true, test: { name: 'product', include: files.product, pool: 'forks', globalSetup: [global, './server/tests/harness/global.ts'], testTimeout: 120_000, hookTimeout: 120_000, expect, fileParallelism: false, sequence: { groupOrder: 2 } } },
    { extends: true, test: { name: 'walks', include: files.walks, pool: 'forks', globalSetup: [global, './server/tests/harness/global.ts'], testTimeout: 120_000, hookTimeout: 120_000, expect, sequence: { groupOrder: 3 } } },
  ]
}
