import type { Ctx } from '../../app/core/ctx.ts'
import type { RoomKind, RoomSource } from '../../app/core/rooms.ts'
import { countPollVotes, countReactions, topicRoom } from '../../app/domain/boards/index.server.ts'
import { countRoomPolls, countVotes, eventRoom, eventStaffRoom, notePeople, notePresence } from '../../app/domain/live/index.server.ts'
import { userRoom } from '../../app/domain/notifications/index.server.ts'

/** Which module answers for which kind of room. A kind without a source is not found. */
export const rooms: Partial<Record<RoomKind, RoomSource<unknown, unknown>>> = {
  event: eventRoom,
  'event-staff': eventStaffRoom,
  topic: topicRoom,
  user: userRoom,
}

/** Rooms whose people are counted, who hears the number, who keeps the highest and how many came at all, and who notes that they are there. */
export const peopleRooms: Partial<Record<RoomKind, { heardBy: RoomKind[]; notePeople(ctx: Ctx, id: string, people: number): Promise<{ peak: number; all: number }>; notePresence(ctx: Ctx, id: string, memberIds: readonly string[]): Promise<void> }>> = {
  event: { heardBy: ['event', 'event-staff'], notePeople, notePresence },
}

/** Hot counts that are written down in batches while somebody listens to such a room. */
export const flushes: { heardBy: RoomKind[]; run(ctx: Ctx): Promise<void> }[] = [
  { heardBy: ['event', 'event-staff'], run: countVotes },
  { heardBy: ['event', 'event-staff'], run: countRoomPolls },
  { heardBy: ['topic'], run: countReactions },
  { heardBy: ['topic'], run: countPollVotes },
]
