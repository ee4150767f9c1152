import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { visibleTo } from './access.server.ts'
import { type EventCard, selectCard, toCard } from './event-card.server.ts'
import { type Participants, participants } from './participants.server.ts'
import { canHost, isHeld, type Refusal, type RegistrationStatus, whyNotLeave, whyNotRegister } from './policy.ts'
import { waitingPlace } from './register-member.server.ts'
import { agendaSchema, questionsOf } from './schema.ts'
import { type SupportNeeds, supportNeeds } from './support-needs.server.ts'
import type { FormQuestion, SeatKind } from './views.ts'

export type EventPage = {
  card: EventCard
  summary: string
  /** Sanitised HTML. */
  body: string
  agenda: { at: string; text: string }[]
  hostNote: string
  cancelNote: string | null
  /** The reader's own registration while it holds; `place` counts from 1; `until`: ISO, how long an offered seat is held. */
  mine: { status: Exclude<RegistrationStatus, 'cancelled'>; seat: SeatKind; place: number | null; until: string | null; support: string; isListed: boolean } | null
  /** Why the reader cannot register now, or null. */
  whyNot: Refusal | null
  can: { host: boolean; leave: boolean }
  /** What registrants are asked. */
  questions: FormQuestion[]
  needsApproval: boolean
  /** A seat that becomes free is offered to who waits, and theirs once they take it. */
  offersSeats: boolean
  /** Participants may be seen by each other, if they choose to. */
  showsRoster: boolean
  /** Who comes and wants to be seen, for those who come too. */
  participants: Participants | null
  /** What people need, for the host and the office until the end; null for everybody else. */
  support: SupportNeeds | null
  /** The reader's own zone (IANA), to show their time beside Tokyo's. */
  timeZone: string
}

/** Everything the page of an event shows to this member. Throws `not_found` for what they may not know of. */
export async function readEvent(ctx: Ctx, id: string): Promise<EventPage> {
  const { actor } = ctx
  if (!isMember(actor) || !isId(id)) throw notFound()
  const row = await ctx.db.event.findFirst({
    where: { AND: [{ id }, visibleTo(actor)] },
    select: { ...selectCard(actor), summary: true, body: true, agenda: true, hostNote: true, cancelNote: true, questions: true, needsApproval: true, offersSeats: true, showsRoster: true },
  })
  if (!row) throw notFound()
  const now = ctx.now()
  const own = row.registrations[0]
  const isHost = canHost(actor, row)
  const [place, support, seen, timeZone] = await Promise.all([
    own === undefined ? null : waitingPlace(ctx, row.id, own),
    isHost && now < row.endsAt ? supportNeeds(ctx, row) : null,
    participants(ctx, row, own?.status ?? null),
    readerZone(ctx),
  ])
  return {
    card: toCard(row, actor, now), summary: row.summary, body: row.body, agenda: agendaSchema.parse(row.agenda), hostNote: row.hostNote, cancelNote: row.cancelNote,
    mine: own === undefined || own.status === 'cancelled' ? null : { status: own.status, seat: own.seat, place, until: own.offeredUntil?.toISOString() ?? null, support: own.support, isListed: own.isListed },
    whyNot: whyNotRegister(actor, row, now),
    can: { host: isHost, leave: isHeld(own?.status ?? null) && whyNotLeave(row, now) === null },
    questions: questionsOf(row.questions), needsApproval: row.needsApproval, offersSeats: row.offersSeats, showsRoster: row.showsRoster,
    participants: seen, support,
    timeZone,
  }
}

/** The zone the reader lives in (IANA name). */
export async function readerZone(ctx: Ctx): Promise<string> {
  if (!isMember(ctx.actor)) return 'Asia/Tokyo'
  const member = await ctx.db.member.findUniqueOrThrow({ where: { id: ctx.actor.id }, select: { timeZone: true } })
  return member.timeZone
}
