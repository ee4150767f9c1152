// `npm run web`, `worker`, `setup`, `migrate`, `demo:refresh`: one part of the product; `migrate-new <name>` writes a migration; `seed` fills a demo.
import { fileURLToPath } from 'node:url'
import { begin, complain, runBundle } from './begin.mjs'
import { runSource } from './run-source.mjs'

const MODES = ['web', 'worker', 'setup', 'migrate', 'demo-refresh']
const root = fileURLToPath(new URL('../..', import.meta.url))
const [mode, ...rest] = process.argv.slice(2)

begin(root)
const { buildIfStale, generate } = await import('./build.mjs')
if (mode === 'migrate-new') {
  await generate().catch(complain)
  await runSource(root, 'server/boot/new-migration.ts', rest)
} else if (mode === 'seed') {
  await generate().catch(complain)
  await runSource(root, 'server/boot/seed.ts', rest)
} else if (MODES.includes(mode)) {
  await buildIfStale().catch(complain)
  await runBundle(mode)
} else {
  complain(`使い方 / usage: node server/boot/run.mjs <${[...MODES, 'migrate-new', 'seed'].join('|')}>`)
}
