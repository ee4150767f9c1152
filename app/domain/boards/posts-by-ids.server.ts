import type { Ctx } from '../../core/ctx.ts'
import { reader } from './access.server.ts'

export type PostById = { id: string; topicId: string; topicTitle: string; no: number; text: string; at: string }

/** Of these posts the ones the actor may read, wherever they stand now. */
export async function postsByIds(ctx: Ctx, ids: string[]): Promise<PostById[]> {
  reader(ctx)
  if (ids.length === 0) return []
  const rows = await ctx.db.$queryRaw<(Omit<PostById, 'at'> & { at: Date })[]>`
    select p.id, p.topic_id as "topicId", t.title as "topicTitle", p.no, p.text, p.created_at as at
    from post p join topic t on t.id = p.topic_id and t.hidden_at is null where p.id = any(${ids}::uuid[]) and p.hidden_at is null`
  return rows.map((r) => ({ ...r, at: r.at.toISOString() }))
}
