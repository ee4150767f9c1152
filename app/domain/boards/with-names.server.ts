import type { Ctx } from '../../core/ctx.ts'
import { mentionsIn } from '../../core/richtext/mentions.ts'
import { nameIn, namesOf } from './authors.server.ts'
import { quotesFilled } from './quoted-posts.server.ts'
import type { PostView } from './views.ts'

/** The posts with today's names where members are mentioned or quoted: a query for all who are mentioned, one for all that is quoted. */
export async function withNames(ctx: Ctx, posts: PostView[], lng: 'ja' | 'en' = 'ja'): Promise<PostView[]> {
  const htmls = posts.map((p) => p.html)
  const [names, filled] = await Promise.all([namesOf(ctx, mentionsIn(htmls)), quotesFilled(ctx, htmls, lng)])
  return posts.map((p, i) => ({ ...p, html: nameIn(filled[i] ?? '', names) }))
}
