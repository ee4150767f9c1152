import type { Request, Response } from 'express'
import type { AppLoadContext } from '@remix-run/node'
import { authenticate } from '../app/domain/accounts/index.server.ts'
import { detectLanguage } from '../app/i18n/detect.ts'
import '../app/http/load-context.ts'
import type { Deps } from './deps.ts'

/** Where one may ask without a name. */
const isRoom = /^\/events\/[^/]+\/live(\.data)?$/

/** What loaders and actions of one request get: the actor behind the cookie, the language, the place. */
export async function loadContext(deps: Deps, req: Request, res: Response, sendPage: (html: Buffer) => void): Promise<AppLoadContext> {
  const requestId = String(res.locals['requestId'])
  const base = deps.ctx(undefined, requestId)
  const { actor, cookie } = await authenticate(base, { cookieHeader: req.headers.cookie, isUnseen: isRoom.test(req.path) })
  const setCookie = (value: string) => void res.append('Set-Cookie', value)
  if (cookie) setCookie(cookie)
  return {
    ctx: base.as(actor),
    cspNonce: String(res.locals['nonce']),
    lng: detectLanguage(req.headers.cookie ?? null, req.headers['accept-language'] ?? null),
    organisation: await deps.organisation(),
    ip: req.ip ?? '',
    userAgent: req.headers['user-agent'] ?? null,
    posted: res.locals['posted'] as AppLoadContext['posted'],
    setCookie,
    sendPage,
    setHeader: (name, value) => void res.setHeader(name, value),
  }
}
