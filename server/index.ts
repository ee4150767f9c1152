import { isEmptyPlace, createSetupLink } from '../app/domain/accounts/index.server.ts'
import { EnvError, readEnv, type Env } from '../app/core/env.server.ts'
import { guest } from '../app/core/actor.ts'
import { startWorkers } from '../workers/index.ts'
import { createDeps, type Deps } from './deps.ts'
import { findRunningPostgres } from './embedded/postgres.ts'
import { StartError } from './embedded/start-error.ts'
import { giveUp, say, sinceStart, step } from './start/console.ts'
import { openDatabase, type Database } from './start/database.ts'
import { prepareDemo } from './start/demo.ts'
import { listen, waitingRoom } from './start/listen.ts'
import { serveWeb } from './start/web.ts'

/** Things to end, last opened first. */
const open: { name: string; close(): Promise<void> }[] = []
const CLOSE_WITHIN_MS = 4_500
let isClosing = false

async function closeAll(code: number): Promise<never> {
  if (isClosing) return new Promise<never>(() => {})
  isClosing = true
  const limit = setTimeout(() => process.exit(code === 0 ? 1 : code), CLOSE_WITHIN_MS)
  limit.unref()
  for (const part of open.reverse()) await part.close().catch((error: unknown) => process.stderr.write(`${part.name}: ${String(error)}\n`))
  process.exit(code)
}

async function main(): Promise<void> {
  const env = readEnv()
  const mode = env.ENISHI_MODE
  if (mode === 'setup' || mode === 'demo-refresh') return maintain(env)
  if (mode === 'migrate') {
    const database = await openDatabase(env, true)
    await database.stop()
    say('データベースは最新の形です。 / The database is up to date.')
    process.exit(0)
  }
  process.on('SIGINT', () => void closeAll(0))
  process.on('SIGTERM', () => void closeAll(0))

  say(`\n  縁 Enishi\n`)
  const hasWeb = mode !== 'worker'
  // The port comes first: when it is taken, nothing else needs to start.
  const http = hasWeb ? await listen(env, waitingRoom) : undefined
  if (http) {
    open.push({ name: 'web server', close: async () => { http.server.closeAllConnections(); http.server.close() } })
    if (env.PORT === 0 && env.PUBLIC_URL === undefined) env.publicUrl = `http://localhost:${http.port}`
  }
  const database = await openDatabase(env, mode === 'all' || mode === 'dev')
  open.push({ name: 'database', close: () => database.stop() })
  const deps = await createDeps(env, database.url)
  open.push({ name: 'connections', close: () => deps.close() })

  const demo = hasWeb ? await prepareDemo(deps) : 'none'
  if (mode !== 'web') {
    const workers = await startWorkers(deps)
    open.push({ name: 'workers', close: () => workers.close() })
  }
  if (http) {
    const web = await serveWeb(deps, http.server, mode === 'dev')
    open.push({ name: 'pages and sockets', close: async () => { web.drain(); await web.close() } })
    await welcome(deps, demo)
  } else step('処理の担当が動いています', 'workers are running')
}

async function welcome(deps: Deps, demo: 'shown' | 'none'): Promise<void> {
  const seconds = (sinceStart() / 1000).toFixed(1)
  say('', `  ${deps.env.publicUrl}   (${seconds} s)`, '')
  if (demo === 'shown') {
    const { demoLogins, demoPassword } = await import('../app/domain/accounts/demo-logins.ts')
    say('  デモのログイン / demo logins', ...demoLogins.map((l) => `    ${l.email.padEnd(24)} ${l.ja}`), `  パスワード / password: ${demoPassword}`, '')
  }
  const ctx = deps.ctx(guest)
  if (await isEmptyPlace(ctx)) say('  最初の管理者はこちらから登録します(1回だけ、1時間有効) / set up the first administrator (once, within an hour):', `    ${await createSetupLink(ctx)}`, '')
}

/** `npm run setup` and `npm run demo:refresh`: beside a running product, or with a database of their own for a moment. */
async function maintain(env: Env): Promise<void> {
  const running = env.isEmbedded ? await findRunningPostgres(env.ENISHI_DATA) : undefined
  const database: Database = running ? { url: running.urlAs('enishi_app', 'enishi'), stop: async () => {} } : await openDatabase(env, true)
  const deps = await createDeps(env, database.url)
  try {
    if (env.ENISHI_MODE === 'setup') say(await createSetupLink(deps.ctx(guest)))
    else await prepareDemo(deps, { isForced: true })
  } finally {
    await deps.close()
    await database.stop()
  }
  process.exit(0)
}

main().catch(async (error: unknown) => {
  const message =
    error instanceof EnvError ? `環境変数を確認してください。 / Please check the environment:\n  ${error.lines.join('\n  ')}`
    : error instanceof StartError ? error.message
    : error instanceof Error && error.name === 'DomainError' && env0() === 'setup' ? 'すでに設定が済んでいます。 / This place is already set up.'
    : undefined
  if (message === undefined) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  else process.stderr.write(`\n${message}\n`)
  if (open.length > 0) await closeAll(1)
  if (message !== undefined) giveUp('')
  process.exit(1)
})

function env0(): string {
  try {
    return readEnv().ENISHI_MODE
  } catch {
    return ''
  }
}
