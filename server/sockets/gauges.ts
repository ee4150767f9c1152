import type { SocketDeps } from './types.ts'

export type SocketGauges = { lines: number; members: number; streams: number; isListening: 0 | 1; eventsSent: number; messages: number; refused: number; cut: number }

const help: Record<keyof SocketGauges, [name: string, help: string]> = {
  lines: ['enishi_socket_lines', 'Lines that are open'],
  members: ['enishi_socket_members', 'Different members on them'],
  streams: ['enishi_socket_streams', 'Streams somebody here listens to'],
  isListening: ['enishi_socket_doorbell', '1 while the doorbell has its line to the database'],
  eventsSent: ['enishi_socket_events', 'Events read from the log and sent to their rooms since the start'],
  messages: ['enishi_socket_messages', 'Messages from browsers since the start'],
  refused: ['enishi_socket_refused', 'Messages refused because there were too many, since the start'],
  cut: ['enishi_socket_cut', 'Lines cut because they flooded or stalled, since the start'],
}

/** Lets a scraper see how the sockets of this process stand. */
export function tellMetrics(metrics: SocketDeps['metrics'], gauges: () => SocketGauges): void {
  for (const key of Object.keys(help) as (keyof SocketGauges)[]) metrics?.gauge(...help[key], () => gauges()[key])
}
