import type { Ctx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import { canHaveFeeds, type FeedKind, feedKinds } from './policy.ts'

export type FeedState = { kind: FeedKind; createdAt: string | null; lastReadAt: string | null }

/** Each kind of private address, and since when the member has one. Never the address itself: nobody knows it but who was shown it. */
export async function listFeeds(ctx: Ctx): Promise<FeedState[]> {
  if (!canHaveFeeds(ctx.actor)) throw forbidden()
  const rows = await ctx.db.feedToken.findMany({ where: { memberId: ctx.actor.id }, select: { kind: true, createdAt: true, lastReadAt: true } })
  return feedKinds.map((kind) => {
    const row = rows.find((r) => r.kind === kind)
    return { kind, createdAt: row?.createdAt.toISOString() ?? null, lastReadAt: row?.lastReadAt?.toISOString() ?? null }
  })
}
