import type { DocNode, QuoteAttrs } from './limits.ts'

export type QuoteNodeOf = DocNode & { attrs: QuoteAttrs }
export const isQuote = (node: DocNode): node is QuoteNodeOf => node.type === 'quote'

/** The quotes of a document, in order. */
export const quotesIn = (node: DocNode): QuoteNodeOf[] => (isQuote(node) ? [node] : (node.content ?? []).flatMap(quotesIn))

/** A document with each quote as `change` makes it; null leaves it out. */
export function mapQuotes(node: DocNode, change: (quote: QuoteNodeOf) => DocNode | null): DocNode {
  if (node.content === undefined) return node
  return { ...node, content: node.content.flatMap((child) => (isQuote(child) ? (change(child) ?? []) : [mapQuotes(child, change)])) }
}

/** Words in quotation marks, and nobody named who said them. */
export const plainQuote = ({ content }: DocNode): DocNode => ({ type: 'blockquote', content: content ?? [{ type: 'paragraph' }] })
export const withoutSources = (doc: DocNode): DocNode => mapQuotes(doc, plainQuote)

/** Where a post stands, as a quote in a plain text field says it. */
const addressOf = ({ topic, no }: QuoteAttrs): string => (topic === undefined || no === undefined ? '' : ` /topics/${topic}/posts/${no}`)
const begins = /^>(?:\s(.*?))?\s\/topics\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/posts\/([1-9]\d{0,8})\s*$/i

/** A quote in a plain text field: a line with who and where, and what was said, each line after a `>`. An address inside of what was said begins no quote. */
export function linesOfQuote(quote: DocNode, textOf: (paragraph: DocNode) => string): string[] {
  const attrs = isQuote(quote) ? quote.attrs : null
  const said = (quote.content ?? []).map(textOf).filter((text) => text !== '')
  return [...(attrs === null ? [] : [`> ${attrs.name ?? ''}${addressOf(attrs)}`.replace(/^> {2}/, '> ')]), ...said.flatMap((text, i) => [...(i > 0 ? ['>'] : []), ...text.split('\n').map((line) => `> ${line}`)])]
}

/** The quote that begins at this line of a plain text field, and the line after it; null where none begins. */
export function readQuote(lines: readonly string[], from: number): { quote: DocNode; next: number } | null {
  const found = begins.exec(lines[from] ?? '')
  if (found === null) return null
  const [, name = '', topic = '', no = ''] = found
  let next = from + 1
  while (lines[next]?.startsWith('>') === true && !begins.test(lines[next] ?? '')) next++
  const said = lines.slice(from + 1, next).map((line) => line.replace(/^>\s?/, '')).join('\n')
  return { quote: quoteOf({ topic: topic.toLowerCase(), no: Number(no), name }, said.split(/\n\s*\n/)), next }
}

/** A quote of a post, a text a paragraph. */
export function quoteOf(attrs: QuoteAttrs, paragraphs: readonly string[]): DocNode {
  const said = paragraphs.map((text) => text.replace(/^\s+|\s+$/g, '')).filter((text) => text !== '')
  return { type: 'quote', attrs, content: said.length === 0 ? [{ type: 'paragraph' }] : said.map((text) => ({ type: 'paragraph', content: lineContent(text) })) }
}

/** Lines of a text, with breaks between them. */
export const lineContent = (text: string): DocNode[] =>
  text.split('\n').flatMap((line, i): DocNode[] => [...(i > 0 ? [{ type: 'hardBreak' } as const] : []), ...(line === '' ? [] : [{ type: 'text' as const, text: line }])])

/**
 * The beginning of a text: as many whole paragraphs as fit into `most` characters, else the sentences of the first one that fit, else
 * its first characters. Nothing is added, so that it is still found where it was taken from.
 */
export function shortened(paragraphs: readonly string[], most: number): string[] {
  const taken: string[] = []
  let left = most
  for (const text of paragraphs) {
    const length = [...text].length
    if (length > left) break
    taken.push(text)
    left -= length
  }
  const [first] = paragraphs
  if (taken.length > 0 || first === undefined) return taken
  const cut = [...first].slice(0, most).join('')
  return [/^[^]*[。！？!?\n]/u.exec(cut)?.[0].trimEnd() ?? cut]
}
