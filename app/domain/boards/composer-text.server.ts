import type { Ctx } from '../../core/ctx.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { plainText } from '../../core/richtext/plain-text.ts'
import { linesOfQuote, mapQuotes, quotesIn } from '../../core/richtext/quotes.ts'
import { namedIn } from '../../core/richtext/render-doc.server.ts'
import { namesOf } from './authors.server.ts'
import { lngOf, quotedName, quotedPosts } from './quoted-posts.server.ts'

/** A stored text for the composer again: the editor's document, its mentions and quotes labelled with today's names, and the same as plain text. */
export type ComposerText = { doc: DocNode; text: string }

export async function composerText(ctx: Ctx, doc: DocNode): Promise<ComposerText> {
  const [names, quoted] = await Promise.all([namesOf(ctx, namedIn(doc)), withSources(ctx, doc)])
  const nameOf = (id: string) => names.get(id) ?? '—'
  return { doc: withLabels(quoted, nameOf), text: plainText(quoted, { nameOf, quoted: linesOfQuote }) }
}

/** Each quote with who is quoted and where that stands. Words of a post that is gone are not shown to its quoter either. */
export async function withSources(ctx: Ctx, doc: DocNode): Promise<DocNode> {
  const quotes = quotesIn(doc)
  const found = await quotedPosts(ctx, quotes.map((quote) => quote.attrs))
  const sources = new Map(quotes.map((quote, i) => [quote, found.get(i)]))
  return mapQuotes(doc, (quote) => {
    const source = sources.get(quote)
    if (source === undefined) return quote
    return { ...quote, attrs: { post: source.id, topic: source.topicId, no: source.no, name: quotedName(source, lngOf(ctx)) }, ...(source.author === null && { content: [{ type: 'paragraph' as const }] }) }
  })
}

/** The editor shows a mention by its label, which is never stored. */
function withLabels(node: DocNode, nameOf: (id: string) => string): DocNode {
  const labelled = node.type === 'mention' && node.attrs !== undefined && 'id' in node.attrs ? { ...node, attrs: { ...node.attrs, label: nameOf(node.attrs.id) } } : node
  return labelled.content === undefined ? labelled : { ...labelled, content: labelled.content.map((child) => withLabels(child, nameOf)) }
}
