/** Polls as the rooms hear of them. */
import type { Ctx, TxCtx } from '../../core/ctx.ts'
import { notFound } from '../../core/errors.ts'
import { claimRoomCounts, closePollsOf, eventOfPoll, roomPolls } from '../polls/index.server.ts'
import type { RoomPoll } from '../polls/views.ts'
import { lockRoomToRun, type RoomFacts } from './access.server.ts'
import { roomEvents, staffEvents } from './events.ts'
import { allOf, staffOf } from './streams.ts'

/** The room of a poll for who runs it, locked. Throws `not_found` to everybody else. */
export async function lockRoomOfPoll(tx: TxCtx, pollId: string): Promise<{ eventId: string; room: RoomFacts }> {
  const eventId = await eventOfPoll(tx, pollId)
  if (eventId === null) throw notFound()
  return { eventId, room: await lockRoomToRun(tx, eventId) }
}

/** Polls as they are now, to each audience as it may see them; of drafts attendees do not hear. */
export async function tellPolls(tx: TxCtx, eventId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const poll of await roomPolls(tx, eventId, 'all', ids)) tx.emit(allOf(eventId), roomEvents, 'poll.changed', { poll })
  for (const poll of await roomPolls(tx, eventId, 'staff', ids)) tx.emit(staffOf(eventId), staffEvents, 'poll.changed', { poll })
}

/** With the room its polls end; what they came to is shown. */
export const closeRoomPolls = async (tx: TxCtx, eventId: string): Promise<void> => tellPolls(tx, eventId, await closePollsOf(tx, eventId))

/** For the flusher: what polls in rooms have come to since the last time, at most four times a second. */
export function countRoomPolls(ctx: Ctx): Promise<void> {
  const counted = (polls: RoomPoll[]) => ({ polls: polls.map(({ id, tally }) => ({ id, tally })) })
  return claimRoomCounts(ctx, async (tx, rooms) => {
    for (const { eventId, all, staff } of rooms) {
      if (all.length > 0) tx.emit(allOf(eventId), roomEvents, 'polls.counted', counted(all))
      tx.emit(staffOf(eventId), staffEvents, 'polls.counted', counted(staff))
    }
  })
}
