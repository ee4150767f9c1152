import type { ServerBuild } from '@remix-run/node'
import express, { type Express, type RequestHandler } from 'express'
import type { Deps } from './deps.ts'
import { readBody } from './http/body.ts'
import { compress } from './http/compress.ts'
import { errorPage, refuse } from './http/error-page.ts'
import { livez, readyz } from './http/health.ts'
import { checkOrigin } from './http/origin.ts'
import { remixHandler } from './http/remix.ts'
import { requestId } from './http/request-id.ts'
import { requestLog } from './http/request-log.ts'
import { requestShape } from './http/request-shape.ts'
import { routePatterns } from './http/route-patterns.ts'
import { securityHeaders } from './http/security-headers.ts'
import { staticFiles } from './http/static-files.ts'

/**
 * The web half of the product, in the order a request passes: id, log, figures, headers, shape, health, files, origin, body, pages, errors.
 * `before` are the middlewares of the development server; `clientFolder` holds the built files.
 */
export function createApp(deps: Deps, build: ServerBuild | (() => Promise<ServerBuild>), { before = [], clientFolder }: { before?: RequestHandler[]; clientFolder?: string } = {}): Express {
  const { env } = deps
  const isProxied = env.TRUST_PROXY > 0
  const patternOf = typeof build === 'function' ? () => 'development' : routePatterns(build.routes)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', isProxied ? env.TRUST_PROXY : false)
  app.set('query parser', false)

  app.use(requestId({ isProxied }))
  app.use(requestLog(deps.log))
  app.use(deps.metrics.observe(patternOf))
  app.use(securityHeaders(env))
  app.use(requestShape({ isProxied }))
  app.get('/livez', livez)
  app.get('/readyz', readyz(deps))
  app.get('/metrics', deps.metrics.page(env.ENISHI_METRICS), (req, res) => refuse(req, res, 404))
  app.use(compress)
  app.use(...(before.length > 0 ? before : staticFiles(clientFolder)))
  app.use(checkOrigin(env))
  app.use(readBody)
  app.use(remixHandler(deps, build))
  app.use(errorPage(deps.log))
  return app
}
