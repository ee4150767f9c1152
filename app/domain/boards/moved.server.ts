import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { reader } from './access.server.ts'

/** Where the post stands that this address once named; `not_found` when it never went anywhere, or to where nobody may look. */
export async function movedPost(ctx: Ctx, topicId: string, no: number): Promise<{ topicId: string; no: number }> {
  reader(ctx)
  if (!isId(topicId) || !Number.isInteger(no) || no < 1 || no > 2_147_483_647) throw notFound()
  const [post] = await ctx.db.$queryRaw<{ topicId: string; no: number }[]>`
    select p.topic_id as "topicId", p.no from post_move v join post p on p.id = v.post_id join topic t on t.id = p.topic_id and t.hidden_at is null where v.topic_id = ${topicId}::uuid and v.no = ${no}`
  if (post === undefined) throw notFound()
  return post
}

/** The topic that this one was merged into, if it was and may be read. */
export async function mergedInto(ctx: Ctx, topicId: string): Promise<string | null> {
  reader(ctx)
  if (!isId(topicId)) return null
  const [row] = await ctx.db.$queryRaw<{ id: string }[]>`select t.id from topic m join topic t on t.id = m.merged_into_id and t.hidden_at is null where m.id = ${topicId}::uuid`
  return row?.id ?? null
}
