import { createHash } from 'node:crypto'

/** An Atom feed as an answer, or 304 for a program that has it already. It is one member's own: kept by their program alone. */
export function atomResponse(request: Request, { xml, updatedAt }: { xml: string; updatedAt: Date }): Response {
  const etag = `"${createHash('sha256').update(xml).digest('base64url').slice(0, 27)}"`
  const headers = { 'Content-Type': 'application/atom+xml; charset=utf-8', 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex', ETag: etag, 'Last-Modified': updatedAt.toUTCString() }
  return isKnown(request.headers, etag, updatedAt) ? new Response(null, { status: 304, headers }) : new Response(xml, { headers })
}

/** RFC 9110, 13.2.2: the entity tag decides where one is sent, the date only where none is. */
function isKnown(headers: Headers, etag: string, updatedAt: Date): boolean {
  const tags = headers.get('If-None-Match')
  if (tags !== null) return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  const since = Date.parse(headers.get('If-Modified-Since') ?? '')
  return !Number.isNaN(since) && Math.floor(updatedAt.getTime() / 1000) * 1000 <= since
}
