import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'
import type { Env } from '../../app/core/env.server.ts'

/** Nothing of this is used; a page that was taken over cannot ask for it either. */
const closed = ['accelerometer', 'camera', 'geolocation', 'gyroscope', 'hid', 'magnetometer', 'microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking'].map((f) => `${f}=()`).join(', ')

const nonceOf = (_req: IncomingMessage, res: ServerResponse) => `'nonce-${(res as Response).locals['nonce']}'`

/**
 * The headers of every answer. Scripts run only with the nonce of this very answer (128 random bits), or when such a script
 * loaded them; nothing comes from another host. Style attributes are the one exception (Ariakit and table widths write them).
 * Development also allows the style elements of Vite.
 */
export function securityHeaders(env: Pick<Env, 'NODE_ENV' | 'PUBLIC_URL' | 'publicUrl'>): RequestHandler[] {
  const isSecure = env.publicUrl.startsWith('https:')
  const isDev = env.NODE_ENV === 'development'
  const nonce: RequestHandler = (_req, res, next) => {
    res.locals['nonce'] = randomBytes(16).toString('base64')
    res.setHeader('Permissions-Policy', closed)
    next()
  }
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': [nonceOf, "'strict-dynamic'"],
        'style-src': ["'self'", ...(isDev ? ["'unsafe-inline'"] : [])],
        'style-src-attr': ["'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'", (req) => socketOrigin(env, req.headers.host)],
        'worker-src': ["'self'"],
        'frame-src': ["'self'"],
        'frame-ancestors': ["'self'"],
        'form-action': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        ...(isSecure ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'sameorigin' },
  })
  return [nonce, headers]
}

/** Older Safari does not count sockets as 'self', so they are named. Of a Host header only what can be a host is repeated. */
function socketOrigin(env: Pick<Env, 'PUBLIC_URL'>, host: string | undefined): string {
  if (env.PUBLIC_URL !== undefined) return new URL(env.PUBLIC_URL).origin.replace(/^http/, 'ws')
  return host !== undefined && /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i.test(host) ? `ws://${host}` : "'self'"
}
