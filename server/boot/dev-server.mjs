// The server of `npm run dev`, started and watched by dev.mjs; runs under tsx.
import { fileURLToPath } from 'node:url'
import { begin } from './begin.mjs'

begin(fileURLToPath(new URL('../..', import.meta.url)), { isChild: true })
await import('../index.ts')
