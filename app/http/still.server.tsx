import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { type Holes, type Still, tailMark } from '../components/layout/still.tsx'
import { LanguageProvider, type T } from '../i18n/index.tsx'

/** Bytes that one process keeps; what was not asked for longest goes first. */
const MOST = 8_000_000
/** Characters for private use mark a hole; what is made of values with such characters is not kept. */
const open = '\uE0F0', close = '\uE0F1'
const token = (hole: string): string => `${open}${hole}${close}`
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c)

function filled(html: string, holes: Holes | undefined): string {
  let text = html
  for (const name in holes) text = text.replaceAll(token(name), () => escape(holes[name] ?? ''))
  return text
}

/** Texts by key, within so many bytes. */
function store(most: number) {
  const kept = new Map<string, string>()
  let size = 0
  const weigh = (key: string, html: string): number => 2 * (key.length + html.length) + 100
  return {
    get(key: string): string | undefined {
      const known = kept.get(key)
      if (known !== undefined) {
        kept.delete(key)
        kept.set(key, known)
      }
      return known
    },
    set(key: string, html: string): void {
      if (kept.has(key) || weigh(key, html) > most / 20) return
      kept.set(key, html)
      size += weigh(key, html)
      for (const [old, text] of kept) {
        if (size <= most) return
        kept.delete(old)
        size -= weigh(old, text)
      }
    },
    size: () => size,
  }
}

/** Keeps pieces of pages in memory, for one process. */
export function createStills(most = MOST) {
  const texts = store(most)
  return {
    size: texts.size,
    /** For one page: `whole` makes of what React rendered what is sent. */
    forPage(t: T, nonce: string, pattern: string | null): Still & { whole(html: string): string } {
      let headKey: string | undefined
      const tailKey = pattern === null ? undefined : `${t.lng} tail ${pattern}`
      const tail = tailKey === undefined ? undefined : texts.get(tailKey)
      return {
        hasTail: tail !== undefined,
        piece(name, made, piece, holes) {
          const render = (element: ReactNode): string => renderToString(<LanguageProvider t={t}>{element}</LanguageProvider>)
          const key = `${t.lng} ${name} ${JSON.stringify(made)}`
          const known = texts.get(key)
          if (known !== undefined) return filled(known, holes)
          if (key.includes(open)) return render(piece((hole) => holes?.[hole] ?? ''))
          const html = render(piece(token))
          texts.set(key, html)
          return filled(html, holes)
        },
        head(made, title) {
          if (pattern === null) return null
          const key = `${t.lng} head ${pattern} ${JSON.stringify(made)}`
          const known = texts.get(key)
          if (known === undefined) headKey = key
          return known === undefined ? null : filled(known, { nonce, title })
        },
        whole(html) {
          if (tail !== undefined) return html.replace(tailMark, () => filled(tail, { nonce }))
          const emptied = (text: string): string => text.replaceAll(nonce, token('nonce'))
          if (headKey !== undefined) texts.set(headKey, emptied(html.slice(html.indexOf('<head>') + 6, html.indexOf('</head>'))).replace(/<title>[^<]*<\/title>/, `<title>${token('title')}</title>`))
          // Texts of pages are escaped: only the frame has scripts, and only this page has this nonce.
          if (tailKey !== undefined) texts.set(tailKey, emptied(html.slice(html.indexOf(`<script nonce="${nonce}"`, html.indexOf('</head>')), html.indexOf('</body>'))))
          return html
        },
      }
    },
  }
}
