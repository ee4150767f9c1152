import pg from 'pg'
import type { Log } from '../../app/core/log.server.ts'

/** What PostgreSQL tells a process when a transaction has committed. */
export const channels = ['enishi_stream', 'enishi_expel', 'enishi_hint', 'enishi_people', 'enishi_applause'] as const
export type Channel = (typeof channels)[number]

export type Doorbell = {
  isListening(): boolean
  close(): Promise<void>
}

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 5_000

/**
 * One LISTEN client a process. When the line to the database is lost it comes back by itself and calls `onReady`, because
 * what rang meanwhile was not heard. Nothing that happens to this line ends the process.
 */
export function openDoorbell(databaseUrl: string, log: Log, on: { ring(channel: Channel, payload: string): void; ready(): void }): Doorbell {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  let isListening = false
  let wait = FIRST_RETRY_MS

  const lost = (from: pg.Client, error?: Error) => {
    if (client !== from) return
    client = undefined
    isListening = false
    void from.end().catch(() => undefined)
    if (isClosed) return
    log.warn({ err: error }, 'doorbell lost its line to the database')
    timer = setTimeout(connect, wait)
    wait = Math.min(LAST_RETRY_MS, wait * 2)
  }

  function connect(): void {
    const own = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'enishi-doorbell' })
    client = own
    own.on('error', (error) => lost(own, error))
    own.on('end', () => lost(own))
    own.on('notification', (n) => {
      if (client === own) on.ring(n.channel as Channel, n.payload ?? '')
    })
    own.connect()
      .then(() => own.query(channels.map((c) => `listen ${c}`).join(';')))
      .then(() => {
        if (client !== own) return
        isListening = true
        wait = FIRST_RETRY_MS
        on.ready()
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
