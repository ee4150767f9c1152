import type { IncomingMessage, ServerResponse } from 'node:http'

/** The headers of every answer of the sockets' own address: what it says is data for our own page and is never shown as a page. */
export function socketHeaders(publicUrl: string) {
  const headers: [string, string][] = [
    ['Content-Security-Policy', "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Cache-Control', 'no-store'],
    ...(publicUrl.startsWith('https:') ? [['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'] as [string, string]] : []),
  ]
  return (_req: IncomingMessage, res: Pick<ServerResponse, 'setHeader'>, next: () => void): void => {
    for (const [name, value] of headers) res.setHeader(name, value)
    next()
  }
}
