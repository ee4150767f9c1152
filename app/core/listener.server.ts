import pg from 'pg'
import type { Log } from './log.server.ts'

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 5_000

export type Listener = {
  isListening(): boolean
  close(): Promise<void>
}
type Hearing = {
  /** As the database's list of sessions shows the line. */
  name: string
  log: Log
  ring(channel: string, payload: string): void
  /** At each (re)connection: what rang meanwhile was not heard. */
  ready(): void
}

/** One LISTEN client. A lost line to the database comes back by itself; nothing that happens to it ends the process. */
export function openListener(databaseUrl: string, channels: readonly string[], { name, log, ring, ready }: Hearing): Listener {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  let isListening = false
  let wait = FIRST_RETRY_MS

  const lost = (from: pg.Client, error?: Error): void => {
    if (client !== from) return
    client = undefined
    isListening = false
    void from.end().catch(() => undefined)
    if (isClosed) return
    log.warn({ err: error, line: name }, 'lost the line to the database')
    timer = setTimeout(connect, wait)
    wait = Math.min(LAST_RETRY_MS, wait * 2)
  }

  function connect(): void {
    const own = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: name })
    client = own
    own.on('error', (error) => lost(own, error))
    own.on('end', () => lost(own))
    own.on('notification', ({ channel, payload = '' }) => { if (client === own) ring(channel, payload) })
    own.connect()
      .then(() => own.query(channels.map((channel) => `listen ${own.escapeIdentifier(channel)}`).join(';')))
      .then(() => {
        if (client !== own) return
        isListening = true
        wait = FIRST_RETRY_MS
        ready()
      })
      .catch((error: Error) => lost(own, error))
  }

  connect()
  return {
    isListening: () => isListening,
    async close() {
      isClosed = true
      clearTimeout(timer)
      const own = client
      client = undefined
      await own?.end().catch(() => undefined)
    },
  }
}
