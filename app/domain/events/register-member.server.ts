import { type Account, isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, forbidden, notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { accessEvent } from './access.server.ts'
import { eventJobs } from './jobs.ts'
import { reminderTimes } from './lay-reminders.server.ts'
import { type RegistrationStatus, whyNotRegister } from './policy.ts'
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

/**
 * One statement under the event's row lock, because many come at once: it takes a seat or a number, and lays the reminders. Its
 * conditions are `hasFreeSeat` and `whyNotRegister` of policy.ts, on the row as it is when the lock is had.
 */
async function takePlace(tx: TxCtx, actor: Account, eventId: string, support: string): Promise<Registered> {
  if (!isId(eventId)) throw notFound()
  const now = tx.now()
  const [row] = await tx.db.$queryRaw<{ status: 'going' | 'waitlisted'; sequence: number; before: number }[]>`
    with e as (
      select id, starts_at, waitlist_no, waiting_count, capacity is null or (waiting_count = 0 and seats_taken < capacity) as has_seat
      from event where id = ${eventId}::uuid and status = 'published' and ends_at > ${now} and host_id is distinct from ${actor.id}::uuid and not ${actor.id}::uuid = any(cohost_ids)
      for no key update
    ), r as (
      insert into registration (event_id, member_id, status, waitlist_no, support, created_at, changed_at)
      select id, ${actor.id}::uuid, (case when has_seat then 'going' else 'waitlisted' end)::registration_status, case when has_seat then null else waitlist_no + 1 end, ${support}, ${now}, ${now} from e
      on conflict (event_id, member_id) do update set
        status = excluded.status, waitlist_no = excluded.waitlist_no, support = excluded.support, changed_at = excluded.changed_at, sequence = registration.sequence + 1
      where registration.status = 'cancelled'
      returning event_id, member_id, status, sequence
    ), laid as (
      insert into reminder (id, event_id, member_id, kind, due_at)
      select gen_random_uuid(), r.event_id, r.member_id, t.kind, e.starts_at - t.ahead
      from r join e on e.id = r.event_id cross join (values ${reminderTimes}) t (kind, ahead)
      where r.status = 'going' and e.starts_at - t.ahead > ${now}
      on conflict (event_id, member_id, kind) do nothing
    )
    select r.status, r.sequence, e.waiting_count as before from r, e`
  if (!row) return whyNot(tx, actor, eventId)
  const isGoing = row.status === 'going'
  tx.enqueue(eventJobs, 'registration.tell', { eventId, memberId: actor.id, change: isGoing ? 'registered' : 'waitlisted', sequence: row.sequence })
  return { status: row.status, place: isGoing ? null : row.before + 1 }
}

/** Nothing was taken: the event is not there for this actor, does not take registrations, or they are registered already. */
async function whyNot(tx: TxCtx, actor: Account, eventId: string): Promise<Registered> {
  const event = await accessEvent(tx, eventId)
  const why = whyNotRegister(actor, event, tx.now())
  if (why !== null) throw conflict(`events.refused.${why}`)
  const row = await tx.db.registration.findUnique({ where: { eventId_memberId: { eventId, memberId: actor.id } }, select: { status: true, waitlistNo: true } })
  if (!row) throw conflict()
  return { status: row.status, place: await waitingPlace(tx, eventId, row.waitlistNo) }
}

/** Place in the line, from 1, of a waitlist number; null when there is none. */
export async function waitingPlace(ctx: Ctx, eventId: string, waitlistNo: number | null): Promise<number | null> {
  if (waitlistNo === null) return null
  return ctx.db.registration.count({ where: { eventId, status: 'waitlisted', waitlistNo: { lte: waitlistNo } } })
}
