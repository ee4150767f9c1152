/** Pages' sockets on a port of their own, over a database of the test: as many processes' worth as a test opens. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { io } from 'socket.io-client'
import type { Clock } from '../../../app/core/clock.ts'
import type { Ctx } from '../../../app/core/ctx.ts'
import type { Actor } from '../../../app/core/actor.ts'
import type { Db } from '../../../app/core/db.server.ts'
import { createLog } from '../../../app/core/log.server.ts'
import { createLine, type Line } from '../../../app/realtime/line.ts'
import type { LiveSocket } from '../../../app/realtime/types.ts'
import { makeSession } from '../../../prisma/factories/accounts.ts'
import { createSockets, type Sockets } from '../../sockets/index.ts'

type Ports = { db: Db; url: string; clock: Clock; ctx(actor?: Actor): Ctx; redisUrl?: string | undefined }
export type Visitor = { line: Line; socket: LiveSocket; cookieHeader: string; sessionId: string; /** The line breaks as a lost network breaks it: nobody says goodbye. */ cut(): void; close(): void }
export type Place = {
  url: string
  origin: string
  sockets: Sockets
  /** A browser of this member: a session, a line, and what the server lets it hear. */
  visit(member: { id: string }): Promise<Visitor>
  /** A bare socket with these headers. */
  knock(headers: Record<string, string>, more?: { transports?: string[] }): LiveSocket
  close(): Promise<void>
}

export async function openPlace(ports: Ports): Promise<Place> {
  const server = http.createServer((req, res) => void res.writeHead(404).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sockets = createSockets(
    server,
    { env: { NODE_ENV: 'test', REDIS_URL: ports.redisUrl }, databaseUrl: ports.url, db: ports.db, clock: ports.clock, log: createLog('silent'), ctx: (actor) => ports.ctx(actor) },
    { isAllowedOrigin: (origin) => origin === url },
  )
  const open: { close(): void }[] = []

  function knock(headers: Record<string, string>, { transports = ['websocket'] }: { transports?: string[] } = {}): LiveSocket {
    const socket: LiveSocket = io(url, { transports, extraHeaders: headers, forceNew: true, reconnectionDelay: 20, reconnectionDelayMax: 100, autoConnect: false })
    open.push({ close: () => socket.disconnect() })
    return socket
  }

  return {
    url,
    origin: url,
    sockets,
    knock,
    async visit(member) {
      const { session, cookieHeader } = await makeSession(ports.db, member, { now: ports.clock.now() })
      const socket = knock({ cookie: cookieHeader, origin: url })
      const line = createLine(socket, member.id)
      const visitor: Visitor = { line, socket, cookieHeader, sessionId: session.id, cut: () => { if (socket.connected) socket.io.engine.close() }, close: () => line.close() }
      open.push(visitor)
      socket.connect()
      await line.ownRoom()
      return visitor
    },
    async close() {
      for (const each of open) each.close()
      await sockets.close()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
