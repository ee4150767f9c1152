import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { forbidden, notFound } from '../../core/errors.ts'
import { accessEvent } from './access.server.ts'

/** Whether the other participants see the actor's name; theirs alone to say, at any time. Throws `not_found` when they are not registered. */
export async function chooseListing(ctx: Ctx, eventId: string, input: { commandId: string; isListed: boolean }): Promise<{ isListed: boolean }> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  return once(ctx, 'events.listing', input.commandId, async (tx) => {
    const event = await accessEvent(tx, eventId)
    const { count } = await tx.db.registration.updateMany({ where: { eventId: event.id, memberId: actor.id, status: { not: 'cancelled' } }, data: { isListed: input.isListed } })
    if (count === 0) throw notFound()
    return { isListed: input.isListed }
  })
}
