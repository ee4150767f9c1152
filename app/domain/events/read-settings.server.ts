import type { Ctx } from '../../core/ctx.ts'
import { accessHostedEvent, seatSelect } from './access.server.ts'
import { seatsOf, type Seats } from './policy.ts'
import { questionsOf } from './schema.ts'
import type { FormQuestion } from './views.ts'

export type RegistrationSettings = { id: string; title: string; seats: Seats[]; offersSeats: boolean; needsApproval: boolean; showsRoster: boolean; questions: FormQuestion[] }

/** How registration for an event is set, for who runs it. Throws `not_found` to everybody else. */
export async function readRegistrationSettings(ctx: Ctx, eventId: string): Promise<RegistrationSettings> {
  const { id, title } = await accessHostedEvent(ctx, eventId)
  const row = await ctx.db.event.findUniqueOrThrow({ where: { id }, select: { ...seatSelect, offersSeats: true, needsApproval: true, showsRoster: true, questions: true } })
  return { id, title, seats: seatsOf(row), offersSeats: row.offersSeats, needsApproval: row.needsApproval, showsRoster: row.showsRoster, questions: questionsOf(row.questions) }
}
