import { isStillRunning, type Postmaster } from './postmaster.ts'

const LOOK_EVERY_MS = 250
const REST_AFTER_FAILURE_MS = 5_000

/**
 * Watches a server until released and calls `restart` when it has died: somebody may kill it, or the system when memory runs out.
 * A failed restart is tried again after a rest. `release` ends the watch, after a restart under way, and says which pid to stop.
 */
export function keepAlive(server: Postmaster, dataDirectory: string, restart: () => Promise<Postmaster>): { release(): Promise<number> } {
  let pid = server.pid
  let restarting: Promise<void> | undefined
  let notBefore = 0
  const look = (): void => {
    if (restarting !== undefined || Date.now() < notBefore || isStillRunning(pid, dataDirectory)) return
    restarting = restart()
      .then(
        (again) => void (pid = again.pid),
        () => void (notBefore = Date.now() + REST_AFTER_FAILURE_MS),
      )
      .finally(() => (restarting = undefined))
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return {
    async release() {
      clearInterval(timer)
      await restarting
      return pid
    },
  }
}
