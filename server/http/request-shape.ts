import type { RequestHandler } from 'express'
import { refuse } from './error-page.ts'

const MAX_ADDRESS = 4_000

/** What cannot be meant for us is answered before anything looks at it: methods (405), over-long (414) and unreadable addresses (400). */
export function requestShape({ isProxied }: { isProxied: boolean }): RequestHandler {
  return (req, res, next) => {
    // Who may speak for the client is decided by TRUST_PROXY alone.
    const forwarded = Object.keys(req.headers).filter((name) => name === 'forwarded' || name.startsWith('x-forwarded-'))
    res.locals['isForwarded'] = forwarded.length > 0
    if (!isProxied) for (const name of forwarded) delete req.headers[name]
    if (req.method !== 'GET' && req.method !== 'HEAD' && req.method !== 'POST') {
      res.setHeader('Allow', 'GET, HEAD, POST')
      return refuse(req, res, 405)
    }
    if (req.originalUrl.length > MAX_ADDRESS) return refuse(req, res, 414)
    if (!isReadable(req.originalUrl)) return refuse(req, res, 400)
    next()
  }
}

/** A path that decodes as UTF-8, and nowhere a NUL, which no text column can hold. */
function isReadable(url: string): boolean {
  if (!url.startsWith('/') || /%00/.test(url)) return false
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}
