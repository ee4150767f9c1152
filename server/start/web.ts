import type { Server as HttpServer } from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler } from 'express'
import { createApp } from '../app.ts'
import type { Deps } from '../deps.ts'
import { allowedOrigin } from '../http/origin.ts'
import { createSockets } from '../sockets/index.ts'
import { jobGauges } from '../../workers/metrics.ts'

export type Web = {
  /** No new work: /readyz turns red, sockets are told to come back. */
  drain(): void
  close(): Promise<void>
}

type Pages = { build: ServerBuild | (() => Promise<ServerBuild>); before: RequestHandler[]; close(): Promise<void> }

/** Puts pages and sockets on a server that already listens. */
export async function serveWeb(deps: Deps, http: HttpServer, isDev: boolean): Promise<Web> {
  const pages = isDev ? await devPages(http) : await builtPages()
  jobGauges(deps)
  const app = createApp(deps, pages.build, { before: pages.before })
  // Before the sockets: they put themselves in front of what listens then.
  http.removeAllListeners('request')
  http.on('request', app)
  const sockets = createSockets(http, deps, { isAllowedOrigin: allowedOrigin(deps.env) })
  return {
    drain() {
      deps.drain()
      sockets.drain()
    },
    async close() {
      await sockets.close()
      await pages.close()
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}

async function builtPages(): Promise<Pages> {
  const build = (await import(pathToFileURL(path.resolve('build/server/index.js')).href)) as ServerBuild
  return { build, before: [], close: async () => {} }
}

/** The same pages with hot reload. */
async function devPages(http: HttpServer): Promise<Pages> {
  const { createServer } = await import('vite')
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server: http, path: '/__hmr' } } })
  return {
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    before: [vite.middlewares],
    close: () => vite.close(),
  }
}
