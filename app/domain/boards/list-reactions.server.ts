import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { fixed } from '../../core/fixed.server.ts'
import { isId } from '../../core/ids.ts'
import { decodeCursor, type Page, toPage } from '../../core/paging.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { type AuthorRow, toAuthor } from './authors.server.ts'
import { findPost, type FoundPost } from './find-post.server.ts'
import { canReact } from './policy.ts'
import type { Author, ReactionCounts, ReactionKind } from './views.ts'

const PER_PAGE = 50

export type ReactionPage = {
  found: FoundPost
  counts: ReactionCounts
  mine: ReactionKind[]
  by: Page<{ author: Author; kind: ReactionKind; at: string }>
  can: { react: boolean }
}

/** Who reacted to a post and how, newest first, 50 a page by key. A cursor that is not ours shows the first page. */
export async function listReactions(ctx: Ctx, topicId: string, no: number, cursor: string | null): Promise<ReactionPage> {
  const found = await findPost(ctx, topicId, no)
  if (found.isHidden || ctx.actor.kind !== 'account') throw notFound()
  const me = ctx.actor.id
  const key = keyOf(cursor)
  const beyond = key === null ? Prisma.empty : Prisma.sql`and (r.at < ${key.at} or (r.at = ${key.at} and (r.member_id, r.kind) > (${key.memberId}::uuid, ${key.kind})))`
  const [[post], rows] = await Promise.all([
    ctx.db.$queryRaw<{ counts: ReactionCounts | null; mine: ReactionKind[]; isMine: boolean; isArchived: boolean }[]>`
      select p.reactions as counts, array(select kind from reaction where post_id = p.id and member_id = ${me}::uuid) as mine, coalesce(p.author_id = ${me}::uuid, false) as "isMine", b.archived_at is not null as "isArchived"
      from post p join topic t on t.id = p.topic_id join board b on b.id = t.board_id where p.id = ${found.id}::uuid`,
    ctx.db.$queryRaw<(AuthorRow & { memberId: string; kind: ReactionKind; at: Date })[]>`
      select r.member_id as "memberId", r.kind, r.at, m.id as "authorId", null as "officialAs", m.display_name as "displayName", m.status::text as status, f.job_type as "jobType", f.headline, f.visibility, f.former_shown as former
      from reaction r join member m on m.id = r.member_id left join profile f on f.member_id = m.id
      where r.post_id = ${found.id}::uuid ${beyond} order by r.at desc, r.member_id, r.kind limit ${fixed(PER_PAGE + 1)}`,
  ])
  if (!post) throw notFound()
  const page = toPage(rows, PER_PAGE, (r) => [r.at.toISOString(), r.memberId, r.kind])
  return {
    found, counts: post.counts ?? {}, mine: post.mine, can: { react: canReact(ctx.actor, post) },
    by: { items: page.items.map((r) => ({ author: toAuthor(r), kind: r.kind, at: r.at.toISOString() })), next: page.next },
  }
}

function keyOf(cursor: string | null): { at: Date; memberId: string; kind: string } | null {
  const [at, memberId, kind] = decodeCursor(cursor, 3) ?? []
  const date = new Date(String(at))
  return isId(memberId) && !Number.isNaN(date.getTime()) ? { at: date, memberId, kind: String(kind) } : null
}
