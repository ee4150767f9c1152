/** The real Express app with our own pages of accounts and a few pages made to go wrong, listening on a free port. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import fs from 'node:fs'
import { createElement } from 'react'
import type { ServerBuild } from '@remix-run/node'
import * as entry from '../../../app/entry.server.tsx'
import { readEnv } from '../../../app/core/env.server.ts'
import { page, act, intent } from '../../../app/http/handle.server.ts'
import * as root from '../../../app/root.tsx'
import * as lost from '../../../app/routes/$.tsx'
import * as file from '../../../app/routes/files.$file.ts'
import * as files from '../../../app/routes/files._index.ts'
import * as join from '../../../app/routes/join._index.tsx'
import * as waiting from '../../../app/routes/join.waiting.tsx'
import * as login from '../../../app/routes/login.tsx'
import * as logout from '../../../app/routes/logout.tsx'
import * as setup from '../../../app/routes/setup.tsx'
import * as materials from '../../../app/routes/events.$event.materials.tsx'
import * as newTopic from '../../../app/routes/boards.new.tsx'
import * as replyImage from '../../../app/routes/topics.$topic_.image.tsx'
import { createApp } from '../../app.ts'
import { createDeps, type Deps } from '../../deps.ts'
import { createHttpServer } from '../../http/http-server.ts'
import { z } from 'zod'

const Nothing = () => createElement('p', null, 'nothing here')
const echoes = { loader: page('public', ({ url, ip, request }) => ({ origin: url.origin, ip, forwarded: [...request.headers.keys()].filter((name) => name.includes('forwarded')).join() })), action: act('public', { default: intent(z.record(z.string(), z.string()), async ({ url }, input) => ({ origin: url.origin, length: JSON.stringify(input).length })) }), default: Nothing }
const crash = { loader: page('public', () => { throw new Error('a secret detail of the inside') }), default: Nothing }
const renderCrash = { default: () => { throw new Error('a secret detail of the inside') } }
const members = { loader: page('member', ({ ctx }) => ({ who: ctx.actor.kind })), default: Nothing }

type Module = ServerBuild['routes'][string]['module']
const route = (id: string, at: string | undefined, module: unknown) => ({ id, parentId: 'root', ...(at === undefined ? { index: true } : { path: at }), module: module as Module })
const routes = Object.fromEntries(
  [
    { id: 'root', path: '', module: root as unknown as Module },
    route('front', undefined, { default: Nothing }), route('login', 'login', login), route('logout', 'logout', logout), route('join', 'join', join), route('waiting', 'join/waiting', waiting), route('setup', 'setup', setup),
    route('echo', 'echo', echoes), route('unsubscribe', 'unsubscribe/:token', echoes), route('crash', 'crash', crash), route('render-crash', 'render-crash', renderCrash), route('members', 'members', members), route('files', 'files', files), route('file', 'files/:file', file), route('reply-image', 'topics/:topic/image', replyImage), route('new-topic', 'boards/new', newTopic), route('materials', 'events/:event/materials', materials), route('lost', '*', lost),
  ].map((r) => [r.id, r]),
)
const manifest = Object.fromEntries(Object.values(routes).map((r) => [r.id, { id: r.id, parentId: 'parentId' in r ? r.parentId : undefined, path: 'path' in r ? r.path : undefined, index: 'index' in r, hasAction: 'action' in r.module, hasLoader: 'loader' in r.module, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: 'ErrorBoundary' in r.module, module: `/assets/${r.id}.js` }]))
const future = { v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true, v3_routeConfig: false, v3_singleFetch: true, v3_lazyRouteDiscovery: true, unstable_optimizeDeps: false }
const build = { mode: 'production', entry: { module: entry }, routes, assets: { entry: { module: '/assets/entry.js', imports: [] }, routes: manifest, url: '/assets/manifest.js', version: '1' }, publicPath: '/', assetsBuildDirectory: 'build/client', future, isSpaMode: false } as unknown as ServerBuild

export type Answer = { status: number; headers: http.IncomingHttpHeaders; text: string; setCookies: string[] }
export type Ask = { method?: string; headers?: Record<string, string | string[]>; body?: string | Buffer; form?: Record<string, string>; /** Sends the body in pieces without a declared length. */ chunks?: Iterable<Buffer> }
export type Site = { url: string; port: number; deps: Deps; ask(path: string, how?: Ask): Promise<Answer>; close(): Promise<void> }

/** In: the database of the test file; variables to set beside the usual ones. */
export async function openSite(databaseUrl: string, env: Record<string, string> = {}): Promise<Site> {
  const clientFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'enishi-site-'))
  fs.mkdirSync(path.join(clientFolder, 'assets'))
  fs.writeFileSync(path.join(clientFolder, 'assets', 'page-abc.js'), `export const words = '${'あ'.repeat(2000)}'`)
  fs.writeFileSync(path.join(clientFolder, 'robots.txt'), 'User-agent: *\n')
  const deps = await createDeps(readEnv({ NODE_ENV: 'production', ENISHI_LOG: 'silent', ENISHI_SECRET: 'a secret of tests, never of a real place', DATABASE_URL: databaseUrl, ...env }), databaseUrl)
  const server = createHttpServer(createApp(deps, build, { clientFolder }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://localhost:${port}`,
    deps,
    ask: (to, how = {}) => send(port, to, how),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await deps.close()
      fs.rmSync(clientFolder, { recursive: true })
    },
  }
}

/** A request exactly as given: no headers are added but Host, and Content-Type for a form. */
function send(port: number, to: string, { method, headers = {}, body, form, chunks }: Ask): Promise<Answer> {
  const content = form ? new URLSearchParams(form).toString() : body
  return new Promise((resolve, reject) => {
    const request = http.request({
      host: '127.0.0.1', port, path: to, agent: false, method: method ?? (content === undefined && !chunks ? 'GET' : 'POST'),
      headers: { host: `localhost:${port}`, ...(form || chunks ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...(content === undefined ? {} : { 'content-length': Buffer.byteLength(content) }), ...headers },
    })
    request.on('error', reject)
    request.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(parts).toString('utf8'), setCookies: response.headers['set-cookie'] ?? [] }))
    })
    if (chunks) {
      for (const chunk of chunks) request.write(chunk)
      request.end()
    } else request.end(content)
  })
}
