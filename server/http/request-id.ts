import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'

/** One id follows a request into the log, its jobs and the error page. A proxy we trust may bring its own. */
export function requestId({ isProxied }: { isProxied: boolean }): RequestHandler {
  return (req, res, next) => {
    const given = isProxied ? req.get('x-request-id') : undefined
    const id = given !== undefined && /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : randomUUID()
    res.locals['requestId'] = id
    res.setHeader('X-Request-Id', id)
    next()
  }
}
