// Builds the product: the Prisma client, the pages (Remix and Vite) and the server's bundle. Uses nothing but Node and our own packages.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { withBuildLock } from './build-lock.mjs'
import { compressAssets } from './compress-assets.mjs'
import { runNode, step } from './step.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const at = (...names) => path.join(root, ...names)
const stamp = at('build', '.stamp')
const generatedStamp = at('prisma', 'generated', '.stamp')

/** What the build is made from; tests are not in it. */
const SOURCES = ['app', 'server', 'prisma', 'workers', 'public', 'package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']
const NOT_BUILT = /[\\/](generated|tests|testing)[\\/]|\.test\.tsx?$|\.md$/

/** Every file that stands under a source, in a fixed order. */
function filesUnder(name) {
  const found = fs.statSync(at(name), { throwIfNoEntry: false })
  if (found === undefined) return []
  if (!found.isDirectory()) return [{ name, found }]
  return fs.readdirSync(at(name)).toSorted().flatMap((child) => {
    const inner = path.join(name, child)
    return NOT_BUILT.test(inner) || NOT_BUILT.test(inner + path.sep) ? [] : filesUnder(inner)
  })
}

/** Changes when a source file is added, removed or written. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version)
  for (const { name, found } of SOURCES.flatMap(filesUnder)) hash.update(`${name} ${found.size} ${found.mtimeMs}\n`)
  return hash.digest('hex')
}

/** Changes with the contents of the schema and the version of Prisma. */
function schemaFingerprint() {
  const hash = createHash('sha256').update(fs.readFileSync(at('node_modules', 'prisma', 'package.json')))
  for (const { name } of filesUnder(path.join('prisma', 'schema'))) hash.update(name).update(fs.readFileSync(at(name)))
  return hash.digest('hex')
}

const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined)
const write = (file, text) => {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}

/** Whether the last build is missing or older than a source. */
export const stale = () => read(stamp) !== fingerprint()

/** Makes the Prisma client when it is missing or the schema has changed. Nothing is downloaded: the client's generator needs no engine. */
export const generate = () => withBuildLock(root, generateIfStale)

async function generateIfStale() {
  const wanted = schemaFingerprint()
  if (read(generatedStamp) === wanted) return
  await step('データベースの型を作っています', 'generating the database client', () =>
    runNode(root, ['node_modules/prisma/build/index.js', 'generate', '--config', 'prisma/prisma.config.ts'], {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, // Any file that exists keeps Prisma from fetching its engine.
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    }),
  )
  write(generatedStamp, wanted)
}

/** Builds when something has changed; processes that ask at the same time build once. */
export async function buildIfStale() {
  if (stale()) await withBuildLock(root, () => (stale() ? buildAll() : undefined))
}

/** Builds whether or not something has changed. */
export const build = () => withBuildLock(root, buildAll)

async function buildAll() {
  const built = fingerprint()
  fs.rmSync(stamp, { force: true })
  await generateIfStale()
  await step('画面を組み立てています', 'building the pages', () => runNode(root, ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'], { NODE_ENV: 'production' }))
  await compressAssets(path.join(root, 'build', 'client', 'assets'))
  await bundleWorker()
  await step('サーバーを組み立てています', 'building the server', bundleServer)
  write(stamp, built)
}

/** The service worker, named by what was built, so that every build has its own. */
async function bundleWorker() {
  const { build: bundle } = await import('esbuild')
  const files = fs.readdirSync(at('build', 'client', 'assets')).toSorted()
  const name = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12)
  await bundle({ absWorkingDir: root, entryPoints: { sw: 'app/worker/offline.ts' }, outdir: 'build/client', bundle: true, minify: true, format: 'iife', target: 'es2022', define: { BUILD: JSON.stringify(name) }, logLevel: 'warning' })
}

/** The server and the migration program as plain JavaScript; packages stay in node_modules. Comes last, because the build of the pages empties `build/`. */
async function bundleServer() {
  const { build: bundle, stop } = await import('esbuild')
  await bundle({
    absWorkingDir: root,
    entryPoints: { index: 'server/index.ts', 'migrate-cli': 'prisma/migrate-cli.ts' },
    outdir: 'build/server-main',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  })
  await stop() // Its own process would stay as long as ours.
}

const isCalledDirectly = process.argv[1] !== undefined && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href
if (isCalledDirectly) {
  try {
    await (process.argv[2] === 'generate' ? generate() : build())
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
