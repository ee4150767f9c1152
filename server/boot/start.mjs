// `npm start`: the whole product in one process.
import { fileURLToPath } from 'node:url'
import { begin, complain, runBundle } from './begin.mjs'

begin(fileURLToPath(new URL('../..', import.meta.url)))
const { buildIfStale } = await import('./build.mjs')
await buildIfStale().catch(complain)
await runBundle('all')
