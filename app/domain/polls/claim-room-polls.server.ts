import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { AT_ONCE, EVERY_MS, isAnyMarked } from './claim-polls.server.ts'
import { ANSWERS_SHOWN } from './fold.ts'
import { roomPolls } from './room-polls.server.ts'
import type { PollAnswer, RoomPoll } from './views.ts'

/** Words and answers are longer than counts: they are told once a second. */
const WORDS_EVERY_MS = 990

/** Polls of one event as each audience may know them; of answers in words, only those not told before. */
export type CountedRoom = { eventId: string; all: RoomPoll[]; staff: RoomPoll[] }
type Told = { pollId: string; id: string; text: string; hiddenAt: Date | null }

/**
 * The polls of rooms that were answered since the last time, by event; `tell` writes it down in the same transaction.
 * Polls that somebody is answering just now are left for the next turn.
 */
export async function claimRoomCounts(ctx: Ctx, tell: (tx: TxCtx, rooms: CountedRoom[]) => Promise<void>): Promise<void> {
  if (!(await isAnyMarked(ctx, 'event'))) return
  await ctx.tx(async (tx) => {
    const now = tx.now()
    const before = (ms: number) => new Date(now.getTime() - ms)
    const claimed = await tx.db.$queryRaw<{ id: string; eventId: string; kind: string }[]>`
      update poll set is_dirty = false, counted_at = ${now} where id in (
        select id from poll where is_dirty and subject = 'event' and (counted_at is null or counted_at > ${now} or counted_at <= case when kind::text in ('text', 'cloud') then ${before(WORDS_EVERY_MS)}::timestamptz else ${before(EVERY_MS)}::timestamptz end)
        order by id limit ${fixed(AT_ONCE)} for no key update skip locked
      ) returning id, subject_id as "eventId", kind::text as kind`
    if (claimed.length === 0) return
    const told = await claimAnswers(tx, claimed.filter((c) => c.kind === 'text').map((c) => c.id))
    const rooms: CountedRoom[] = []
    for (const eventId of new Set(claimed.map((c) => c.eventId))) {
      const own = claimed.filter((c) => c.eventId === eventId).map((c) => c.id)
      const [all, staff] = [await roomPolls(tx, eventId, 'all', own), await roomPolls(tx, eventId, 'staff', own)]
      rooms.push({ eventId, all: all.map((poll) => withOnly(poll, told, false)), staff: staff.map((poll) => withOnly(poll, told, true)) })
    }
    await tell(tx, rooms)
  })
}

/** Answers that were not told since they were written; those that somebody is changing just now wait for the next turn. */
function claimAnswers(tx: TxCtx, pollIds: string[]): Promise<Told[]> {
  if (pollIds.length === 0) return Promise.resolve([])
  return tx.db.$queryRaw<Told[]>`
    update poll_vote set is_told = true where answer_id in (select answer_id from poll_vote where poll_id = any(${pollIds}::uuid[]) and not is_told for no key update skip locked)
    returning poll_id as "pollId", answer_id as id, text, hidden_at as "hiddenAt"`
}

function withOnly(poll: RoomPoll, told: Told[], isStaff: boolean): RoomPoll {
  if (!poll.tally.answers) return poll
  const own = told.filter((a) => a.pollId === poll.id && (isStaff || a.hiddenAt === null)).sort((a, b) => (a.id < b.id ? -1 : 1)).slice(-ANSWERS_SHOWN)
  return { ...poll, tally: { ...poll.tally, answers: own.map(({ id, text, hiddenAt }): PollAnswer => ({ id, text, ...(hiddenAt && { isHidden: true as const }) })) } }
}
