import { endLine, type Standing, standingOf } from './handshake.ts'
import type { LiveSocket, SocketDeps } from './types.ts'

/** Lines one member may have open; with one more the oldest goes. */
export const LINES_A_MEMBER = 5
/** A line that said nothing for this long has its session read again. */
const RECHECK_MS = 60_000
const RECHECKS_A_SWEEP = 100

export type Members = ReturnType<typeof createMembers>

/** Which lines belong to whom, and whether they still may. */
export function createMembers(deps: SocketDeps, rejoinChanged: (socket: LiveSocket) => void) {
  const lines = new Map<string, Set<LiveSocket>>()

  async function recheck(sockets: LiveSocket[]): Promise<void> {
    const standings = new Map<string | undefined, Promise<Standing | undefined>>()
    await Promise.all(sockets.map(async (socket) => {
      const { cookie, actor: before } = socket.data
      let reading = standings.get(cookie)
      if (!reading) standings.set(cookie, (reading = standingOf(deps, cookie)))
      try {
        const standing = await reading
        if (standing?.actor.id !== before.id) return endLine(socket, 'session')
        Object.assign(socket.data, standing, { checkedAt: performance.now() })
        // Not compared with `before`: a command may have read the new rights first.
        rejoinChanged(socket)
      } catch (error) {
        deps.log.warn({ err: error }, 'session could not be read again; the line is cut and may come back')
        socket.conn.close()
      }
    }))
  }

  return {
    add(socket: LiveSocket): void {
      const { id } = socket.data.actor
      const own = lines.get(id) ?? new Set()
      lines.set(id, own.add(socket))
      for (const oldest of own) {
        if (own.size <= LINES_A_MEMBER) break
        own.delete(oldest)
        endLine(oldest, 'too_many_lines')
      }
    },
    remove(socket: LiveSocket): void {
      const own = lines.get(socket.data.actor.id)
      own?.delete(socket)
      if (own?.size === 0) lines.delete(socket.data.actor.id)
    },
    /** Something happened to this account: dead lines end, changed ones ask for their rooms again. */
    recheck: (memberId: string): Promise<void> => recheck([...(lines.get(memberId) ?? [])]),
    /** Finds sessions that ended without a word: by their age, or while nobody could hear it. */
    async sweep(): Promise<void> {
      const now = deps.clock.now()
      const before = performance.now() - RECHECK_MS
      const due: LiveSocket[] = []
      for (const own of lines.values()) {
        for (const socket of own) {
          const { expiresAt, checkedAt } = socket.data
          if ((checkedAt < before || (expiresAt && expiresAt <= now)) && due.length < RECHECKS_A_SWEEP) due.push(socket)
        }
      }
      await recheck(due)
    },
    count: (): number => lines.size,
  }
}
