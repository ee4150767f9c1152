import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { isId, newId } from '../../core/ids.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { ANSWERS_SHOWN } from './fold.ts'
import { WORDS_SHOWN } from './policy.ts'
import { type PollRow, toFacts, toTally } from './read-polls.server.ts'
import type { Ballot, PollAnswer, PollWord, RoomPoll } from './views.ts'

/** `all`: what everybody in the room may know. `staff`: drafts, counts and what is hidden too. */
export type Audience = 'all' | 'staff'

type Row = Omit<PollRow, 'authorId' | 'picks' | 'text' | 'words'> & { firstId: string | null; words: PollWord[] | null; answers: PollAnswer[] | null }

/** Bounds what one room may hold; the maker keeps within it. */
export const POLLS_A_ROOM = 30

/** How many words and answers of a poll are read: what a room shows, or for a file all that a room may hold. */
type Extent = { words: number; answers: number }
const shown: Extent = { words: WORDS_SHOWN, answers: ANSWERS_SHOWN }
export const WHOLE_POLLS: Extent = { words: 10_000, answers: 10_000 }

/** The polls of an event in the order they were opened, drafts last; or those of them with these ids. The caller has authorised. */
export async function roomPolls(ctx: Pick<Ctx, 'db' | 'now'>, eventId: string, audience: Audience, ids?: readonly string[], extent = shown): Promise<RoomPoll[]> {
  const isStaff = audience === 'staff'
  const rows = await ctx.db.$queryRaw<Row[]>`
    select p.id, p.subject_id as "subjectId", p.question, p.kind::text as kind, p.choices, p.most, p.shows::text as shows, p.closes_at as "closesAt", p.opened_at as "openedAt", p.closed_at as "closedAt", p.counts, p.voters, p.first_id as "firstId",
      case when p.kind::text = 'cloud' then (select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(w)) order by w.count desc, w.key), '[]') from (
        select lower(u.word) as key, mode() within group (order by u.word) as word, count(*)::int as count, case when lower(u.word) = any(p.hidden_words) then true end as "isHidden"
        from poll_vote v, unnest(v.words) as u (word) where v.poll_id = p.id and (${isStaff} or lower(u.word) <> all(p.hidden_words)) group by lower(u.word) order by count(*) desc, lower(u.word) limit ${fixed(extent.words)}) w) end as words,
      case when p.kind::text = 'text' then (select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(a)) order by a.id), '[]') from (
        select v.answer_id as id, v.text, case when v.hidden_at is not null then true end as "isHidden" from poll_vote v
        where v.poll_id = p.id and (${isStaff} or v.hidden_at is null) order by v.answer_id desc limit ${fixed(extent.answers)}) a) end as answers
    from poll p where p.subject = 'event' and p.subject_id = ${eventId}::uuid and (${isStaff} or p.opened_at is not null) ${ids ? Prisma.sql`and p.id = any(${[...ids]}::uuid[])` : Prisma.empty}
    order by p.opened_at nulls last, p.id limit ${fixed(POLLS_A_ROOM)}`
  return rows.map((row) => toRoomPoll(ctx, row, isStaff))
}

function toRoomPoll(ctx: Pick<Ctx, 'now'>, row: Row, isStaff: boolean): RoomPoll {
  const { counts, ...tally } = toTally(row, ctx.now(), false)
  const seen = isStaff ? row.counts : counts
  return {
    ...toFacts(row), openedAt: row.openedAt?.toISOString() ?? null, closedAt: row.closedAt?.toISOString() ?? null, firstId: row.firstId,
    tally: { ...tally, counts: seen, ...(seen && row.words && { words: row.words }), ...(seen && row.answers && { answers: row.answers }) },
  }
}

/** What each of these members has answered in the polls of an event, one after the other. */
export async function ballotsOf(ctx: Pick<Ctx, 'db'>, eventId: string, memberIds: readonly string[]): Promise<(Ballot & { memberId: string })[]> {
  return ctx.db.$queryRaw<(Ballot & { memberId: string })[]>`
    select b.* from unnest(${memberIds}::uuid[]) m (id)
    cross join lateral (
      select v.member_id as "memberId", v.poll_id as "pollId", v.picks, v.text, v.words from poll p join poll_vote v on v.poll_id = p.id
      where p.subject = 'event' and p.subject_id = ${eventId}::uuid and v.member_id = m.id order by v.poll_id limit ${fixed(POLLS_A_ROOM)}
    ) b`
}

