import { createRequestHandler, type ServerBuild, writeReadableStreamToWritable } from '@remix-run/node'
import type { Request, RequestHandler, Response } from 'express'
import { readCookie, sessionCookieName } from '../../app/domain/accounts/index.server.ts'
import type { Deps } from '../deps.ts'
import { loadContext } from '../load-context.ts'

export type Build = ServerBuild | (() => Promise<ServerBuild>)

/**
 * Hands a request to the pages and their answer to the browser. Like @remix-run/express, with two differences: the body was
 * read before, within its limits, and the pages see one origin, PUBLIC_URL where it is set, whatever the Host header says.
 */
export function remixHandler(deps: Deps, build: Build): RequestHandler {
  const handle = createRequestHandler(build, deps.env.NODE_ENV)
  const cookieName = sessionCookieName(deps.env.publicUrl)
  return (req, res, next) => {
    answer().catch(next)
    async function answer(): Promise<void> {
      const response = await handle(toRequest(req, res, deps.env.PUBLIC_URL), await loadContext(deps, req, res))
      const isPrivate = readCookie(req.headers.cookie, cookieName) !== null || res.getHeader('Set-Cookie') !== undefined || response.headers.has('Set-Cookie')
      // What a signed-in person sees stays in no cache, but for files that never change; for everybody else pages differ by language and theme.
      const isKept = response.headers.get('Cache-Control')?.endsWith('immutable') === true
      if (!response.headers.has('Cache-Control') || (isPrivate && !isKept)) response.headers.set('Cache-Control', isPrivate ? 'no-store' : 'private, no-cache')
      await send(response, res)
    }
  }
}

function toRequest(req: Request, res: Response, publicUrl: string | undefined): globalThis.Request {
  const origin = publicUrl ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`
  const base = URL.canParse(origin) ? origin : 'http://localhost'
  const url = new URL(base + req.originalUrl)
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    // Origin was checked: Remix would compare it once more, with Host, and answer a one-click unsubscribe with a bare 500.
    if (name === 'transfer-encoding' || name === 'connection' || name === 'origin') continue
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one)
  }
  headers.set('host', url.host)
  const gone = new AbortController()
  res.on('close', () => gone.abort())
  const body: unknown = res.locals['body']
  return new globalThis.Request(url, { method: req.method, headers, signal: gone.signal, ...(body instanceof Buffer && body.length > 0 ? { body } : {}) })
}

async function send(response: globalThis.Response, res: Response): Promise<void> {
  res.status(response.status)
  for (const [name, value] of response.headers) {
    if (name === 'set-cookie') res.append(name, value)
    else res.setHeader(name, value)
  }
  if (response.body) await writeReadableStreamToWritable(response.body, res)
  else res.end()
}
