import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { canHaveFeeds, type FeedKind } from './policy.ts'
import type { feedInput } from './schema.ts'
import { hashToken } from './tokens.server.ts'

export type OwnFeed = { kind: FeedKind; token: string }

/**
 * A new private address of this kind for the member; an earlier one is dead from then on. The token is 256 bits, is answered here and
 * never again, and only its hash is stored. It is made from the command, so that a retry shows the same one though nothing keeps it.
 */
export async function createFeedToken(ctx: Ctx, { commandId, kind }: z.output<typeof feedInput>): Promise<OwnFeed> {
  const { actor } = ctx
  if (!canHaveFeeds(actor)) throw forbidden()
  const token = ctx.sign('feed', `${actor.id}\n${kind}\n${commandId}`)
  await once(ctx, 'feed:create', commandId, async (tx) => {
    await tx.db.$executeRaw`
      insert into feed_token (id, member_id, kind, token_hash, created_at) values (${newId()}::uuid, ${actor.id}::uuid, ${kind}, ${hashToken(token)}, ${tx.now()})
      on conflict (member_id, kind) do update set id = excluded.id, token_hash = excluded.token_hash, created_at = excluded.created_at, last_read_at = null`
    tx.audit({ action: 'feed.created', subject: 'member', subjectId: actor.id, detail: { kind } })
    return null
  })
  return { kind, token }
}
