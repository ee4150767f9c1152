import pg from 'pg'
import type { Log } from './log.server.ts'

let warn: (error: unknown) => void = () => undefined

/** Where this process says that a line was lost of which nobody else heard. */
export function logLostLines(log: Log): void {
  warn = (err) => log.warn({ err }, 'database connection lost, with nobody listening')
}

/**
 * A lost line to PostgreSQL never ends the process, also while nobody listens to the client. Prisma and BullMQ listen only after
 * a client is open (the server's goodbye may stand in the packet that opened it), and BullMQ no more once it closes one; to an
 * EventEmitter an `error` without listeners is an exception. Nothing is lost with it: the client refuses each further query, and
 * when its socket has ended it says so once more, to who listens by then.
 */
const { emit } = pg.Client.prototype
pg.Client.prototype.emit = function (this: pg.Client, event: string | symbol, ...told: unknown[]): boolean {
  if (event === 'error' && this.listenerCount('error') === 0) {
    warn(told[0])
    return false
  }
  return emit.call(this, event, ...told)
}
