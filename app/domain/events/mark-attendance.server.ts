import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { accessHostedEvent } from './access.server.ts'
import { canMark } from './policy.ts'
import type { MarkInput } from './schema.ts'

/** A host notes who came and who did not, or takes the mark back; seats stay taken. Throws `not_found`, or `conflict` before the doors are open. */
export async function markAttendance(ctx: Ctx, eventId: string, input: MarkInput): Promise<null> {
  return once(ctx, 'events.mark', input.commandId, async (tx) => {
    const event = await accessHostedEvent(tx, eventId)
    if (!canMark(event, tx.now())) throw conflict('events.refused.early')
    const { count } = await tx.db.registration.updateMany({
      where: { eventId: event.id, memberId: input.memberId, status: { in: ['going', 'attended', 'absent'] } },
      data: { status: input.came, changedAt: tx.now() },
    })
    if (count === 0) throw notFound()
    return null
  })
}
