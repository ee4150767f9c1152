import { isIP } from 'node:net'
import type { RequestHandler } from 'express'
import { readCookie, sessionCookieName } from '../../app/domain/accounts/index.server.ts'
import type { Env } from '../../app/core/env.server.ts'
import { refuse } from './error-page.ts'

export type OriginRule = (origin: string | undefined, host: string | undefined) => boolean

/**
 * Whether a browser's Origin is this place. With PUBLIC_URL it must be exactly that. Without it the place runs on somebody's own machine or network:
 * then it must be the very host that was asked, by address, by HOST or as localhost; a name from outside that was made to point here is refused.
 */
export function allowedOrigin(env: Pick<Env, 'PUBLIC_URL' | 'HOST'>): OriginRule {
  if (env.PUBLIC_URL !== undefined) {
    const own = new URL(env.PUBLIC_URL).origin
    return (origin) => origin === own
  }
  return (origin, host) => {
    if (origin === undefined || host === undefined || !URL.canParse(origin)) return false
    const url = new URL(origin)
    return url.origin === origin && url.protocol === 'http:' && url.host === host.toLowerCase() && isLocal(url.hostname, env.HOST)
  }
}

const isLocal = (hostname: string, own: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === own || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0

/** RFC 8058: the mail program of a reader posts here, without cookies and from anywhere. */
const oneClick = /^\/unsubscribe\/[^/]+\/?$/

/**
 * Stops writes that another site sends with our visitor's cookies, before any page runs. A write needs our Origin;
 * without one (plain tools) it passes only when no session cookie came along. A Sec-Fetch-Site of another site is refused in any case.
 */
export function checkOrigin(env: Pick<Env, 'PUBLIC_URL' | 'HOST' | 'publicUrl'>): RequestHandler {
  const isOwn = allowedOrigin(env)
  const cookieName = sessionCookieName(env.publicUrl)
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD' || oneClick.test(req.path)) return next()
    const site = req.get('sec-fetch-site')
    const isFromElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none'
    const origin = req.get('origin')
    const isTrusted = origin === undefined ? readCookie(req.headers.cookie, cookieName) === null : isOwn(origin, req.get('host'))
    if (isFromElsewhere || !isTrusted) return refuse(req, res, 403)
    next()
  }
}
