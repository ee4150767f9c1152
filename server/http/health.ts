import type { RequestHandler } from 'express'
import { readMigrations } from '../../prisma/project-files.ts'
import type { Deps } from '../deps.ts'

const ANSWER_MS = 1_500

/** Alive: the process answers. Asks nobody else. */
export const livez: RequestHandler = (_req, res) => {
  res.setHeader('Cache-Control', 'no-store')
  res.json({ status: 'alive' })
}

/** Ready: the database answers within 1.5 s, the migrations of this version are there, and the process is not on its way out. Names what is wrong. */
export function readyz(deps: Pick<Deps, 'db' | 'isDraining' | 'log'>): RequestHandler {
  const expected = readMigrations().map((m) => m.name)
  let isMigrated = false
  let asking: Promise<string | null> | undefined

  async function ask(): Promise<string | null> {
    try {
      await deps.db.$queryRaw`select 1`
    } catch {
      return 'database'
    }
    if (isMigrated) return null
    try {
      const done = await deps.db.$queryRaw<{ name: string }[]>`select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`
      isMigrated = expected.every((name) => done.some((d) => d.name === name))
      return isMigrated ? null : 'migrations'
    } catch {
      return 'migrations'
    }
  }

  return (_req, res, next) => {
    // Many who ask while the database hangs wait for one question.
    asking ??= ask().finally(() => { asking = undefined })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<string>((resolve) => { timer = setTimeout(resolve, ANSWER_MS, 'database') })
    Promise.race([asking, late])
      .then((wrong) => {
        const all = [...(wrong === null ? [] : [wrong]), ...(deps.isDraining() ? ['draining'] : [])]
        res.setHeader('Cache-Control', 'no-store')
        res.status(all.length === 0 ? 200 : 503).json(all.length === 0 ? { status: 'ready' } : { status: 'not ready', wrong: all })
      })
      .catch(next)
      .finally(() => clearTimeout(timer))
  }
}
