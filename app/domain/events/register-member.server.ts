import { type Account, isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, forbidden } from '../../core/errors.ts'
import { lockEvent } from './access.server.ts'
import { eventJobs } from './jobs.ts'
import { layReminders } from './lay-reminders.server.ts'
import { hasFreeSeat, type RegistrationStatus, whyNotRegister } from './policy.ts'
import type { RegisterInput } from './schema.ts'

/** `place` counts from 1 and is there while waiting. */
export type Registered = { status: RegistrationStatus; place: number | null }

/**
 * Registers the actor: going when a seat is free and nobody waits, else at the end of the waitlist. Whoever is registered already
 * keeps what they have. Throws `not_found`, or `conflict` with a text when the event does not take registrations.
 */
export async function registerMember(ctx: Ctx, eventId: string, input: RegisterInput): Promise<Registered> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  return once(ctx, 'events.register', input.commandId, (tx) => takePlace(tx, actor, eventId, input.support))
}

async function takePlace(tx: TxCtx, actor: Account, eventId: string, support: string): Promise<Registered> {
  const event = await lockEvent(tx, eventId)
  const why = whyNotRegister(actor, event, tx.now())
  if (why !== null) throw conflict(`events.refused.${why}`)
  const isGoing = hasFreeSeat(event)
  const status = isGoing ? 'going' : 'waitlisted'
  const waitlistNo = isGoing ? null : event.waitlistNo + 1
  const [row] = await tx.db.$queryRaw<{ sequence: number }[]>`
    insert into registration (event_id, member_id, status, waitlist_no, support, created_at, changed_at)
    values (${event.id}::uuid, ${actor.id}::uuid, ${status}::registration_status, ${waitlistNo}, ${support}, ${tx.now()}, ${tx.now()})
    on conflict (event_id, member_id) do update set
      status = excluded.status, waitlist_no = excluded.waitlist_no, support = excluded.support, changed_at = excluded.changed_at, sequence = registration.sequence + 1
    where registration.status = 'cancelled'
    returning sequence`
  if (!row) return placeOf(tx, event.id, actor.id)
  if (isGoing) await layReminders(tx, event, [actor.id])
  tx.enqueue(eventJobs, 'registration.tell', { eventId: event.id, memberId: actor.id, change: isGoing ? 'registered' : 'waitlisted', sequence: row.sequence })
  return { status, place: isGoing ? null : event.waitingCount + 1 }
}

async function placeOf(tx: TxCtx, eventId: string, memberId: string): Promise<Registered> {
  const row = await tx.db.registration.findUniqueOrThrow({ where: { eventId_memberId: { eventId, memberId } }, select: { status: true, waitlistNo: true } })
  return { status: row.status, place: await waitingPlace(tx, eventId, row.waitlistNo) }
}

/** Place in the line, from 1, of a waitlist number; null when there is none. */
export async function waitingPlace(ctx: Ctx, eventId: string, waitlistNo: number | null): Promise<number | null> {
  if (waitlistNo === null) return null
  return ctx.db.registration.count({ where: { eventId, status: 'waitlisted', waitlistNo: { lte: waitlistNo } } })
}
