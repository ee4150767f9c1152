// `npm run dev`: the same product from its sources. Pages reload by Vite, and a change in what the server itself imports starts it again.
import { fileURLToPath } from 'node:url'
import { begin, complain } from './begin.mjs'
import { runSource } from './run-source.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
begin(root)
const { generate } = await import('./build.mjs')
await generate().catch(complain)
await runSource(root, 'server/index.ts', [], {
  nodeOptions: ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', '--exclude', './build', '--exclude', './.data', '--exclude', './.cache'],
  env: { ENISHI_MODE: 'dev', NODE_ENV: 'development' },
})
