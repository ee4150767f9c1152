import { system } from '../../app/core/actor.ts'
import type { Relay } from './relay.ts'
import { flushes } from './rooms.ts'
import type { SocketDeps } from './types.ts'

/** Four times a second at most; the domain keeps that rhythm for each room over all processes. */
export const FLUSH_MS = 250

/**
 * Writes hot counts down while somebody here is listening to them. Votes only mark their question; this is what turns the marks into
 * events. Where nobody listens nothing is written: whoever comes reads the counts themselves.
 */
export function startFlusher(deps: SocketDeps, relay: Relay): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  let isRunning = false
  const timer = setInterval(() => {
    if (isRunning) return
    const due = flushes.filter(({ heardBy }) => relay.isAnyWatched(heardBy))
    if (due.length === 0) return
    isRunning = true
    running = Promise.all(due.map(({ run }) => run(deps.ctx(system))))
      .then(() => undefined, (error: unknown) => deps.log.warn({ err: error }, 'counts could not be written down; the next turn tries again'))
      .finally(() => { isRunning = false })
  }, FLUSH_MS)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
