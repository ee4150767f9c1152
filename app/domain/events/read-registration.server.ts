import { isMember } from '../../core/actor.ts'
import type { Ctx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { accessEvent } from './access.server.ts'
import { isClosedTo, isRegistered } from './change-registration.server.ts'
import { isFree, leftOf, seatsOf } from './policy.ts'
import { answersOf, questionsOf } from './schema.ts'
import type { Answers, FormQuestion, SeatKind } from './views.ts'

export type OwnRegistration = {
  event: { id: string; title: string }
  /** One kind or two. */
  seats: { seat: SeatKind; left: number | null; waiting: number; isFree: boolean }[]
  seat: SeatKind
  questions: FormQuestion[]
  answers: Answers
  support: string
  isListed: boolean
  showsRoster: boolean
  /** Answers and seat stay as they are now. */
  isClosed: boolean
  /** What was written for the hosts was deleted, and nothing more is taken. */
  areNeedsErased: boolean
}

/** What the actor said when they registered, to be changed. Throws `not_found` when they are not registered. */
export async function readRegistration(ctx: Ctx, eventId: string): Promise<OwnRegistration> {
  const { actor } = ctx
  if (!isMember(actor)) throw notFound()
  const event = await accessEvent(ctx, eventId)
  const row = await ctx.db.registration.findUnique({
    where: { eventId_memberId: { eventId: event.id, memberId: actor.id } },
    select: { status: true, seat: true, answers: true, support: true, isListed: true, event: { select: { questions: true, showsRoster: true, needsErasedAt: true } } },
  })
  if (!row || !isRegistered(row.status)) throw notFound()
  return {
    event: { id: event.id, title: event.title }, seat: row.seat, support: row.support, isListed: row.isListed, showsRoster: row.event.showsRoster,
    seats: seatsOf(event).map((s) => ({ seat: s.seat, left: leftOf(s), waiting: s.waiting, isFree: isFree(s) })),
    questions: questionsOf(row.event.questions), answers: answersOf(row.answers),
    isClosed: isClosedTo(row.status, event, ctx.now()), areNeedsErased: row.event.needsErasedAt !== null,
  }
}
