import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import type { Holes, Still } from '../components/layout/still.tsx'
import { LanguageProvider, type T } from '../i18n/index.tsx'
import { escapeText, store } from './kept-store.ts'

/** Bytes that one process keeps; what was not asked for longest goes first. */
const MOST = 2_000_000
/** Characters for private use mark a hole; what is made of values with such characters is not kept. */
const open = '\uE0F0', close = '\uE0F1'
const token = (hole: string): string => `${open}${hole}${close}`
function filled(html: string, holes: Holes | undefined): string {
  let text = html
  for (const name in holes) text = text.replaceAll(token(name), () => escapeText(holes[name] ?? ''))
  return text
}

/** Keeps pieces of pages in memory, for one process. */
export function createStills(most = MOST) {
  const texts = store<string>(most, (html) => 2 * html.length)
  return {
    size: () => texts.calculatedSize,
    /** For one page; `marks` stand for its parts that are kept whole. */
    forPage: (t: T, marks: Still['marks'] = {}): Still => ({
      marks,
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
    }),
  }
}
