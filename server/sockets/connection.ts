import { isMember } from '../../app/core/actor.ts'
import type { Buckets } from './bucket.ts'
import type { Handler } from './handlers.ts'
import { endLine, standingOf } from './handshake.ts'
import { MEMBERS } from './hints.ts'
import type { Joins } from './join.ts'
import type { Members } from './members.ts'
import type { Relay } from './relay.ts'
import type { Standstill } from './standstill.ts'
import type { Io, LiveSocket, SocketDeps } from './types.ts'
import type { Watchdog } from './watchdog.ts'

export type Counters = { messages: number; refused: number; cut: number }
type Parts = { relay: Relay; joins: Joins; members: Members; handlers: ReadonlyMap<string, Handler>; buckets: Buckets; watchdog: Watchdog; standstill: Standstill; counters: Counters; isDraining(): boolean }

/** Lets lines in and gives every message of theirs to who answers it. */
export function acceptLines(io: Io, deps: SocketDeps, parts: Parts): void {
  io.use((socket, next) => {
    letIn(socket, deps, parts).then(() => next(), (error: Error) => {
      const isExpected = error.message === 'unauthenticated' || error.message === 'restarting'
      if (!isExpected) deps.log.warn({ err: error }, 'line refused')
      next(new Error(isExpected ? error.message : 'unavailable'))
    })
  })
  io.on('connection', (socket) => {
    parts.watchdog.follow(socket)
    parts.members.add(socket)
    if (isMember(socket.data.actor)) void socket.join(MEMBERS)
    socket.onAny((name: string, ...args: unknown[]) => hear(socket, name, args, parts))
    socket.on('disconnect', () => {
      parts.joins.leaveAll(socket)
      parts.members.remove(socket)
    })
  })
}

async function letIn(socket: LiveSocket, deps: SocketDeps, { relay, isDraining }: Parts): Promise<void> {
  if (isDraining()) throw new Error('restarting')
  const { cookie } = socket.handshake.headers
  const standing = await standingOf(deps, cookie)
  if (!standing) throw new Error('unauthenticated')
  const { id } = standing.actor
  const { release } = await relay.watch(`user:${id}`, { kind: 'user', id })
  socket.conn.on('close', release)
  // Only now that the member's own stream is heard is the session read once more: its end can no longer be missed.
  const again = await standingOf(deps, cookie).catch((error: unknown) => {
    // Nobody knows: the browser is to come again, not to think that it was signed out.
    release()
    throw error
  })
  if (socket.conn.readyState !== 'open') release()
  if (again?.actor.id !== id) {
    release()
    throw new Error('unauthenticated')
  }
  socket.data = { ...again, cookie, checkedAt: performance.now(), joined: new Map(), turns: new Map() }
  // The first request is not needed any more; kept, it is most of the memory of a line.
  Object.assign(socket.conn, { request: null })
}

function hear(socket: LiveSocket, name: string, args: unknown[], { handlers, buckets, standstill, counters }: Parts): void {
  const last = args.at(-1)
  const ack = typeof last === 'function' ? (last as (answer: unknown) => void) : undefined
  counters.messages += 1
  const now = performance.now()
  if (standstill.mayBeOld(now)) return ack?.({ ok: false, code: 'unavailable' })
  const verdict = buckets.take(socket.data.actor.id, now)
  if (verdict !== 'taken') {
    counters.refused += 1
    ack?.({ ok: false, code: 'too_many', retryAfter: 1 })
    if (verdict === 'flood') {
      counters.cut += 1
      endLine(socket, 'flood')
    }
    return
  }
  // Nothing is done for somebody who does not want to know how it went.
  if (!ack) return
  const handler = handlers.get(name)
  if (!handler) return ack({ ok: false, code: 'not_found' })
  void handler(socket, args[0]).then(ack)
}
