/**
 * Pages are put together from what was rendered before. A page has a frame (all but what follows), a head, a main part, the scripts at
 * the end, and its data for the browser; each is kept under everything it is made of, and differs between answers in holes alone: the
 * nonce, the title, the address that forms of the frame lead back to, and the ids of forms. When all are known React has nothing to do.
 */
import { randomId } from '../core/ids.ts'
import type { Language } from '../i18n/index.tsx'
import { marks } from '../components/layout/still.tsx'
import { escapeText, store } from './kept-store.ts'

/** What a page's parts are made of. */
export type Making = {
  nonce: string
  lng: Language
  /** Of its address: routes, and so the scripts and sheets, go by it. */
  pattern: string
  /** Path and question of its address. */
  address: string
  title: string
  head: unknown
  frame: unknown
  /** Undefined: main is rendered each time. */
  main: unknown
}

/** Something of a page as it is sent: bytes, and between them holes. */
type Part = Buffer | { hole: string }
const hole = (name: string): Part => ({ hole: name })
const weight = (parts: Part[]): number => parts.reduce((sum, part) => sum + ('hole' in part ? 100 : part.length), 0)

/** Stands for the page's data until it is put in: as React writes it into the script that hands it over. */
export const dataMark = 'kept-data'
const dataText = JSON.stringify(dataMark)
const jsEscapes: Record<string, string> = { '&': '\\u0026', '<': '\\u003c', '>': '\\u003e', '\u2028': '\\u2028', '\u2029': '\\u2029' }
/** A text as JavaScript in a script of a page. */
const asScript = (value: string): string => JSON.stringify(value).replace(/[&<>\u2028\u2029]/g, (c) => jsEscapes[c] ?? c)

/** A text with holes named `nonce` for the nonce, and named `name` for whatever `fields` finds. */
function holed(text: string, nonce: string, fields: RegExp | null, name = ''): Part[] {
  const byNonce = text.split(nonce)
  return byNonce.flatMap((piece, i) => {
    const values = fields === null ? [piece] : piece.split(fields)
    const parts = values.flatMap((v, j): Part[] => [...(j === 0 ? [] : [hole(name)]), Buffer.from(v)])
    return i === 0 ? parts : [hole('nonce'), ...parts]
  })
}
const formIds = /(?<=name="commandId" value=")[0-9a-f-]{36}(?=")/
const wayBack = /(?<=name="returnTo" value=")[^"]*(?=")/

type Cuts = Record<'head' | 'main' | 'tail', readonly [from: number, to: number]>

/** Where the parts stand. Texts of pages are escaped: only the frame has scripts, one head and one main, and only this page has this nonce. */
function cutsOf(html: string, firstOfTail: string): Cuts {
  const headEnd = html.indexOf('</head>')
  const main = html.indexOf('<main ', headEnd)
  return { head: [html.indexOf('<head>') + 6, headEnd], main: [html.indexOf('>', main) + 1, html.lastIndexOf('</main>')], tail: [html.indexOf(firstOfTail, headEnd), html.lastIndexOf('</body>')] }
}

/** Keeps parts of pages in memory, for one process. `most`: bytes. */
export function createKeptPages(most: number) {
  const kept = store<Part[]>(most, weight)
  return {
    size: () => kept.calculatedSize,
    /** For one answer. `marks`: what React is to write for parts that are known; undefined for those it must render. */
    open({ nonce, lng, pattern, address, title, head, frame, main }: Making) {
      const keys = {
        frame: `${lng} frame ${pattern} ${JSON.stringify(frame)}`, head: `${lng} head ${pattern} ${JSON.stringify(head)}`,
        main: main === undefined ? null : `${lng} main ${address} ${JSON.stringify(main)}`, tail: `${lng} tail ${pattern}`,
      }
      const known = { frame: kept.get(keys.frame), head: kept.get(keys.head), main: keys.main === null ? undefined : kept.get(keys.main), tail: kept.get(keys.tail) }
      const fill = (parts: Part[], data: string, sent: Buffer[]): Buffer[] => {
        for (const part of parts) {
          if (!('hole' in part)) sent.push(part)
          else if (part.hole === 'head' || part.hole === 'main' || part.hole === 'tail') fill(known[part.hole] ?? [], data, sent)
          else sent.push(Buffer.from(part.hole === 'nonce' ? nonce : part.hole === 'data' ? asScript(data) : part.hole === 'commandId' ? randomId() : escapeText(part.hole === 'title' ? title : address)))
        }
        return sent
      }
      /** Keeps what React has rendered of the parts that were not known. */
      const keep = (html: string): void => {
        if (keys.main === null && known.head !== undefined && known.tail !== undefined) return
        const cuts = cutsOf(html, known.tail === undefined ? `<script nonce="${nonce}"` : marks.tail)
        const of = (part: keyof Cuts): string => html.slice(...cuts[part])
        if (known.head === undefined) {
          const [before = '', after = ''] = of('head').split(/(?<=<title>)[^<]*(?=<\/title>)/)
          kept.set(keys.head, [...holed(before, nonce, null), hole('title'), ...holed(after, nonce, null)])
        }
        if (known.tail === undefined) kept.set(keys.tail, holed(of('tail'), nonce, null))
        // With the nonce in it, main would have a script: it is nothing to keep.
        if (keys.main !== null && known.main === undefined && !of('main').includes(nonce)) kept.set(keys.main, holed(of('main'), nonce, formIds, 'commandId'))
        const data = html.lastIndexOf(dataText)
        if (known.frame !== undefined || keys.main === null || data === -1) return
        const between = (from: number, to: number): Part[] => holed(html.slice(from, to), nonce, wayBack, 'here')
        kept.set(keys.frame, [...between(0, cuts.head[0]), hole('head'), ...between(cuts.head[1], cuts.main[0]), hole('main'), ...between(cuts.main[1], cuts.tail[0]), hole('tail'), ...between(cuts.tail[1], data), hole('data'), ...between(data + dataText.length, html.length)])
      }
      return {
        marks: { head: known.head && marks.head, main: known.main && marks.main, tail: known.tail && marks.tail } satisfies Partial<Record<keyof Cuts, string | undefined>>,
        /** The whole page, when all of it is known. */
        whole: (data: string): Buffer | null => (known.frame && known.head && known.main && known.tail ? Buffer.concat(fill(known.frame, data, [])) : null),
        /** The page from what React has rendered, with what is known in the place of its marks. */
        from(html: string, data: string): Buffer {
          keep(html)
          const sent: Buffer[] = []
          let at = 0
          const put = (name: string, found: number, length: number): void => {
            if (found < at) return
            sent.push(Buffer.from(html.slice(at, found)))
            fill([hole(name)], data, sent)
            at = found + length
          }
          for (const name of ['head', 'main', 'tail'] as const) if (known[name] !== undefined) put(name, html.indexOf(marks[name], at), marks[name].length)
          put('data', html.lastIndexOf(dataText), dataText.length)
          sent.push(Buffer.from(html.slice(at)))
          return Buffer.concat(sent)
        },
      }
    },
  }
}
