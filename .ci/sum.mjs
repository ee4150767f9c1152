// node .ci/sum.mjs <exit code so far> <result of a Vitest run>…: prints the closing line. What failed outside a test counts as one failure.
import fs from 'node:fs'

const [, , status, ...files] = process.argv
const runs = files.map((file) => JSON.parse(fs.readFileSync(file, 'utf8')))
const sum = (name) => runs.reduce((total, run) => total + run[name], 0)
const failed = Math.max(sum('numFailedTests'), status === '0' ? 0 : 1)
const skipped = sum('numPendingTests') + sum('numTodoTests')
process.stdout.write(`\n${sum('numPassedTests')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
