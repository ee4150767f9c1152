import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { fixed } from '../../core/fixed.server.ts'
import { roomEvents } from './events.ts'
import { isPublic } from './policy.ts'
import { allOf, staffOf } from './streams.ts'

/** A room hears of its votes at most four times a second, however many processes count. */
const EVERY_MS = 240
const ROOMS_AT_ONCE = 50

type Count = { eventId: string; id: string; votes: number; status: string }

/**
 * Writes down what the votes have come to since the last time: clears the marks and logs the new counts to both audiences.
 * Rooms and questions that somebody else is counting or voting on just now are left for the next turn.
 */
export async function countVotes(ctx: Ctx): Promise<void> {
  const [dirty] = await ctx.db.$queryRaw<{ isAny: boolean }[]>`select exists (select 1 from question where is_vote_dirty) as "isAny"`
  if (!dirty?.isAny) return
  await ctx.tx(async (tx) => {
    const due = await claimRooms(tx)
    if (due.length === 0) return
    const counts = await tx.db.$queryRaw<Count[]>`
      update question set is_vote_dirty = false
      where id in (select id from question where event_id = any(${due}::uuid[]) and is_vote_dirty order by id for no key update skip locked)
      returning event_id as "eventId", id, vote_count as votes, status::text`
    for (const [eventId, own] of byEvent(counts)) {
      const all = own.filter((c) => isPublic(c.status))
      tx.emit(staffOf(eventId), roomEvents, 'votes.counted', { counts: own.map(({ id, votes }) => ({ id, votes })) })
      if (all.length > 0) tx.emit(allOf(eventId), roomEvents, 'votes.counted', { counts: all.map(({ id, votes }) => ({ id, votes })) })
    }
  })
}

async function claimRooms(tx: TxCtx): Promise<string[]> {
  const now = tx.now()
  const rooms = await tx.db.$queryRaw<{ eventId: string }[]>`
    update room set votes_counted_at = ${now}
    where event_id in (
      select r.event_id from room r
      where (r.votes_counted_at is null or r.votes_counted_at <= ${new Date(now.getTime() - EVERY_MS)} or r.votes_counted_at > ${now})
        and exists (select 1 from question q where q.event_id = r.event_id and q.is_vote_dirty)
      order by r.event_id limit ${fixed(ROOMS_AT_ONCE)} for no key update skip locked
    ) returning event_id as "eventId"`
  return rooms.map((r) => r.eventId)
}

function byEvent(counts: Count[]): Map<string, Count[]> {
  const groups = new Map<string, Count[]>()
  for (const c of counts.sort((a, b) => (a.id < b.id ? -1 : 1))) groups.set(c.eventId, [...(groups.get(c.eventId) ?? []), c])
  return groups
}
