import type { Ctx } from '../../core/ctx.ts'
import { type PostRow, toPostView, withNames } from './authors.server.ts'
import { POSTS_A_PAGE } from './fold.ts'
import type { PostView } from './views.ts'

/** Posts of a topic from number `from` on, 20 of them, with their authors. The caller has authorised the topic. */
export async function postsFrom(ctx: Ctx, topicId: string, from: number): Promise<PostView[]> {
  const rows = await ctx.db.$queryRaw<PostRow[]>`
    select p.no, case when p.hidden_at is null then p.html else '' end as html, p.created_at as "createdAt", p.edited_at is not null as "isEdited", p.hidden_at is not null as "isHidden",
      p.author_id as "authorId", p.official_as as "officialAs", a.display_name as "displayName", a.status::text as status,
      f.job_type as "jobType", f.headline, f.visibility
    from post p left join member a on a.id = p.author_id left join profile f on f.member_id = a.id
    where p.topic_id = ${topicId}::uuid and p.no >= ${from} order by p.no limit ${POSTS_A_PAGE}`
  return withNames(ctx, rows.map(toPostView))
}
