import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { excerpt } from '../../core/text.ts'
import { accessTopic } from './access.server.ts'
import { type PostRow, toPostView } from './authors.server.ts'
import { lngOf } from './quoted-posts.server.ts'
import { withNames } from './with-names.server.ts'
import type { PostView } from './views.ts'

const EXCERPT_LENGTH = 120

export type FoundPost = { id: string; topicId: string; topicTitle: string; no: number; excerpt: string; isHidden: boolean; post: PostView }

/** One post by its number, for a page about that post (report, hide). A hidden post has no excerpt. */
export async function findPost(ctx: Ctx, topicId: string, no: number): Promise<FoundPost> {
  const topic = await accessTopic(ctx, topicId)
  if (!Number.isInteger(no) || no < 1 || no > topic.lastNo) throw notFound()
  const [row] = await ctx.db.$queryRaw<(PostRow & { id: string; text: string })[]>`
    select p.id, p.no, p.text, p.html, p.created_at as "createdAt", p.edited_at is not null as "isEdited", p.hidden_at is not null as "isHidden", p.withdrawn_at is not null as "isWithdrawn", p.moved_id is not null as "isMoved", p.version,
      p.author_id as "authorId", p.official_as as "officialAs", a.display_name as "displayName", a.status::text as status
    from post p left join member a on a.id = p.author_id where p.topic_id = ${topic.id}::uuid and p.no = ${no}`
  if (!row) throw notFound()
  const [post] = await withNames(ctx, [toPostView(row)], lngOf(ctx))
  if (!post) throw notFound()
  return { id: row.id, topicId: topic.id, topicTitle: topic.title, no, excerpt: row.isHidden ? '' : excerpt(row.text, EXCERPT_LENGTH), isHidden: row.isHidden, post }
}
