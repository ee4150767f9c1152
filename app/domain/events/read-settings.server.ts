import type { Ctx } from '../../core/ctx.ts'
import { accessHostedEvent, seatSelect } from './access.server.ts'
import { seatsOf, type Seats } from './policy.ts'
import { questionsOf } from './schema.ts'
import { offeredThemes } from './save-themes.server.ts'
import type { FormQuestion } from './views.ts'

export type RegistrationSettings = { id: string; title: string; seats: Seats[]; offersSeats: boolean; needsApproval: boolean; showsRoster: boolean; questions: FormQuestion[]; themes: string[]; /** What themes can be chosen from. */ offeredThemes: string[] }

/** How registration for an event is set, for who runs it. Throws `not_found` to everybody else. */
export async function readRegistrationSettings(ctx: Ctx, eventId: string): Promise<RegistrationSettings> {
  const { id, title } = await accessHostedEvent(ctx, eventId)
  const [row, offered] = await Promise.all([
    ctx.db.event.findUniqueOrThrow({ where: { id }, select: { ...seatSelect, offersSeats: true, needsApproval: true, showsRoster: true, questions: true, themes: true } }),
    offeredThemes(ctx),
  ])
  return { id, title, seats: seatsOf(row), offersSeats: row.offersSeats, needsApproval: row.needsApproval, showsRoster: row.showsRoster, questions: questionsOf(row.questions), themes: row.themes, offeredThemes: [...new Set([...row.themes, ...offered])] }
}
