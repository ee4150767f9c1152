import { isDeepStrictEqual } from 'node:util'
import { isMember } from '../../core/actor.ts'
import { once } from '../../core/commands.server.ts'
import type { Ctx } from '../../core/ctx.ts'
import { conflict, forbidden, invalid, isDomainError, notFound } from '../../core/errors.ts'
import { lockEvent } from './access.server.ts'
import { takeOtherSeat } from './change-seat.server.ts'
import { checkAnswers } from './check-answers.ts'
import { isHeld, type RegistrationStatus, takesPart, whyNotLeave } from './policy.ts'
import { answersOf, questionsOf, type RegisterInput } from './schema.ts'
import type { Answers, FormQuestion } from './views.ts'

/**
 * What somebody said when they registered, said anew: answers, kind of seat, 配慮事項, whether others see their name; all of it or
 * nothing. Without `answers` those stay as they are, and so they and the seat do once the event takes no registrations any more, when 配慮事項
 * and the name can still be changed until needs are deleted. Throws `not_found` to who is not registered, `invalid` with a text beside
 * a field, `conflict` with a text.
 */
export async function changeRegistration(ctx: Ctx, eventId: string, { commandId, support, ...input }: RegisterInput): Promise<null> {
  const { actor } = ctx
  if (!isMember(actor)) throw forbidden()
  return once(ctx, 'events.change', commandId, async (tx) => {
    const event = await lockEvent(tx, eventId)
    const own = { eventId_memberId: { eventId: event.id, memberId: actor.id } }
    const row = await tx.db.registration.findUnique({ where: own, select: { status: true, seat: true, answers: true, support: true, isListed: true, event: { select: { questions: true, needsErasedAt: true, showsRoster: true } } } })
    if (!row || !isRegistered(row.status)) throw notFound()
    if (row.event.needsErasedAt !== null && support !== row.support) throw conflict('events.refused.needs_erased')
    const questions = questionsOf(row.event.questions)
    const before = answersOf(row.answers)
    const seat = input.seat ?? row.seat
    let answers = before
    if (isClosedTo(row.status, event, tx.now())) {
      if (seat !== row.seat || (input.answers !== undefined && !isAnswered(questions, input.answers, before))) throw conflict('events.refused.closed')
    } else {
      if (input.answers !== undefined) answers = checkAnswers(questions, input.answers)
      if (seat !== row.seat && (await takeOtherSeat(tx, event, { memberId: actor.id, status: row.status, seat: row.seat }, seat)) === null) throw invalid({ seat: 'events.refused.no_seat' })
    }
    const isListed = row.event.showsRoster ? (input.isListed ?? false) : row.isListed
    await tx.db.registration.update({ where: own, data: { answers, support, isListed, changedAt: tx.now() }, select: { status: true } })
    return null
  })
}

/** Holds a registration that was not given back. */
export const isRegistered = (status: RegistrationStatus): boolean => isHeld(status) || takesPart(status)
/** Answers and seat of this registration stay as they are. */
export const isClosedTo = (status: RegistrationStatus, event: Parameters<typeof whyNotLeave>[0], now: Date): boolean => !isHeld(status) || whyNotLeave(event, now) !== null

/** Whether what was sent says what is kept already. */
function isAnswered(questions: readonly FormQuestion[], sent: Answers, kept: Answers): boolean {
  try {
    return isDeepStrictEqual(checkAnswers(questions, sent), Object.fromEntries(questions.flatMap(({ id }) => (kept[id] === undefined ? [] : [[id, kept[id]]]))))
  } catch (error) {
    if (isDomainError(error)) return false
    throw error
  }
}
