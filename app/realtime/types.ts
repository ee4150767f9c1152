import type { Socket } from 'socket.io-client'
import type { ClientToServer, ServerToClient } from '../contract/live.ts'

export type LiveSocket = Socket<ServerToClient, ClientToServer>

/**
 * How the line stands. `static`: none yet; `live`; `away`: cut, coming back by itself; `polling`: sockets are blocked but pages
 * load, so they are read again and again; `ended`: the server closed it for good (signed out).
 */
export type LineStatus = 'static' | 'live' | 'away' | 'polling' | 'ended'
export type LineState = { status: LineStatus; attempt: number }

/** What a store needs for useSyncExternalStore. */
export type Listeners = { add(listener: () => void): () => void; tell(): void }
export function createListeners(): Listeners {
  const listeners = new Set<() => void>()
  return {
    add(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell() {
      for (const listener of listeners) listener()
    },
  }
}
