import { parseArgs } from 'node:util'
import { EnvError, readEnv } from '../../app/core/env.server.ts'
import { load, LoadRefused } from '../../prisma/load/index.ts'
import { isSizeName, sizes } from '../../prisma/load/sizes.ts'
import { createDeps } from '../deps.ts'
import { findRunningPostgres } from '../embedded/postgres.ts'
import { openDatabase } from '../start/database.ts'
import { prepareDemo } from '../start/demo.ts'

/** `npm run seed -- --size medium|large|huge [--seed 1] [--yes]`: fills the demo, or an empty place, with as much as years bring. */
const { values } = parseArgs({ options: { size: { type: 'string' }, seed: { type: 'string', default: '1' }, yes: { type: 'boolean', default: false } } })
const seed = Number(values.seed)
if (!isSizeName(values.size) || !Number.isInteger(seed) || seed < 1) {
  console.error('使い方 / usage: npm run seed -- --size medium|large|huge [--seed 1] [--yes]')
  console.error(Object.entries(sizes).map(([name, s]) => `  ${name.padEnd(8)}${s.members.toLocaleString('en')} members, ${s.posts.toLocaleString('en')} posts`).join('\n'))
  process.exit(2)
}

const words = {
  not_a_demo: 'ここはデモでも空でもありません。それでも入れるときは --yes を付けてください。 / This is neither a demo nor empty; add --yes to fill it all the same.',
  loaded_before: `この番号 (--seed ${seed}) では、もう入れてあります。 / It has been filled with --seed ${seed} before.`,
}

try {
  const env = readEnv()
  // Beside a running product, or with its database for a moment.
  const running = env.isEmbedded ? await findRunningPostgres(env.ENISHI_DATA) : undefined
  const database = running ? { url: running.urlAs('enishi_app', 'enishi'), stop: async () => {} } : await openDatabase(env, true)
  try {
    const deps = await createDeps(env, database.url)
    await prepareDemo(deps).finally(() => deps.close())
    const owner = env.isEmbedded ? (await findRunningPostgres(env.ENISHI_DATA))?.url('enishi') : (env.DATABASE_OWNER_URL ?? env.DATABASE_URL)
    const { rows, seconds } = await load(owner ?? database.url, { size: sizes[values.size], seed, isForced: values.yes, onProgress: tell })
    console.log(`\r${rows.toLocaleString('en')} rows in ${seconds.toFixed(1)} s (${Math.round(rows / seconds).toLocaleString('en')} rows/s)`.padEnd(60))
  } finally {
    await database.stop()
  }
  process.exit(0)
} catch (error) {
  console.error(error instanceof LoadRefused ? `\n${words[error.reason]}` : error instanceof EnvError ? error.lines.join('\n') : error)
  process.exit(1)
}

/** One line that moves on a terminal; elsewhere, a line now and then. */
function tell(table: string, done: number, total: number | null): void {
  const line = `  ${table} ${done.toLocaleString('en')}${total === null ? '' : ` / ${total.toLocaleString('en')}`}`
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(60)}`)
  else if (done === total || done % 100_000 === 0) console.log(line)
}
