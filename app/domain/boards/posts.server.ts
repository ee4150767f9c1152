import type { Ctx } from '../../core/ctx.ts'
import { type PostRow, toPostView, withNames } from './authors.server.ts'
import { POSTS_A_PAGE } from './fold.ts'
import type { PostView, ReactionCounts, ReactionKind, ReactionsByPost } from './views.ts'

/** `mine`: how `memberId` reacted, by number of the post. */
export type Posts = { posts: PostView[]; reactions: ReactionsByPost; mine: Record<number, ReactionKind[]> }
type Row = PostRow & { reactions: ReactionCounts | null; mine: ReactionKind[] | null }

/** Posts of a topic from number `from` on, 20 of them, with their authors and reactions. The caller has authorised the topic. */
export async function postsFrom(ctx: Ctx, topicId: string, from: number, memberId: string | null): Promise<Posts> {
  const rows = await ctx.db.$queryRaw<Row[]>`
    select p.no, case when p.hidden_at is null then p.html else '' end as html, p.created_at as "createdAt", p.edited_at is not null as "isEdited", p.hidden_at is not null as "isHidden",
      p.author_id as "authorId", p.official_as as "officialAs", a.display_name as "displayName", a.status::text as status,
      f.job_type as "jobType", f.headline, f.visibility, case when p.hidden_at is null then p.reactions end as reactions,
      case when p.reactions is not null then array(select kind from reaction where post_id = p.id and member_id = ${memberId}::uuid) end as mine
    from post p left join member a on a.id = p.author_id left join profile f on f.member_id = a.id
    where p.topic_id = ${topicId}::uuid and p.no >= ${from} order by p.no limit ${POSTS_A_PAGE}`
  const reactions: ReactionsByPost = {}
  const mine: Posts['mine'] = {}
  for (const row of rows) {
    if (row.reactions !== null) reactions[row.no] = row.reactions
    if (row.mine !== null && row.mine.length > 0) mine[row.no] = row.mine
  }
  return { posts: await withNames(ctx, rows.map(toPostView)), reactions, mine }
}
