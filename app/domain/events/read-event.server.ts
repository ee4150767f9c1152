import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { isId } from '../../core/ids.ts'
import { visibleTo } from './access.server.ts'
import { type EventCard, selectCard, toCard } from './event-card.server.ts'
import { canHost, type Refusal, whyNotLeave, whyNotRegister } from './policy.ts'
import { waitingPlace } from './register-member.server.ts'
import { agendaSchema } from './schema.ts'
import { type SupportNeeds, supportNeeds } from './support-needs.server.ts'

export type EventPage = {
  card: EventCard
  summary: string
  /** Sanitised HTML. */
  body: string
  agenda: { at: string; text: string }[]
  hostNote: string
  cancelNote: string | null
  /** The reader's own registration while it holds; `place` counts from 1. */
  mine: { status: 'going' | 'waitlisted' | 'attended' | 'absent'; place: number | null; support: string } | null
  /** Why the reader cannot register now, or null. */
  whyNot: Refusal | null
  can: { host: boolean; leave: boolean }
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
    select: { ...selectCard(actor), summary: true, body: true, agenda: true, hostNote: true, cancelNote: true },
  })
  if (!row) throw notFound()
  const now = ctx.now()
  const own = row.registrations[0]
  const isHost = canHost(actor, row)
  const [place, support, timeZone] = await Promise.all([
    waitingPlace(ctx, row.id, own?.waitlistNo ?? null),
    isHost && now < row.endsAt ? supportNeeds(ctx, row) : null,
    readerZone(ctx),
  ])
  return {
    card: toCard(row, actor, now), summary: row.summary, body: row.body, agenda: agendaSchema.parse(row.agenda), hostNote: row.hostNote, cancelNote: row.cancelNote,
    mine: own === undefined || own.status === 'cancelled' ? null : { status: own.status, place, support: own.support },
    whyNot: whyNotRegister(actor, row, now),
    can: { host: isHost, leave: (own?.status === 'going' || own?.status === 'waitlisted') && whyNotLeave(row, now) === null },
    support,
    timeZone,
  }
}

/** The zone the reader lives in (IANA name). */
export async function readerZone(ctx: Ctx): Promise<string> {
  if (!isMember(ctx.actor)) return 'Asia/Tokyo'
  const member = await ctx.db.member.findUniqueOrThrow({ where: { id: ctx.actor.id }, select: { timeZone: true } })
  return member.timeZone
}
