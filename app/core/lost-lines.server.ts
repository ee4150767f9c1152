import pg from 'pg'

/**
 * A lost line to PostgreSQL never ends the process, also while nobody listens to the client. Prisma and BullMQ listen only after
 * a client is open (the server's goodbye may stand in the packet that opened it), and BullMQ no more once it closes one; to an
 * EventEmitter an `error` without listeners is an exception. Nothing is lost with it: the client refuses each further query, and
 * when its socket has ended it says so once more, to who listens by then.
 */
const { emit } = pg.Client.prototype
pg.Client.prototype.emit = function (this: pg.Client, event: string | symbol, ...told: unknown[]): boolean {
  if (event === 'error' && this.listenerCount('error') === 0) return false
  return emit.call(this, event, ...told)
}
