import { type Account, isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { conflict, DomainError, forbidden, notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { accessEvent } from './access.server.ts'
import { checkAnswers } from './check-answers.ts'
import { eventJobs } from './jobs.ts'
import { dueAt, reminderTimes } from './lay-reminders.server.ts'
import { type RegistrationStatus, whyNotRegister } from './policy.ts'
import { questionsOf, type RegisterInput } from './schema.ts'
import type { Answers, SeatKind } from './views.ts'

/** `place` counts from 1, among those who wait for the same kind of seat, and is there while waiting. */
export type Registered = { status: RegistrationStatus; place: number | null }

/**
 * Registers the actor: going when a seat of the kind they chose is free and nobody waits for one, else at the end of the waitlist;
 * pending where a host has to agree. Whoever is registered already keeps what they have. Throws `not_found`, `invalid` with a text
 * beside a question or the choice of the seat, or `conflict` with a text when the event does not take registrations.
 */
export async function registerMember(ctx: Ctx, eventId: string, input: RegisterInput): Promise<Registered> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  if (!isId(eventId)) throw notFound()
  return once(ctx, 'events.register', input.commandId, async (tx) => {
    const row = await tx.db.event.findUnique({ where: { id: eventId }, select: { questions: true, status: true } })
    // Questions of an event that does not take registrations are no reason to refuse one: it is refused for what it is.
    const answers = row?.status === 'published' ? checkAnswers(questionsOf(row.questions), input.answers ?? {}) : {}
    return takePlace(tx, actor, eventId, { seat: input.seat ?? null, support: input.support, answers, isListed: input.isListed ?? false })
  })
}

type Wanted = { seat: SeatKind | null; support: string; answers: Answers; isListed: boolean }

/**
 * One statement under the event's row lock, because many come at once: it takes a seat or a number, and lays the reminders. Its
 * conditions are `isFree` and `whyNotRegister` of policy.ts, on the row as it is when the lock is had.
 */
async function takePlace(tx: TxCtx, actor: Account, eventId: string, { seat, support, answers, isListed }: Wanted): Promise<Registered> {
  const now = tx.now()
  const [row] = await tx.db.$queryRaw<{ status: 'going' | 'waitlisted' | 'pending'; sequence: number; before: number }[]>`
    with locked as (
      select e.*, (case when e.mode = 'hybrid' then ${seat}::text else e.mode::text end)::seat_kind as seat
      from event e where e.id = ${eventId}::uuid and e.status = 'published' and e.ends_at > ${now} and e.host_id is distinct from ${actor.id}::uuid and not ${actor.id}::uuid = any(e.cohost_ids)
      for no key update
    ), e as (
      select id, starts_at, ends_at, waitlist_no, needs_approval, seat, case seat when 'venue' then venue_waiting else online_waiting end as waiting,
        case seat when 'venue' then venue_capacity is null or (venue_waiting = 0 and venue_taken < venue_capacity)
          else online_capacity is null or (online_waiting = 0 and online_taken < online_capacity) end as has_seat
      from locked where seat is not null
    ), given as (
      select id, seat, (case when needs_approval then 'pending' when has_seat then 'going' else 'waitlisted' end)::registration_status as status, waitlist_no + 1 as next from e
    ), r as (
      insert into registration (event_id, member_id, status, seat, waitlist_no, support, answers, is_listed, created_at, changed_at)
      select id, ${actor.id}::uuid, status, seat, case when status = 'waitlisted' then next end, ${support}, ${JSON.stringify(answers)}::jsonb, ${isListed}, ${now}, ${now} from given
      on conflict (event_id, member_id) do update set
        status = excluded.status, seat = excluded.seat, waitlist_no = excluded.waitlist_no, support = excluded.support, answers = excluded.answers, is_listed = excluded.is_listed,
        created_at = excluded.created_at, changed_at = excluded.changed_at, sequence = registration.sequence + 1
      where registration.status = 'cancelled'
      returning event_id, member_id, status, sequence
    ), laid as (
      insert into reminder (id, event_id, member_id, kind, due_at)
      select gen_random_uuid(), r.event_id, r.member_id, t.kind, ${dueAt}
      from r join e on e.id = r.event_id cross join (values ${reminderTimes}) t (kind, is_after, away)
      where r.status = 'going' and ${dueAt} > ${now}
      on conflict (event_id, member_id, kind) do nothing
    )
    select r.status::text as status, r.sequence, e.waiting as before from r, e`
  if (!row) return whyNot(tx, actor, eventId, seat)
  const change = { going: 'registered', waitlisted: 'waitlisted', pending: 'asked' } as const
  tx.enqueue(eventJobs, 'registration.tell', { eventId, memberId: actor.id, change: change[row.status], sequence: row.sequence })
  return { status: row.status, place: row.status === 'waitlisted' ? row.before + 1 : null }
}

/** Nothing was taken: the event is not there for this actor, does not take registrations, or they are registered already. */
async function whyNot(tx: TxCtx, actor: Account, eventId: string, seat: SeatKind | null): Promise<Registered> {
  const event = await accessEvent(tx, eventId)
  const why = whyNotRegister(actor, event, tx.now())
  if (why !== null) throw conflict(`events.refused.${why}`)
  const row = await tx.db.registration.findUnique({ where: { eventId_memberId: { eventId, memberId: actor.id } }, select: { status: true, seat: true, waitlistNo: true } })
  if (event.mode === 'hybrid' && seat === null && (!row || row.status === 'cancelled')) throw new DomainError('invalid', { fields: { seat: 'events.seat_required' } })
  if (!row) throw conflict()
  return { status: row.status, place: await waitingPlace(tx, eventId, row) }
}

/** Place in the line of its kind of seat, from 1, of a registration; null when it does not wait. */
export async function waitingPlace(ctx: Ctx, eventId: string, { seat, waitlistNo }: { seat: SeatKind; waitlistNo: number | null }): Promise<number | null> {
  if (waitlistNo === null) return null
  return ctx.db.registration.count({ where: { eventId, status: 'waitlisted', seat, waitlistNo: { lte: waitlistNo } } })
}
