import type { Ctx } from '../../core/ctx.ts'
import { findQuote, wordsIn } from '../../core/richtext/find-quote.server.ts'
import type { DocNode } from '../../core/richtext/limits.ts'
import { mapQuotes, plainQuote, quotesIn } from '../../core/richtext/quotes.ts'
import { type RichText, richTextOf } from '../../core/richtext/read-text.server.ts'
import { namedIn } from '../../core/richtext/render-doc.server.ts'
import { namesOf } from './authors.server.ts'
import { quotedPosts } from './quoted-posts.server.ts'

/** A text whose quotes have been checked, and the posts it quotes. */
export type Quoting = RichText & { quotes: string[] }

/**
 * Nobody's name stands over words they did not write: what a text quotes is looked for in the post it names, and stored as it stands
 * there. Words that are not there, or a post that its writer may not see, leave words in quotation marks and no name. What the text
 * quoted already (`before`, when it is edited) stays as it was, also when the quoted post was changed or is gone since.
 */
export async function checkQuotes(ctx: Ctx, text: RichText, before?: DocNode): Promise<Quoting> {
  const quotes = quotesIn(text.doc)
  if (quotes.length === 0) return { ...text, quotes: [] }
  const known = before === undefined ? [] : quotesIn(before)
  const found = await quotedPosts(ctx, quotes.map((q) => q.attrs), true)
  const names = await namesOf(ctx, [...new Set([...[...found.values()].flatMap(({ doc }) => (doc === null ? [] : namedIn(doc))), ...[...quotes, ...known].flatMap((q) => namedIn(q))])])
  const nameOf = (id: string) => names.get(id) ?? ''
  const stored = new Map(quotes.map((quote, i): [DocNode, DocNode | null] => {
    const source = found.get(i)
    const words = wordsIn(quote, nameOf)
    const content = source === undefined || source.doc === null ? null : findQuote(source.doc, quote, nameOf)
    if (source !== undefined && content !== null) return [quote, { type: 'quote', attrs: { post: source.id }, content }]
    const kept = known.findIndex((k) => k.attrs.post === source?.id && (words === '' || wordsIn(k, nameOf) === words))
    if (kept !== -1) return [quote, known.splice(kept, 1)[0] ?? null]
    return [quote, words === '' ? null : plainQuote(quote)]
  }))
  const doc = mapQuotes(text.doc, (quote) => stored.get(quote) ?? null)
  return { ...richTextOf(doc), quotes: [...new Set(quotesIn(doc).flatMap(({ attrs }) => attrs.post ?? []))] }
}
