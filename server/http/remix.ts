import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { Request, RequestHandler, Response } from 'express'
import { readCookie, sessionCookieName } from '../../app/domain/accounts/index.server.ts'
import type { Deps } from '../deps.ts'
import { loadContext } from '../load-context.ts'
import { keepLoaded, type PageReader, pageReader } from './pages.ts'
import { groupRoutes } from './route-groups.ts'

type RemixHandler = ReturnType<typeof createRequestHandler>
type Handlers = { read: PageReader; handlerFor(path: string): RemixHandler }
export type Build = ServerBuild | (() => Promise<ServerBuild>)

/**
 * Hands a request to the pages and their answer to the browser. Like @remix-run/express, with two differences: the body was
 * read before, within its limits, and the pages see one origin, PUBLIC_URL where it is set, whatever the Host header says.
 */
export function remixHandler(deps: Deps, build: Build): RequestHandler {
  const { read, handlerFor } = requestHandlers(build, deps.env.NODE_ENV)
  const cookieName = sessionCookieName(deps.env.publicUrl)
  return (req, res, next) => {
    answer().catch(next)
    async function answer(): Promise<void> {
      let html: Buffer | undefined
      const context = await loadContext(deps, req, res, (page) => void (html = page))
      const url = addressOf(req, deps.env.PUBLIC_URL)
      const isSignedIn = readCookie(req.headers.cookie, cookieName) !== null
      const page = req.method === 'GET' ? await read(readingRequest(url, req, res), req.path, context) : null
      if (page !== null) {
        res.setHeader('Content-Type', 'text/html; charset=utf-8')
        res.setHeader('Content-Language', context.lng)
        res.vary('Cookie, Accept-Language')
        res.setHeader('Cache-Control', isSignedIn || res.hasHeader('Set-Cookie') ? 'no-store' : 'private, no-cache')
        res.end(page)
        return
      }
      const response = await handlerFor(req.path)(toRequest(url, req, res), context)
      const isPrivate = isSignedIn || res.getHeader('Set-Cookie') !== undefined || response.headers.has('Set-Cookie')
      // What a signed-in person sees stays in no cache, but for files that never change; for everybody else pages differ by language and theme.
      const isKept = response.headers.get('Cache-Control')?.endsWith('immutable') === true
      if (!response.headers.has('Cache-Control') || (isPrivate && !isKept)) response.headers.set('Cache-Control', isPrivate ? 'no-store' : 'private, no-cache')
      await send(response, html, res)
    }
  }
}

/** One handler of Remix a group of routes. In development routes come and go, and all of them are asked each time. */
function requestHandlers(build: Build, mode: string): Handlers {
  if (typeof build === 'function') {
    const handle = createRequestHandler(build, mode)
    return { read: () => Promise.resolve(null), handlerFor: () => handle }
  }
  const kept = keepLoaded(build)
  const groupOf = groupRoutes(kept)
  const handlers = new Map<ServerBuild, RemixHandler>()
  return {
    read: pageReader(kept, groupOf),
    handlerFor(path) {
      const group = groupOf(path)
      const handle = handlers.get(group) ?? createRequestHandler(group, mode)
      handlers.set(group, handle)
      return handle
    },
  }
}

function addressOf(req: Request, publicUrl: string | undefined): URL {
  const origin = publicUrl ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`
  return new URL((URL.canParse(origin) ? origin : 'http://localhost') + req.originalUrl)
}

function headersOf({ host }: URL, req: Request): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    // Origin was checked: Remix would compare it once more, with Host, and answer a one-click unsubscribe with a bare 500.
    if (name === 'transfer-encoding' || name === 'connection' || name === 'origin') continue
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one)
  }
  headers.set('host', host)
  return headers
}

function signalOf(res: Response): AbortSignal {
  const gone = new AbortController()
  // A reason of our own: the default one takes a stack trace.
  res.on('close', () => gone.abort('gone'))
  return gone.signal
}

function toRequest(url: URL, req: Request, res: Response): globalThis.Request {
  const body: unknown = res.locals['body']
  return new globalThis.Request(url, { method: req.method, headers: headersOf(url, req), signal: signalOf(res), ...(body instanceof Buffer && body.length > 0 ? { body } : {}) })
}

/** What loaders of a page that is read may ask of its request: making a whole one costs more than all that they ask. It has no body and no copies. */
function readingRequest(url: URL, req: Request, res: Response): globalThis.Request {
  const valueOf = (name: string): string | null => req.headers[name.toLowerCase()]?.toString() ?? null
  const headers: Pick<Headers, 'get' | 'has'> = { get: valueOf, has: (name) => valueOf(name) !== null }
  let signal: AbortSignal | undefined
  return { method: 'GET', url: url.href, headers, get signal() { return (signal ??= signalOf(res)) } } as globalThis.Request
}

async function send(response: globalThis.Response, html: Buffer | undefined, res: Response): Promise<void> {
  res.status(response.status)
  for (const [name, value] of response.headers) {
    if (name === 'set-cookie') res.append(name, value)
    else res.setHeader(name, value)
  }
  if (html !== undefined && response.body === null && res.req.method !== 'HEAD') res.end(html)
  else if (response.body) await sendStream(response.body, res)
  else res.end()
}

/** No faster than the line takes it, and no longer than somebody is there to take it. */
async function sendStream(body: ReadableStream<Uint8Array>, res: Response): Promise<void> {
  const reader = body.getReader()
  let wake = (): void => undefined
  // Once for all pieces: what compresses the answer takes listeners for `drain` and gives none back.
  res.on('drain', () => wake())
  res.on('close', () => {
    wake()
    if (!res.writableFinished) void reader.cancel().catch(() => undefined)
  })
  for (let piece = await reader.read(); !piece.done && !res.destroyed; piece = await reader.read()) {
    if (!res.write(piece.value) && !res.destroyed) await new Promise<void>((resolve) => { wake = resolve })
  }
  res.end()
}
