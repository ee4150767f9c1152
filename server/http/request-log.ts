import type { RequestHandler } from 'express'
import type { Log } from '../../app/core/log.server.ts'
import { loggedPath } from '../../app/core/logged-path.ts'

const isProbe = (url: string): boolean => url === '/livez' || url === '/readyz' || url === '/metrics'

/**
 * One JSON line a request: id, method, path, status, milliseconds. No headers, no bodies, no addresses of people. There is no logger
 * of the request's own: making one censors its bindings once more, and pino-http makes two (a twentieth of a page's cost).
 */
export function requestLog(log: Log): RequestHandler {
  return (req, res, next) => {
    if (isProbe(req.url)) return next()
    const began = Date.now()
    // Comes last, whether the answer was sent or cut off.
    res.once('close', () => {
      const { statusCode: status } = res
      const level = status >= 500 ? 'error' : status === 403 || status === 429 ? 'warn' : 'info'
      log[level]({ requestId: String(res.locals['requestId']), method: req.method, path: loggedPath(req.originalUrl), status, ms: Date.now() - began, ...(res.writableFinished ? {} : { isAborted: true }) }, status >= 500 ? 'request failed' : 'request')
    })
    next()
  }
}
