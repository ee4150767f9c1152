import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import { pinoHttp } from 'pino-http'
import type { Log } from '../../app/core/log.server.ts'
import { loggedPath } from '../../app/core/logged-path.ts'

const isProbe = (url: string | undefined): boolean => url === '/livez' || url === '/readyz' || url === '/metrics'

/** One JSON line a request: id, method, path, status, milliseconds. No headers, no bodies, no addresses of people. */
export function requestLog(log: Log): RequestHandler {
  const line = (req: IncomingMessage & { originalUrl?: string }, res: ServerResponse, more: { responseTime?: number }) => ({
    method: req.method,
    path: loggedPath(req.originalUrl ?? req.url ?? ''),
    status: res.statusCode,
    ms: more.responseTime,
    ...(res.writableFinished ? {} : { isAborted: true }),
  })
  return pinoHttp({
    logger: log,
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    genReqId: (req) => String(req.id),
    autoLogging: { ignore: (req) => isProbe(req.url) },
    customLogLevel: (_req, res, error) => (error !== undefined || res.statusCode >= 500 ? 'error' : res.statusCode === 403 || res.statusCode === 429 ? 'warn' : 'info'),
    customSuccessObject: line,
    customErrorObject: (req, res, _error, more: { responseTime?: number }) => line(req, res, more),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request failed',
  })
}
