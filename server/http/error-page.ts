import { createHash } from 'node:crypto'
import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Log } from '../../app/core/log.server.ts'
import { refuseData, wantsData } from './refuse-data.ts'
import { loggedPath } from '../../app/core/logged-path.ts'
import { detectLanguage } from '../../app/i18n/detect.ts'
import { tFor } from '../../app/i18n/texts.server.ts'

/** What the server may have to say before any page of the product runs. */
const statuses = [400, 403, 404, 405, 413, 414, 415, 500] as const
type Status = (typeof statuses)[number]

/** The look of the product with nothing to load: the page must also stand when everything else fails. */
const css = `:root{color-scheme:light dark;--bg:#fdfbf5;--fg:#1a1a1a;--mute:#595959;--line:#d9d5c9;--accent:#00687d}
@media(prefers-color-scheme:dark){:root{--bg:#161d20;--fg:#f2f2f2;--mute:#b3b3b3;--line:#3b4347;--accent:#79d3e8}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--bg);color:var(--fg);font:16px/1.7 "Hiragino Sans","Yu Gothic","Noto Sans JP",system-ui,sans-serif}
main{max-width:40rem;width:100%}svg{width:56px;height:56px}h1{font-size:1.5rem;line-height:1.4;margin:16px 0 8px}h2{font-size:1rem;margin:0 0 4px}p{margin:0 0 16px;overflow-wrap:anywhere}
a{color:var(--accent);display:inline-block;padding:10px 0}section{border-top:1px solid var(--line);margin-top:24px;padding-top:16px;color:var(--mute)}.id{color:var(--mute);font-size:.875rem}`
const cssHash = createHash('sha256').update(css).digest('base64')
const policy = `default-src 'none'; style-src 'sha256-${cssHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`
const mark = `<svg viewBox="0 0 36 36" fill="none" stroke-linecap="round" aria-hidden="true"><g fill="currentColor"><circle cx="9.5" cy="10" r="3.6"/><circle cx="26.5" cy="10" r="3.6"/></g><path d="M9.5 19.5v11M26.5 19.5v11" stroke="currentColor" stroke-width="6"/><path d="M9.5 19.5c3.5 7.5 13.500 7.500 17 0" stroke="#e25100" stroke-width="2.600"/></svg>`

/** Answers with our own page, in the reader's language and shortly in the other. Nothing of the request is repeated in it. */
export function refuse(req: Request, res: Response, status: Status): void {
  const lng = detectLanguage(req.headers.cookie ?? null, req.headers['accept-language'] ?? null)
  const t = tFor(lng)
  const other = tFor(lng === 'ja' ? 'en' : 'ja')
  const id = escape(String(res.locals['requestId'] ?? ''))
  const html = `<!doctype html><html lang="${t.lng}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${t(`http.title_${status}`)}</title><style>${css}</style></head>
<body><main>${mark}<h1>${t(`http.title_${status}`)}</h1><p>${t(`http.text_${status}`)}</p><p><a href="/">${t('http.home')}</a></p>${status === 500 ? `<p class="id">${t('http.id', { id })}</p>` : ''}
<section lang="${other.lng}"><h2>${other(`http.title_${status}`)}</h2><p>${other(`http.text_${status}`)}</p></section></main></body></html>`
  readOn(req)
  if (wantsData(req)) return void refuseData(res, status, t(`http.text_${status}`)).catch(() => res.destroy())
  res.status(status)
  res.setHeader('Content-Security-Policy', policy)
  res.setHeader('Cache-Control', 'no-store')
  res.type('html').send(html)
}

/** What is still on its way is read and thrown away, or the browser would never see the answer; after two seconds the line is cut. */
function readOn(req: Request): void {
  if (req.complete) return
  const cut = setTimeout(() => req.destroy(), 2_000)
  req.once('end', () => clearTimeout(cut))
  req.once('close', () => clearTimeout(cut))
  req.resume()
}

const escape = (s: string): string => s.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** The last resort: what Express and its parts threw. Their own 4xx keep their status; anything else is logged and is a 500 without detail. */
export function errorPage(log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const given = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
    // A file that may not be read is not there.
    const meant = given === 403 ? 404 : given
    const status = statuses.find((s) => s === meant) ?? (meant >= 400 && meant < 500 ? 400 : 500)
    if (status === 500) log.error({ err: error, path: loggedPath(req.originalUrl), requestId: res.locals['requestId'] }, 'request failed')
    // Half an answer cannot be taken back; the browser must not take it for a whole one.
    if (res.headersSent) return void res.destroy()
    refuse(req, res, status)
  }
}