/** The event whose poll this is; null when there is no such one. */
export async function eventOfPoll(ctx: Pick<Ctx, 'db'>, pollId: string): Promise<string | null> {
  const [row] = isId(pollId) ? await ctx.db.$queryRaw<{ eventId: string }[]>`select subject_id as "eventId" from poll where id = ${pollId}::uuid and subject = 'event'` : []
  return row?.eventId ?? null
}

/** Lets a draft take votes from now on. False when it does already. */
export async function openPoll(tx: TxCtx, id: string): Promise<boolean> {
  return (await tx.db.poll.updateMany({ where: { id, openedAt: null }, data: { openedAt: tx.now() } })).count > 0
}

/** Removes a draft. False when it is none any more. */
export async function dropDraft(tx: TxCtx, id: string): Promise<boolean> {
  return (await tx.db.poll.deleteMany({ where: { id, openedAt: null } })).count > 0
}

/** Shows what a poll has come to while it is open, or keeps it until it is closed. */
export async function showCounts(tx: TxCtx, id: string, isOn: boolean): Promise<boolean> {
  const shows = isOn ? 'always' : 'closed'
  return (await tx.db.poll.updateMany({ where: { id, closedAt: null, shows: { not: shows } }, data: { shows } })).count > 0
}

/** Closes every poll of an event; answers with their ids. */
export async function closePollsOf(tx: TxCtx, eventId: string): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    update poll set closed_at = ${tx.now()}, is_dirty = false where subject = 'event' and subject_id = ${eventId}::uuid and opened_at is not null and closed_at is null returning id`
  return rows.map((r) => r.id)
}

/** Asks the same once more, open at once. Null when that was done before; the second round of a second one is nobody's to ask for. */
export async function openSecondRound(tx: TxCtx, id: string, authorId: string): Promise<string | null> {
  const second = newId()
  const made = await tx.db.$executeRaw`
    insert into poll (id, subject, subject_id, author_id, question, kind, choices, most, shows, created_at, opened_at, counts, first_id)
    select ${second}::uuid, subject, subject_id, ${authorId}::uuid, question, kind, choices, most, shows, ${tx.now()}, ${tx.now()}, array_fill(0, array[cardinality(choices)]), id from poll
    where id = ${id}::uuid and closed_at is not null and first_id is null on conflict (first_id) do nothing`
  return made > 0 ? second : null
}

/**
 * Hides a word of a cloud (by its key) or an answer (by its id), or shows it again. Afterwards the poll's row is held until the transaction
 * ends, so that nobody tells of it meanwhile. Rows are taken in the order in which voters take them.
 */
export async function hideInPoll(tx: TxCtx, id: string, what: string, isOn: boolean): Promise<void> {
  if (isId(what)) await tx.db.pollVote.updateMany({ where: { pollId: id, answerId: what }, data: { hiddenAt: isOn ? tx.now() : null } })
  await tx.db.$executeRaw`
    update poll set hidden_words = case when kind::text <> 'cloud' then hidden_words when ${isOn} then array_append(array_remove(hidden_words, ${what}), ${what}) else array_remove(hidden_words, ${what}) end where id = ${id}::uuid`
}

/** What was told of a poll's answers is no longer in the log; whoever tells it anew does so in this transaction. */
export async function redactAnswers(tx: TxCtx, stream: string, pollId: string): Promise<void> {
  await tx.db.$executeRaw`
    update live_event set payload = case type
      when 'poll.changed' then payload #- '{poll,tally,words}' #- '{poll,tally,answers}'
      else jsonb_build_object('polls', (select jsonb_agg(case when e.p->>'id' = ${pollId} then e.p #- '{tally,words}' #- '{tally,answers}' else e.p end order by e.n) from jsonb_array_elements(payload->'polls') with ordinality e (p, n))) end
    where stream = ${stream} and ((type = 'poll.changed' and payload->'poll'->>'id' = ${pollId}) or (type = 'polls.counted' and payload->'polls' @> jsonb_build_array(jsonb_build_object('id', ${pollId}::text))))`
}
