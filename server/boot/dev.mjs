// `npm run dev`: the same product from its sources. Vite reloads pages; a change in what the server itself runs starts it again.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { begin, complain } from './begin.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
begin(root)
const { generate } = await import('./build.mjs')
await generate().catch(complain)

/** What the server imports itself; the rest of `app/` reaches it through Vite. */
const WATCHED = ['server', 'workers', 'prisma', 'app/core', 'app/contract', 'app/domain', 'app/http']
const isOfServer = (file) => /\.(ts|prisma|sql)$/.test(file) && !/\.test\.ts$|(^|[\\/])(generated|tests|testing|boot)[\\/]/.test(file)
const SETTLE_MS = 150

let child
let isEnding = false
let isRestarting = false
let timer

function launch() {
  const begun = spawn(process.execPath, ['--import', 'tsx', 'server/boot/dev-server.mjs'], { cwd: root, stdio: 'inherit', env: { ...process.env, ENISHI_MODE: 'dev', NODE_ENV: 'development' } })
  child = begun
  begun.once('close', (code) => {
    child = undefined
    if (isEnding) process.exit(code ?? 1)
    if (isRestarting) return again()
    if (code === 0) process.exit(0)
    console.log('止まりました。ファイルを直すと再開します(終わるには Ctrl-C)。 / It ended; change a file to go on, Ctrl-C to leave.')
  })
}

async function again() {
  isRestarting = false
  await generate().catch((error) => console.error(error.message))
  if (isEnding) process.exit(0)
  launch()
}

function restart(file) {
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (isEnding || isRestarting) return
    console.log(`▸ ${file} が変わったので起動し直します / restarting`)
    isRestarting = true
    if (child === undefined) void again()
    else child.kill('SIGINT')
  }, SETTLE_MS)
}

for (const folder of WATCHED) {
  if (!fs.existsSync(path.join(root, folder))) continue
  const watcher = fs.watch(path.join(root, folder), { recursive: true }, (_event, name) => {
    if (name !== null && isOfServer(path.join(folder, name))) restart(path.join(folder, name))
  })
  watcher.on('error', (error) => console.error(error.message)) // A folder may vanish while it is being looked at.
}

/** Ctrl-C reaches the server by itself, every other signal through us (as SIGINT, for Vite ends the process on SIGTERM); we end when it has. */
function end(signal) {
  isEnding = true
  if (child === undefined) process.exit(0)
  if (signal !== 'SIGINT') child.kill('SIGINT')
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal))
launch()
