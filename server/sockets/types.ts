import type { Server, Socket } from 'socket.io'
import type { Clock } from '../../app/core/clock.ts'
import type { Ctx } from '../../app/core/ctx.ts'
import type { Account, Actor } from '../../app/core/actor.ts'
import type { Db } from '../../app/core/db.server.ts'
import type { Log } from '../../app/core/log.server.ts'
import type { ClientToServer, ServerToClient } from '../../app/contract/live.ts'
import type { Metrics } from '../http/metrics.ts'
import type { Joining } from './join.ts'
import type { Reads } from './reads.ts'

/** What the socket layer needs of the process's dependencies (server/deps.ts has all of it). */
export type SocketPorts = {
  env: { NODE_ENV: string; REDIS_URL?: string | undefined }
  metrics?: Pick<Metrics, 'gauge'>
  databaseUrl: string
  db: Db
  clock: Clock
  log: Log
  ctx(actor?: Actor, requestId?: string): Ctx
}

export type SocketDeps = SocketPorts & { reads: Reads }

export type SocketData = {
  /** Who was behind the cookie when it was last read; commands and joins read it anew. */
  actor: Account
  cookie: string | undefined
  /** When that session ends unless it is extended, by the clock of the product. */
  expiresAt: Date | null
  /** When the session was last read, in milliseconds of performance.now(). */
  checkedAt: number
  /** Rooms this socket is in, by room key. */
  joined: Map<string, Joining>
  /** Comings and goings under way, by room key. */
  turns: Map<string, Promise<void>>
}

type NoEvents = Record<string, never>
export type Io = Server<ClientToServer, ServerToClient, NoEvents, SocketData>
export type LiveSocket = Socket<ClientToServer, ServerToClient, NoEvents, SocketData>
