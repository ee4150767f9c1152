// `npm run check`: types, lint and the directions of imports, at the same time. Prints what failed, in full.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { begin, complain } from './begin.mjs'
import { runNode } from './step.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
begin(root)
const { generate } = await import('./build.mjs')
await generate().catch(complain)

const checks = [
  ['型', 'types', ['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false']],
  ['書き方', 'lint', ['node_modules/oxlint/bin/oxlint', '--deny-warnings', '.']],
]
const boundaries = path.join('server', 'tests', 'boundaries.test.ts')
if (fs.existsSync(boundaries)) checks.push(['依存の向き', 'boundaries', ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', boundaries]])

const results = await Promise.allSettled(checks.map(([japanese, english, args]) => check(japanese, english, args)))
const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.message] : []))
for (const failure of failures) console.error(`\n${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1

async function check(japanese, english, args) {
  const since = Date.now()
  let sign = '✗'
  try {
    await runNode(root, args)
    sign = '✓'
  } finally {
    console.log(`${sign} ${japanese} / ${english} (${((Date.now() - since) / 1000).toFixed(1)} s)`)
  }
}
