import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { PollSubject } from './policy.ts'
import { type PollRow, toTally } from './read-polls.server.ts'
import type { PollTally } from './views.ts'

/** What a poll has come to, as everybody who may see its subject may know it. */
export type Counted = { id: string; subjectId: string; tally: PollTally }
type Row = Pick<PollRow, 'id' | 'subjectId' | 'shows' | 'closesAt' | 'closedAt' | 'counts' | 'voters'>

/** A poll's counts are told at most four times a second, however many processes count. */
export const EVERY_MS = 240
export const AT_ONCE = 100

export const countedRow = Prisma.sql`id, subject_id as "subjectId", shows::text as shows, closes_at as "closesAt", closed_at as "closedAt", counts, voters`
export const toCounted = (ctx: Ctx, row: Row): Counted => ({ id: row.id, subjectId: row.subjectId, tally: toTally(row, ctx.now(), false) })

/** For the flusher: whether there is anything to count at all. Costs a look into an index of what is marked. */
export async function isAnyMarked(ctx: Ctx, subject: PollSubject): Promise<boolean> {
  const [row] = await ctx.db.$queryRaw<{ isAny: boolean }[]>`select exists (select 1 from poll where is_dirty and subject = ${subject}) as "isAny"`
  return row?.isAny === true
}

/**
 * The polls of this kind that were voted in since the last time, with what they have come to; `tell` writes it down in the same
 * transaction. Polls that somebody is voting in just now are left for the next turn.
 */
export async function claimCounted(ctx: Ctx, subject: PollSubject, tell: (tx: TxCtx, counted: Counted[]) => Promise<void>): Promise<void> {
  if (!(await isAnyMarked(ctx, subject))) return
  await ctx.tx(async (tx) => {
    const now = tx.now()
    const rows = await tx.db.$queryRaw<Row[]>`
      update poll set is_dirty = false, counted_at = ${now} where id in (
        select id from poll where is_dirty and subject = ${subject} and (counted_at is null or counted_at <= ${new Date(now.getTime() - EVERY_MS)} or counted_at > ${now})
        order by id limit ${fixed(AT_ONCE)} for no key update skip locked
      ) returning ${countedRow}`
    if (rows.length > 0) await tell(tx, rows.map((row) => toCounted(tx, row)))
  })
}

/** For the schedule: closes the polls of this kind whose time has come; `tell` writes it down in the same transaction. Answers how many. */
export function claimDue(ctx: Ctx, subject: PollSubject, tell: (tx: TxCtx, closed: Counted[]) => Promise<void>): Promise<number> {
  return ctx.tx(async (tx) => {
    const now = tx.now()
    const rows = await tx.db.$queryRaw<Row[]>`
      update poll set closed_at = closes_at, is_dirty = false where id in (
        select id from poll where closed_at is null and closes_at <= ${now} and subject = ${subject} order by closes_at limit ${fixed(AT_ONCE)} for no key update skip locked
      ) returning ${countedRow}`
    if (rows.length > 0) await tell(tx, rows.map((row) => toCounted(tx, row)))
    return rows.length
  })
}
