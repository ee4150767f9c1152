import type { Ctx } from '../../core/ctx.ts'
import { isId } from '../../core/ids.ts'
import { visibleEvents } from '../events/index.server.ts'
import { accountOf } from './access.server.ts'
import { publicStatuses } from './policy.ts'

export type QuestionById = { id: string; eventId: string; eventTitle: string; text: string; at: string; /** For telling them alone; null: asked without a name. */ authorId: string | null }

/** Of these questions the ones that everybody in their rooms may see, where the actor may know of the room. */
export async function questionsByIds(ctx: Ctx, ids: string[]): Promise<QuestionById[]> {
  const actor = accountOf(ctx)
  const asked = ids.filter(isId)
  if (asked.length === 0) return []
  const rows = await ctx.db.$queryRaw<(Omit<QuestionById, 'at'> & { at: Date })[]>`
    select q.id, q.event_id as "eventId", e.title as "eventTitle", q.text, q.created_at as at, q.author_id as "authorId"
    from question q join event e on e.id = q.event_id
    where q.id = any(${asked}::uuid[]) and q.status::text = any(${[...publicStatuses]}) and e.status <> 'cancelled' and ${visibleEvents(actor)}`
  return rows.map((r) => ({ ...r, at: r.at.toISOString() }))
}
