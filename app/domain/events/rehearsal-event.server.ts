/** A rehearsal is an event of its own beside the real one: a draft for ever, known to its hosts and the office, in no list, and deleted at its end. */
import type { TxCtx } from '../../core/ctx.ts'
import { conflict } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { tFor } from '../../i18n/texts.server.ts'
import type { LockedEvent } from './access.server.ts'

/** The rehearsal of an event, made when there is none: one at a time. Under the event's lock; the caller has made sure that the actor runs it. */
export async function keepRehearsal(tx: TxCtx, event: LockedEvent): Promise<{ id: string; isNew: boolean }> {
  const before = await tx.db.event.findUnique({ where: { rehearsalOfId: event.id }, select: { id: true } })
  if (before !== null) return { id: before.id, isNew: false }
  const real = await tx.db.event.findUniqueOrThrow({ where: { id: event.id }, select: { kind: true, title: true, rehearsalOfId: true, people: { where: { role: 'cohost' }, select: { role: true, position: true, memberId: true } } } })
  if (real.kind !== 'seminar' || real.rehearsalOfId !== null || event.status === 'cancelled') throw conflict('rehearsal.none')
  const id = newId()
  const now = tx.now()
  await tx.db.event.create({
    data: {
      id, kind: 'seminar', mode: 'online', status: 'draft', title: tFor(tx.actor.kind === 'account' ? tx.actor.lng : 'ja')('rehearsal.of', { title: real.title }), summary: '', startsAt: now, endsAt: new Date(now.getTime() + 3 * 3_600_000),
      hostId: event.hostId, rehearsalOfId: event.id, createdAt: now, people: { create: real.people },
    },
    select: { id: true },
  })
  return { id, isNew: true }
}

/** Deletes the event of a rehearsal, when everything in its room is gone. */
export async function dropRehearsal(tx: TxCtx, id: string): Promise<void> {
  await tx.db.event.deleteMany({ where: { id, rehearsalOfId: { not: null } } })
}
