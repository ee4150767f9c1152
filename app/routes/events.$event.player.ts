import { createHash } from 'node:crypto'
import { readPlayer } from '~/domain/live/index.server'
import { page } from '~/http/handle.server'

const style = 'html,body{margin:0;height:100%;background:#000}iframe{border:0;width:100%;height:100%;display:block}'
const styleHash = createHash('sha256').update(style).digest('base64')
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`)

/**
 * The one page that frames another place: its own policy lets that one in and runs nothing itself. Our pages frame this one, so theirs
 * stay closed. YouTube plays only for who says where they come from, so the frame tells the origin and no more.
 */
export const loader = page('member', async ({ ctx, params, url, lng, setHeader }) => {
  const { src, origin, title } = await readPlayer(ctx, params['event'] ?? '', Number(url.searchParams.get('t') ?? 0))
  setHeader('Content-Security-Policy', `default-src 'none'; frame-src ${origin}; style-src 'sha256-${styleHash}'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'`)
  const html = `<!doctype html><html lang="${lng}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head><body><iframe src="${escaped(src)}" title="${escaped(title)}" allow="autoplay; fullscreen; picture-in-picture; encrypted-media" referrerpolicy="strict-origin-when-cross-origin" allowfullscreen></iframe></body></html>`
  return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-store' } })
})
