import compression from 'compression'
import type { RequestHandler } from 'express'

/**
 * Compresses texts. A page whose size could tell a secret (BREACH) must hold the secret beside something a stranger can put in:
 * our pages hold none (no form tokens, cookies unseen by pages, a new nonce each time). The one page that repeats a one-time token is left alone.
 */
export const compress: RequestHandler = compression({
  filter: (req, res) => !req.url.startsWith('/setup') && compression.filter(req, res),
})
