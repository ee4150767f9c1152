import pg from 'pg'
import type { Log } from '../app/core/log.server.ts'

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 5_000

/**
 * Calls `onRing` whenever `channel` is notified, and once after every (re)connection, since what rang meanwhile was not heard.
 * A lost line comes back by itself; nothing that happens to it ends the process.
 */
export function listen(databaseUrl: string, channel: string, log: Log, onRing: () => void): { close(): Promise<void> } {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  let wait = FIRST_RETRY_MS

  const lost = (from: pg.Client, error?: Error): void => {
    if (client !== from) return
    client = undefined
    void from.end().catch(() => undefined)
    if (isClosed) return
    log.warn({ err: error, channel }, 'lost the line to the database')
    timer = setTimeout(connect, wait)
    wait = Math.min(LAST_RETRY_MS, wait * 2)
  }

  function connect(): void {
    const own = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'enishi-outbox' })
    client = own
    own.on('error', (error) => lost(own, error))
    own.on('end', () => lost(own))
    own.on('notification', () => { if (client === own) onRing() })
    own.connect()
      .then(() => own.query(`listen ${own.escapeIdentifier(channel)}`))
      .then(() => {
        if (client !== own) return
        wait = FIRST_RETRY_MS
        onRing()
      })
      .catch((error: Error) => lost(own, error))
  }

  connect()
  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      const own = client
      client = undefined
      await own?.end().catch(() => undefined)
    },
  }
}
