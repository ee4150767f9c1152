import type { Ctx } from '../../core/ctx.ts'
import { jstInstant } from '../../core/dates.ts'
import { fixed } from '../../core/fixed.server.ts'
import { decodeTimeCursor, type Page, toPage } from '../../core/paging.ts'
import { excerpt } from '../../core/text.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { reader } from './access.server.ts'
import { changed, isClosed, type VoiceStep } from './policy.ts'
import type { LedgerInput } from './schema.ts'

export type VoiceRow = { no: number; title: string; department: string; step: VoiceStep; line: string; voices: number; at: string; isMine: boolean }
export type StepCount = { topics: number; voices: number }
export type LedgerCounts = {
  /** Where they are now. */
  steps: Partial<Record<VoiceStep, StepCount>>
  /** Voices that have come to a step, wherever they are now. */
  came: Partial<Record<VoiceStep, number>>
  /** Of those that are done, what they had become. */
  done: Partial<Record<VoiceStep, number>>
  /** Days from 受付 to the department's answer, of the answered ones in the middle; null when none was answered. */
  median: number | null
  /** Fiscal years in which one was received. */
  years: number[]
}

const PER_PAGE = 20
const LINE = 90
const DAY_SECONDS = 86_400

type Row = { id: string; no: number; title: string; department: string; step: VoiceStep; body: string; position: string; reason: string; note: string; voices: number; at: Date; isMine: boolean }

/** Columns of a row over `v`; whose voice it is, is said to themselves alone. */
const columns = (memberId: string) => Prisma.sql`v.id, v.no, v.title, v.department, v.step::text as step, v.body, v.position, v.reason, v.sources + v.supporters as voices, v.stepped_at as at,
  (select h.note from voice_history h where h.voice_id = v.id and h.step = v.step) as note,
  (exists (select from voice_source s where s.voice_id = v.id and s.member_id = ${memberId}::uuid) or exists (select from voice_support s where s.voice_id = v.id and s.member_id = ${memberId}::uuid)) as "isMine"`

/** What stands last of it: what was done, why not, what the prefecture thinks, else what was asked. */
const lineOf = (r: Row): string => excerpt(((r.step === 'done' && r.note) || (r.step === 'declined' && r.reason) || (isClosed(r.step) && r.position) || r.note || r.body).split('\n')[0] ?? '', LINE)
const toRow = ({ id: _id, body: _b, position: _p, reason: _r, note: _n, at, ...row }: Row, line: string): VoiceRow => ({ ...row, line, at: at.toISOString() })

/** Received in a fiscal year, from April. */
const inYear = (year: number | null) => (year === null ? Prisma.sql`true` : Prisma.sql`v.created_at >= ${jstInstant(year, 4, 1)} and v.created_at < ${jstInstant(year + 1, 4, 1)}`)

/** The ledger, what moved last first, paged by key. */
export async function listVoices(ctx: Ctx, { step, year, after }: LedgerInput): Promise<Page<VoiceRow>> {
  const { id } = reader(ctx)
  const beyond = decodeTimeCursor(after)
  const rows = await ctx.db.$queryRaw<Row[]>`
    select ${columns(id)} from voice v where ${inYear(year)} and ${step === null ? Prisma.sql`true` : Prisma.sql`v.step = ${step}::voice_step`}
      and ${beyond === null ? Prisma.sql`true` : Prisma.sql`(v.stepped_at, v.id) < (${beyond.at}, ${beyond.id}::uuid)`}
    order by v.stepped_at desc, v.id desc limit ${fixed(PER_PAGE + 1)}`
  const page = toPage(rows, PER_PAGE, (r) => [r.at.toISOString(), r.id])
  return { items: page.items.map((r) => toRow(r, lineOf(r))), next: page.next }
}

/** How many there are at each step and have come to it, and how long an answer takes. One statement. */
export async function countVoices(ctx: Ctx, { year }: Pick<LedgerInput, 'year'>): Promise<LedgerCounts> {
  reader(ctx)
  const [row] = await ctx.db.$queryRaw<{ steps: LedgerCounts['steps'] | null; came: LedgerCounts['came'] | null; done: LedgerCounts['done'] | null; median: number | null; years: number[] | null }[]>`
    with of as materialized (select v.id, v.step, v.created_at, v.sources + v.supporters as voices from voice v where ${inYear(year)}),
      been as materialized (select h.step, h.at - of.created_at as took, of.step as now, of.voices from of join voice_history h on h.voice_id = of.id)
    select (select jsonb_object_agg(step, jsonb_build_object('topics', topics, 'voices', voices)) from (select step, count(*) as topics, sum(voices) as voices from of group by step) s) as steps,
      (select jsonb_object_agg(step, voices) from (select step, sum(voices) as voices from been group by step) s) as came,
      (select jsonb_object_agg(step, voices) from (select step, sum(voices) as voices from been where now = 'done' and step in ('adopted', 'partly') group by step) s) as done,
      (select percentile_cont(0.5) within group (order by extract(epoch from took)) from been where step = 'answered') as median,
      (select array_agg(year order by year desc) from (select distinct extract(year from (created_at at time zone 'Asia/Tokyo') - interval '3 months')::int as year from voice) y) as years`
  return { steps: row?.steps ?? {}, came: row?.came ?? {}, done: row?.done ?? {}, median: typeof row?.median === 'number' ? Math.round(row.median / DAY_SECONDS) : null, years: row?.years ?? [] }
}

/** あなたの声で変わったこと, for the home page: what was taken up last. One statement; nothing where there is nothing. */
export async function changedVoices(ctx: Ctx, take: number): Promise<VoiceRow[]> {
  const { id } = reader(ctx)
  const rows = await ctx.db.$queryRaw<Row[]>`
    select ${columns(id)} from voice v where v.step = any(${[...changed]}::voice_step[]) order by v.stepped_at desc, v.id desc limit ${fixed(take)}`
  return rows.map((r) => toRow(r, lineOf(r)))
}
