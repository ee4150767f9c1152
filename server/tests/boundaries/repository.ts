import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Source } from './source.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folders = ['app', 'server', 'workers', 'prisma', 'bench']

/** Every program text of the repository; of generated files the names alone. */
export function readRepository(): Source[] {
  const files = folders
    .filter((folder) => fs.existsSync(path.join(root, folder)))
    .flatMap((folder) => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.posix.join(folder, name.split(path.sep).join('/'))))
    .filter((file) => /\.(ts|tsx|mjs|js)$/.test(file))
  return ['vite.config.ts', ...files].map((file) => ({ path: file, text: file.startsWith('prisma/generated/') ? '' : fs.readFileSync(path.join(root, file), 'utf8') }))
}
