import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import { canHaveFeeds } from './policy.ts'
import type { feedInput } from './schema.ts'

/** The member's private address of this kind opens nothing any more. */
export async function endFeedToken(ctx: Ctx, { commandId, kind }: z.output<typeof feedInput>): Promise<void> {
  const { actor } = ctx
  if (!canHaveFeeds(actor)) throw forbidden()
  await once(ctx, 'feed:end', commandId, async (tx) => {
    const { count } = await tx.db.feedToken.deleteMany({ where: { memberId: actor.id, kind } })
    if (count > 0) tx.audit({ action: 'feed.ended', subject: 'member', subjectId: actor.id, detail: { kind } })
    return null
  })
}
