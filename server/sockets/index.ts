/**
 * Sockets: lines to browsers that say "something happened" in order and take commands. The truth is in PostgreSQL; losing this
 * whole layer loses nothing.
 */
import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { accountEvents } from '../../app/domain/accounts/events.ts'
import { createApplause } from './applause.ts'
import { Buckets } from './bucket.ts'
import { acceptLines, type Counters } from './connection.ts'
import { type Channel, openDoorbell } from './doorbell.ts'
import { startFlusher } from './flusher.ts'
import { type SocketGauges, tellMetrics } from './gauges.ts'
import { createHandlers } from './handlers.ts'
import { socketHeaders } from './headers.ts'
import { createHints } from './hints.ts'
import { createJoins } from './join.ts'
import { createMembers } from './members.ts'
import { isOwnPage, type OriginRule } from './origin.ts'
import { createPeople } from './people.ts'
import { createRelay } from './relay.ts'
import { gatherReads } from './reads.ts'
import { createStandstill } from './standstill.ts'
import type { Io, SocketDeps, SocketPorts } from './types.ts'
import { createWatchdog } from './watchdog.ts'
import { sendWholeFrames } from './whole-frames.ts'
import { openWhispers } from './whispers.ts'

/** Largest message a browser may send. */
const LARGEST_MESSAGE_BYTES = 64 * 1024
/** How often lost doorbells are looked for. */
const SWEEP_MS = 3_000
const TICK_MS = 1_000
const PEOPLE_MS = 250
const APPLAUSE_MS = 500
/** Browsers come back within this time after a restart, each at its own moment. */
const COME_BACK_MS = 5_000

export type Sockets = {
  /** No new lines and rooms; everybody is asked to come back in a moment. */
  drain(): void
  /** Cuts all lines and lets go of everything. The HTTP server is not closed. */
  close(): Promise<void>
  gauges(): SocketGauges
}

/** `isAllowedOrigin` decides which pages may open a line: those of this place. */
export function createSockets(http: HttpServer, ports: SocketPorts, { isAllowedOrigin }: { isAllowedOrigin: OriginRule }): Sockets {
  const deps: SocketDeps = { ...ports, reads: gatherReads(ports) }
  const io: Io = new Server(http, {
    serveClient: false,
    // In development the same port also carries the bundler's own socket.
    destroyUpgrade: deps.env.NODE_ENV !== 'development',
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
    pingInterval: 15_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    allowRequest: (req, decide) => decide(null, isOwnPage(req.headers, isAllowedOrigin)),
  })

  sendWholeFrames(io)
  io.engine.use(socketHeaders(deps.ctx(undefined, 'sockets').place.publicUrl))

  const counters: Counters = { messages: 0, refused: 0, cut: 0 }
  let isDraining = false
  const relay = createRelay(io, deps, (watched, events) => {
    if (watched.room.kind === 'user' && events.some((e) => Object.hasOwn(accountEvents, e.type))) void members.recheck(watched.room.id)
  })
  const whispers = openWhispers(deps, (channel, message) => heard[channel](message))
  const people = createPeople(io, deps, relay, whispers)
  const applause = createApplause(io, relay, whispers)
  const joins = createJoins(deps, relay, people, () => isDraining)
  const members = createMembers(deps, joins.rejoinChanged)
  const hints = createHints(io)
  const watchdog = createWatchdog(io)
  const buckets = new Buckets()
  const standstill = createStandstill()
  acceptLines(io, deps, { relay, joins, members, buckets, watchdog, standstill, counters, handlers: createHandlers(deps, joins, people, applause), isDraining: () => isDraining })

  /** One thing at a time, and a failure is a line in the log. */
  const repeatedly = (ms: number, what: string, work: () => Promise<unknown>) => {
    let isRunning = false
    return setInterval(() => {
      if (isRunning) return
      isRunning = true
      work().catch((error: unknown) => deps.log.warn({ err: error }, `${what} failed; the next turn tries again`)).finally(() => { isRunning = false })
    }, ms)
  }
  const heard: Record<Channel, (payload: string) => void> = { enishi_stream: relay.ring, enishi_expel: relay.ring, enishi_hint: hints.heard, enishi_people: people.heard, enishi_applause: applause.heard }
  const doorbell = openDoorbell(deps.databaseUrl, deps.log, {
    ring: (channel, payload) => heard[channel](payload),
    ready: () => void relay.sweep().catch((error: unknown) => deps.log.warn({ err: error }, 'catching up failed; the sweep tries again')),
  })
  const flusher = startFlusher(deps, relay)
  const timers = [
    setInterval(standstill.beat, TICK_MS),
    repeatedly(SWEEP_MS, 'sweep', relay.sweep),
    repeatedly(TICK_MS, 'looking at sessions', members.sweep),
    repeatedly(TICK_MS, 'looking at lines', async () => {
      const now = performance.now()
      counters.cut += watchdog.look(now)
      buckets.sweep(now)
    }),
    repeatedly(PEOPLE_MS, 'counting people', people.tick),
    repeatedly(APPLAUSE_MS, 'counting applause', applause.tick),
  ]

  const gauges = (): SocketGauges => ({
    lines: io.engine.clientsCount,
    members: members.count(),
    streams: relay.counts().streams,
    isListening: doorbell.isListening() ? 1 : 0,
    eventsSent: relay.counts().sent,
    ...counters,
  })
  tellMetrics(deps.metrics, gauges)

  return {
    drain() {
      isDraining = true
      io.emit('server:restarting', { withinMs: COME_BACK_MS })
    },
    async close() {
      isDraining = true
      for (const timer of timers) clearInterval(timer)
      hints.close()
      await flusher.stop()
      io.disconnectSockets(true)
      io.engine.close()
      await people.close().catch(() => undefined)
      whispers.close()
      await doorbell.close()
    },
    gauges,
  }
}
