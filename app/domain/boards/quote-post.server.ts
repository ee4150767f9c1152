import type { Ctx } from '../../core/ctx.ts'
import { isId } from '../../core/ids.ts'
import { paragraphsIn } from '../../core/richtext/find-quote.server.ts'
import { SHORT_QUOTE } from '../../core/richtext/limits.ts'
import { linesOfQuote, quoteOf, shortened } from '../../core/richtext/quotes.ts'
import { namedIn } from '../../core/richtext/render-doc.server.ts'
import { reader } from './access.server.ts'
import { namesOf } from './authors.server.ts'
import { lngOf, quotedName, quotedPosts } from './quoted-posts.server.ts'

/** The beginning of a post as a quote in a plain text field; undefined when there is nothing of it to quote, for this reader. */
export async function quoteOfPost(ctx: Ctx, topic: string, no: number): Promise<string | undefined> {
  reader(ctx)
  if (!isId(topic) || !Number.isInteger(no) || no < 1 || no > 2_147_483_647) return undefined
  const post = (await quotedPosts(ctx, [{ topic, no }], true)).get(0)
  if (post === undefined || post.doc === null) return undefined
  const names = await namesOf(ctx, namedIn(post.doc))
  const said = shortened(paragraphsIn(post.doc, (id) => names.get(id) ?? ''), SHORT_QUOTE)
  if (said.length === 0) return undefined
  return `${linesOfQuote(quoteOf({ topic: post.topicId, no: post.no, name: quotedName(post, lngOf(ctx)) }, said), (p) => (p.content ?? []).map((node) => node.text ?? '\n').join('')).join('\n')}\n\n`
}
