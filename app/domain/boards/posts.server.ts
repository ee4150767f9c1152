import { Prisma } from '../../../prisma/generated/client.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { pollsOf } from '../polls/index.server.ts'
import { type PostRow, toPostView } from './authors.server.ts'
import { POSTS_A_PAGE } from './fold.ts'
import { lngOf } from './quoted-posts.server.ts'
import { withNames } from './with-names.server.ts'
import type { PollsByPost, PostView, ReactionCounts, ReactionKind, ReactionsByPost } from './views.ts'

const columns = Prisma.sql`p.no, case when p.hidden_at is null then p.html else '' end as html, p.created_at as "createdAt", p.edited_at is not null as "isEdited", p.hidden_at is not null as "isHidden",
  p.withdrawn_at is not null as "isWithdrawn", p.moved_id is not null as "isMoved", p.version, p.author_id as "authorId", p.official_as as "officialAs", a.display_name as "displayName", a.status::text as status, f.job_type as "jobType", f.headline, f.visibility, f.former_shown as former`
const withAuthor = Prisma.sql`post p left join member a on a.id = p.author_id left join profile f on f.member_id = a.id`

/** `mine`: how `memberId` reacted, by number of the post; `kept`: the numbers of the posts they have bookmarked. */
export type Posts = { posts: PostView[]; reactions: ReactionsByPost; mine: Record<number, ReactionKind[]>; kept: number[] } & PollsByPost & { picks?: Record<number, number[]> }
type Row = PostRow & { id: string; hasPoll: boolean; reactions: ReactionCounts | null; mine: ReactionKind[] | null; isKept: boolean }

/** Posts of a topic from number `from` on, 20 of them, with their authors and reactions. The caller has authorised the topic. */
export async function postsFrom(ctx: Ctx, topicId: string, from: number, memberId: string | null): Promise<Posts> {
  const rows = await ctx.db.$queryRaw<Row[]>`
    select p.id, p.has_poll and p.hidden_at is null as "hasPoll", ${columns}, case when p.hidden_at is null then p.reactions end as reactions,
      case when p.reactions is not null then array(select kind from reaction where post_id = p.id and member_id = ${memberId}::uuid) end as mine,
      exists (select 1 from bookmark k where k.member_id = ${memberId}::uuid and k.post_id = p.id) as "isKept"
    from ${withAuthor} where p.topic_id = ${topicId}::uuid and p.no >= ${from} order by p.no limit ${fixed(POSTS_A_PAGE)}`
  const reactions: ReactionsByPost = {}
  const mine: Posts['mine'] = {}
  for (const row of rows) {
    if (row.reactions !== null) reactions[row.no] = row.reactions
    if (row.mine !== null && row.mine.length > 0) mine[row.no] = row.mine
  }
  return { posts: await withNames(ctx, rows.map(toPostView), lngOf(ctx)), reactions, mine, kept: rows.flatMap((row) => (row.isKept ? [row.no] : [])), ...(await pollsIn(ctx, rows, memberId)) }
}

/** The polls of these posts with what `memberId` chose; asks nothing where no post has one. */
async function pollsIn(ctx: Ctx, rows: readonly Row[], memberId: string | null): Promise<PollsByPost & { picks?: Record<number, number[]> }> {
  const nos = new Map(rows.flatMap(({ id, no, hasPoll }) => (hasPoll ? [[id, no] as const] : [])))
  if (nos.size === 0) return {}
  const found = (await pollsOf(ctx, 'post', [...nos.keys()], memberId)).map((poll) => ({ ...poll, no: nos.get(poll.subjectId) ?? 0 }))
  return {
    polls: Object.fromEntries(found.map(({ no, facts }) => [no, facts])),
    tallies: Object.fromEntries(found.map(({ no, tally }) => [no, tally])),
    picks: Object.fromEntries(found.flatMap(({ no, picks }) => (picks.length > 0 ? [[no, picks]] : []))),
  }
}

/** The posts of a topic that changed last, at most 20, the newest change at the end. The caller has authorised the topic. */
export async function changedPosts(ctx: Ctx, topicId: string): Promise<PostView[]> {
  const rows = await ctx.db.$queryRaw<PostRow[]>`
    select ${columns} from ${withAuthor} where p.topic_id = ${topicId}::uuid and p.changed_at is not null and p.hidden_at is null order by p.changed_at desc, p.no desc limit ${fixed(POSTS_A_PAGE)}`
  return withNames(ctx, rows.map(toPostView).reverse())
}

/** A post as all readers see it; a transaction that changed it sees the change. The caller has authorised the topic. */
export async function postView(ctx: Ctx, postId: string): Promise<PostView> {
  const rows = await ctx.db.$queryRaw<PostRow[]>`select ${columns} from ${withAuthor} where p.id = ${postId}::uuid`
  const [view] = await withNames(ctx, rows.map(toPostView))
  if (view === undefined) throw notFound()
  return view
}
