import type { IncomingMessage } from 'node:http'

export type OriginRule = (origin: string | undefined, host: string | undefined) => boolean

/**
 * Whether a handshake comes from a page of this place. Browsers name the origin with every WebSocket and every POST; only their
 * same-origin GET of the polling transport comes without, and then says `Sec-Fetch-Site: same-origin`, which no page can forge.
 */
export function isOwnPage(headers: IncomingMessage['headers'], isAllowedOrigin: OriginRule): boolean {
  if (headers.origin !== undefined) return isAllowedOrigin(headers.origin, headers.host)
  return headers['sec-fetch-site'] === 'same-origin' && headers.upgrade === undefined
}
