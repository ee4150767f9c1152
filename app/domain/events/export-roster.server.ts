import { isMember } from '../../core/actor.ts'
import { BOM, csvLine } from '../../core/csv.ts'
import type { Ctx } from '../../core/ctx.ts'
import { formatDate, jstDate } from '../../core/dates.ts'
import { notFound } from '../../core/errors.ts'
import { encodeCursor } from '../../core/paging.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { accessHostedEvent } from './access.server.ts'
import { findEntries, inWords } from './read-roster.server.ts'
import { answersOf, questionsOf } from './schema.ts'
import type { FormQuestion } from './views.ts'

const ROWS_A_BITE = 500
const EXPORTS = { points: 20, seconds: 3_600 }

/**
 * The roster as a table for spreadsheet programs, piece by piece: who registered, how it stands, what they need and answered. Who took
 * it, and when, stands in the audit trail. Throws `not_found` to who does not run the event, `too_many` beyond twenty an hour.
 */
export async function exportRoster(ctx: Ctx, eventId: string): Promise<{ filename: string; chunks: AsyncGenerator<string, void, undefined> }> {
  const { actor } = ctx
  const event = await accessHostedEvent(ctx, eventId)
  if (!isMember(actor)) throw notFound()
  await ctx.limit('export', actor.id, EXPORTS)
  await ctx.tx(async (tx) => tx.audit({ action: 'event.roster_exported', subject: 'event', subjectId: event.id }))
  const { questions } = await ctx.db.event.findUniqueOrThrow({ where: { id: event.id }, select: { questions: true } })
  return { filename: `participants-${jstDate(event.startsAt)}.csv`, chunks: write(ctx, event.id, questionsOf(questions), actor.lng) }
}

async function* write(ctx: Ctx, eventId: string, questions: FormQuestion[], lng: 'ja' | 'en'): AsyncGenerator<string, void, undefined> {
  const t = tFor(lng)
  yield BOM + csvLine([t('roster.name'), t('roster.handle'), t('roster.status'), t('roster.seat'), t('roster.at'), t('roster.support'), ...questions.map((q) => q.text)])
  let after: string | null = null
  do {
    const rows = await findEntries(ctx, eventId, null, after, ROWS_A_BITE)
    const lines = rows.map((row) => {
      const answers = answersOf(row.answers)
      return csvLine([row.member.displayName, row.member.handle, t(`roster.states.${row.status}`), t(`events.seat_kind.${row.seat}`), formatDate(row.createdAt, 'dateTime', lng), row.support, ...questions.map((q) => inWords(answers, q.id))])
    })
    yield lines.join('')
    const last = rows.at(-1)
    after = last !== undefined && rows.length === ROWS_A_BITE ? encodeCursor([last.createdAt.toISOString(), last.memberId]) : null
  } while (after !== null)
}
