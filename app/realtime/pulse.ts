import type { LiveSocket } from './types.ts'

/** A line that says nothing for this long is asked whether it is there. */
export const QUIET_MS = 2_000
/** Who does not answer within this time is taken for away, until anything is heard. */
export const ANSWER_MS = 1_500

type Watched = { socket: LiveSocket; /** What the page is told: whether anything is heard. */ silent(isSilent: boolean): void; /** Whether anybody looks. */ isSeen(): boolean }

/**
 * Notices a line that broke without a word, long before its time is out: a network that is gone says nothing. A busy room is heard all
 * the time and is never asked. The line itself is left as it is: what was only late is heard, and all is well again. Returns how to stop.
 */
export function keepPulse({ socket, silent, isSeen }: Watched): () => void {
  let heardAt = performance.now()
  let timer: ReturnType<typeof setTimeout>

  const hear = () => {
    heardAt = performance.now()
    silent(false)
  }
  function look(): void {
    timer = setTimeout(() => {
      const before = heardAt
      if (!socket.connected || !isSeen()) hear()
      if (performance.now() - heardAt < QUIET_MS) return look()
      socket.emit('line:there', null, () => undefined)
      timer = setTimeout(() => {
        // A page that slept meanwhile hears first what came while it slept.
        timer = setTimeout(() => {
          if (socket.connected && heardAt === before) silent(true)
          look()
        })
      }, ANSWER_MS)
    }, Math.max(0, heardAt + QUIET_MS - performance.now()))
  }

  socket.io.on('packet', hear)
  look()
  return () => {
    clearTimeout(timer)
    socket.io.off('packet', hear)
    silent(false)
  }
}
