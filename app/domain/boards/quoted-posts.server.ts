import type { Ctx } from '../../core/ctx.ts'
import { fillQuotes, type Source, sourcesIn } from '../../core/richtext/fill-quotes.ts'
import type { DocNode, QuoteAttrs } from '../../core/richtext/limits.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { type AuthorRow, toAuthor } from './authors.server.ts'
import { pageStart } from './fold.ts'
import type { Author } from './views.ts'

/** A quoted post where it stands today. Without a document when it is no longer shown, or its topic is not. */
export type QuotedPost = { id: string; topicId: string; no: number; author: Author | null; doc: DocNode | null; topicIsShown: boolean }
type Row = AuthorRow & { n: number; id: string; topicId: string; no: number; doc: DocNode | null; isShown: boolean; topicIsShown: boolean }

/** The posts that these quotes are of, each under its place in the list: by id, or by an address that may be an old one. Documents come only where they are asked for. */
export async function quotedPosts(ctx: Ctx, quotes: readonly QuoteAttrs[], hasDocs = false): Promise<Map<number, QuotedPost>> {
  if (quotes.length === 0) return new Map()
  const rows = await ctx.db.$queryRaw<Row[]>`
    select w.n::int as n, p.id, p.topic_id as "topicId", p.no, p.hidden_at is null and t.hidden_at is null as "isShown", t.hidden_at is null as "topicIsShown",
      case when ${hasDocs} and p.hidden_at is null and t.hidden_at is null then p.doc end as doc,
      p.author_id as "authorId", p.official_as as "officialAs", a.display_name as "displayName", a.status::text as status
    from unnest(${quotes.map((q) => q.post ?? null)}::uuid[], ${quotes.map((q) => q.topic ?? null)}::uuid[], ${quotes.map((q) => q.no ?? null)}::int[]) with ordinality w(id, topic_id, no, n)
      join post p on p.id = coalesce(w.id, (select v.post_id from post_move v where v.topic_id = w.topic_id and v.no = w.no), (select q.id from post q where q.topic_id = w.topic_id and q.no = w.no))
      join topic t on t.id = p.topic_id left join member a on a.id = p.author_id`
  return new Map(rows.map((row) => [row.n - 1, { id: row.id, topicId: row.topicId, no: row.no, author: row.isShown ? toAuthor(row) : null, doc: row.doc, topicIsShown: row.topicIsShown }]))
}

type Lng = 'ja' | 'en'
/** Who wrote it, as a quote says it. */
export function quotedName({ author }: QuotedPost, lng: Lng): string {
  const t = tFor(lng)
  if (author === null) return t('boards.quote_gone')
  return author.kind === 'member' ? t('common.san', { name: author.name }) : author.kind === 'office' ? author.name : author.kind === 'left' ? t('boards.left') : t('common.anonymous')
}
/** A language for what is shown to one reader; what everybody is sent is in Japanese, as the text around it is. */
export const lngOf = ({ actor }: Ctx): Lng => (actor.kind === 'account' ? actor.lng : 'ja')

/** Who is quoted and where that stands, by the id of the quoted post. A post that is gone is still led to: there it says why. */
export async function sourcesOf(ctx: Ctx, ids: readonly string[], lng: Lng): Promise<Map<string, Source>> {
  const found = await quotedPosts(ctx, ids.map((post) => ({ post })))
  return new Map([...found.values()].map((post) => [post.id, { label: post.author === null ? quotedName(post, lng) : `${quotedName(post, lng)}・#${post.no}`, href: post.topicIsShown ? `/topics/${post.topicId}?from=${pageStart(post.no)}#post-${post.no}` : null, isShown: post.author !== null }]))
}

/** Texts with the names, places and words of what they quote, as these are today. Asks nothing where nothing is quoted. */
export async function quotesFilled(ctx: Ctx, htmls: readonly string[], lng: Lng): Promise<string[]> {
  const ids = sourcesIn(htmls)
  if (ids.length === 0) return [...htmls]
  const sources = await sourcesOf(ctx, ids, lng)
  return htmls.map((html) => fillQuotes(html, sources, tFor(lng)('boards.quote_gone')))
}
