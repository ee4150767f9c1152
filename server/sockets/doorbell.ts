import { type Listener, openListener } from '../../app/core/listener.server.ts'
import type { Log } from '../../app/core/log.server.ts'

/** What PostgreSQL tells a process when a transaction has committed. */
export const channels = ['enishi_stream', 'enishi_expel', 'enishi_hint', 'enishi_people', 'enishi_applause'] as const
export type Channel = (typeof channels)[number]
export type Doorbell = Listener

/** The line over which one process hears all of them; `ready` at each (re)connection. */
export function openDoorbell(databaseUrl: string, log: Log, on: { ring(channel: Channel, payload: string): void; ready(): void }): Doorbell {
  return openListener(databaseUrl, channels, { name: 'enishi-doorbell', log, ready: on.ready, ring: (channel, payload) => on.ring(channel as Channel, payload) })
}
