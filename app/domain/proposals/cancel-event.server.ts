import type { z } from 'zod'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, notFound } from '../../core/errors.ts'
import { accessHostedEvent, lockEvent } from '../events/index.server.ts'
import { canHost } from '../events/policy.ts'
import { registeredFor } from './event-fields.server.ts'
import { proposalJobs } from './jobs.ts'
import type { cancelInput } from './schema.ts'

export type CancellableEvent = { id: string; title: string; startsAt: string; endsAt: string; /** Who will be told. */ registered: number }

/** An event that can still be cancelled, for who runs it. Throws `not_found` else. */
export async function cancellableEvent(ctx: Ctx, eventId: string): Promise<CancellableEvent> {
  const event = await accessHostedEvent(ctx, eventId)
  if (event.status !== 'published' || event.endsAt <= ctx.now()) throw notFound()
  return { id: event.id, title: event.title, startsAt: event.startsAt.toISOString(), endsAt: event.endsAt.toISOString(), registered: registeredFor(event) }
}

/**
 * 中止: those who are registered are told with `text`, nobody is reminded any more, and it stays to be seen as cancelled. Cancelling
 * twice is cancelling once. Throws `conflict` when it is over.
 */
export const cancelEvent = (ctx: Ctx, eventId: string, { commandId, text }: z.output<typeof cancelInput>): Promise<null> =>
  once(ctx, 'event:cancel', commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    if (!canHost(tx.actor, event) || event.status === 'draft') throw notFound()
    if (event.status === 'cancelled') return null
    if (event.endsAt <= tx.now()) throw conflict('proposals.is_over')
    const { sequence } = await tx.db.event.update({
      where: { id: event.id }, data: { status: 'cancelled', cancelledAt: tx.now(), cancelNote: text, sequence: { increment: 1 }, version: { increment: 1 } }, select: { sequence: true },
    })
    await tx.db.reminder.deleteMany({ where: { eventId: event.id, claimedAt: null } })
    tx.enqueue(proposalJobs, 'event.changed', { eventId: event.id, change: 'cancelled', sequence, note: text })
    tx.audit({ action: 'event.cancelled', subject: 'event', subjectId: event.id })
    return null
  })
