import type { Ctx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { isId } from '../../core/ids.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { canSeeCounts, type PollKind, type PollShows, type PollSubject } from './policy.ts'
import type { PollFacts, PollTally } from './views.ts'

export type PollRow = {
  id: string
  subjectId: string
  authorId: string | null
  question: string
  kind: PollKind
  choices: string[]
  most: number
  shows: PollShows
  closesAt: Date | null
  openedAt: Date | null
  closedAt: Date | null
  counts: number[]
  voters: number
  picks: number[] | null
  text: string | null
  words: string[] | null
}

/** A poll with what one member chose. */
export type OwnPoll = { subjectId: string; authorId: string | null; facts: PollFacts; tally: PollTally; isDraft: boolean; picks: number[]; text: string | null; words: string[] }

/** Bounds what one page or room may ask for; a post has one poll at most. */
const MOST_POLLS = 100

export const toFacts = ({ id, question, kind, choices, most, shows, closesAt }: Omit<PollFacts, 'closesAt'> & { closesAt: Date | null }): PollFacts => ({ id, question, kind, choices, most, shows, closesAt: closesAt?.toISOString() ?? null })

/** A poll whose time has come is closed, also before the schedule has noted it. */
export function toTally(row: Pick<PollRow, 'shows' | 'closesAt' | 'closedAt' | 'counts' | 'voters'>, now: Date, hasVoted: boolean): PollTally {
  const isClosed = row.closedAt !== null || (row.closesAt !== null && row.closesAt <= now)
  return { voters: row.voters, counts: canSeeCounts({ shows: row.shows, isClosed }, hasVoted) ? row.counts : null, isClosed }
}

function toOwn(ctx: Ctx, { picks, text, words, ...row }: PollRow): OwnPoll {
  return { subjectId: row.subjectId, authorId: row.authorId, facts: toFacts(row), tally: toTally(row, ctx.now(), picks !== null), isDraft: row.openedAt === null, picks: picks ?? [], text, words: words ?? [] }
}

const columns = Prisma.sql`p.id, p.subject_id as "subjectId", p.author_id as "authorId", p.question, p.kind::text as kind, p.choices, p.most, p.shows::text as shows, p.closes_at as "closesAt",
  p.opened_at as "openedAt", p.closed_at as "closedAt", p.counts, p.voters, v.picks, v.text, v.words`

/** The polls of these subjects, oldest first, with the choices of `memberId` (null: what everybody may see). The caller has authorised the subjects. */
export async function pollsOf(ctx: Ctx, subject: PollSubject, subjectIds: readonly string[], memberId: string | null): Promise<OwnPoll[]> {
  if (subjectIds.length === 0) return []
  const rows = await ctx.db.$queryRaw<PollRow[]>`
    select ${columns}
    from poll p left join poll_vote v on v.poll_id = p.id and v.member_id = ${memberId}::uuid
    where p.subject = ${subject} and p.subject_id = any(${[...subjectIds]}::uuid[]) order by p.id limit ${fixed(MOST_POLLS)}`
  return rows.map((row) => toOwn(ctx, row))
}

/** One poll by its id, of this kind of subject; null when there is none. The caller authorises its subject. */
export async function pollById(ctx: Ctx, subject: PollSubject, id: string, memberId: string | null): Promise<OwnPoll | null> {
  if (!isId(id)) return null
  const [row] = await ctx.db.$queryRaw<PollRow[]>`
    select ${columns}
    from poll p left join poll_vote v on v.poll_id = p.id and v.member_id = ${memberId}::uuid where p.id = ${id}::uuid and p.subject = ${subject}`
  return row ? toOwn(ctx, row) : null
}
