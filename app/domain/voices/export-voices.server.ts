import { BOM, csvLine } from '../../core/csv.ts'
import type { Ctx } from '../../core/ctx.ts'
import { formatDate, jstDate } from '../../core/dates.ts'
import { tFor } from '../../i18n/texts.server.ts'
import { keeper } from './access.server.ts'
import { voiceSteps } from './policy.ts'

const ROWS_A_BITE = 200
const EXPORTS = { points: 20, seconds: 3_600 }

/**
 * The whole ledger as a table for spreadsheet programs, by number, with the date of every step; nobody's name is in it. That it was taken
 * stands in the audit trail. Throws `too_many` beyond twenty an hour.
 */
export async function exportVoices(ctx: Ctx): Promise<{ filename: string; chunks: AsyncGenerator<string, void, undefined> }> {
  const { id, lng } = keeper(ctx)
  await ctx.limit('export', id, EXPORTS)
  await ctx.tx(async (tx) => tx.audit({ action: 'voice.exported', subject: 'voice' }))
  return { filename: `voices-${jstDate(ctx.now())}.csv`, chunks: write(ctx, lng) }
}

async function* write(ctx: Ctx, lng: 'ja' | 'en'): AsyncGenerator<string, void, undefined> {
  const t = tFor(lng)
  const head = [t('ledger.col_no'), t('ledger.voice_title'), t('ledger.body'), t('ledger.department'), t('ledger.receives'), t('voices.position'), t('voices.reason'), t('ledger.col_voices'), t('ledger.col_supporters')]
  yield BOM + csvLine([...head, ...voiceSteps.map((step) => t(`voices.step_${step}`))])
  let after: number | null = 0
  while (after !== null) {
    const rows: Awaited<ReturnType<typeof take>> = await take(ctx, after)
    yield rows.map((r) => csvLine([
      String(r.no), r.title, r.body, r.department, t(`voices.step_${r.step}`), r.position, r.reason, String(r.sources), String(r.supporters),
      ...voiceSteps.map((step) => { const at = r.history.find((h) => h.step === step)?.at; return at === undefined ? '' : formatDate(at, 'date', lng) }),
    ])).join('')
    after = rows.length === ROWS_A_BITE ? (rows.at(-1)?.no ?? null) : null
  }
}

const take = (ctx: Ctx, after: number) =>
  ctx.db.voice.findMany({
    where: { no: { gt: after } }, orderBy: { no: 'asc' }, take: ROWS_A_BITE,
    select: { no: true, title: true, body: true, department: true, step: true, position: true, reason: true, sources: true, supporters: true, history: { select: { step: true, at: true } } },
  })
