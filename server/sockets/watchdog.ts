import type { Io, LiveSocket } from './types.ts'

/** A line with more than this waiting to be sent, or with nothing moving for this long, is cut; it catches up when it returns. */
export const MOST_WAITING_BYTES = 1024 * 1024
export const LONGEST_STALL_MS = 15_000

type Stalled = { since: number }
type Wire = { bufferedAmount?: number }

/** Bytes that were handed to a line and have not left. `engine` is the Engine.IO socket. */
export function waitingBytes(engine: { writeBuffer: { data?: unknown }[]; transport: object }): number {
  let bytes = 0
  for (const { data } of engine.writeBuffer) bytes += typeof data === 'string' ? data.length : Buffer.isBuffer(data) ? data.byteLength : 0
  const wire = 'socket' in engine.transport ? (engine.transport.socket as Wire | undefined) : undefined
  return bytes + (wire?.bufferedAmount ?? 0)
}

export type Watchdog = ReturnType<typeof createWatchdog>

/** Looks at lines once a second. */
export function createWatchdog(io: Io) {
  const stalled = new WeakMap<object, Stalled>()
  return {
    /** A line moves when what was handed to it has left. */
    follow(socket: LiveSocket): void {
      const engine = socket.conn
      engine.on('drain', () => void stalled.delete(engine))
    },
    /** Returns how many were cut. */
    look(now: number): number {
      let cut = 0
      for (const { conn: engine } of io.sockets.sockets.values()) {
        const bytes = waitingBytes(engine as unknown as Parameters<typeof waitingBytes>[0])
        if (bytes === 0) {
          stalled.delete(engine)
          continue
        }
        const since = stalled.get(engine)?.since ?? now
        stalled.set(engine, { since })
        if (bytes > MOST_WAITING_BYTES || now - since > LONGEST_STALL_MS) {
          // Not `disconnect`: its packet would wait behind the others.
          engine.close(true)
          cut += 1
        }
      }
      return cut
    },
  }
}
