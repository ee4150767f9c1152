// `npm run bench`: the figures of docs, measured on this machine. Arguments are passed on.
import { fileURLToPath } from 'node:url'
import { begin, complain } from './begin.mjs'
import { runSource } from './run-source.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
begin(root)
const { buildIfStale } = await import('./build.mjs')
await buildIfStale().catch(complain)
await runSource(root, 'bench/index.ts', process.argv.slice(2), { env: { NODE_ENV: 'production' } })
