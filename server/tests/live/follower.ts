/** Somebody who read a room once and since then only hears events: what they have is compared with a fresh read. */
import type { Ctx } from '../../../app/core/ctx.ts'
import { readRoom } from '../../../app/core/rooms.server.ts'
import type { RoomSource, RoomView } from '../../../app/core/rooms.ts'
import { eventsAfter } from '../../../app/core/streams.server.ts'
import { type AskerEvent, foldMine, foldRoom, type LiveEvent, type Mine, type RoomState } from '../../../app/domain/live/fold.ts'

export type Followed = { heard: Pick<RoomView<RoomState, Mine | undefined>, 'state' | 'mine' | 'seq'>; fresh: Pick<RoomView<RoomState, Mine | undefined>, 'state' | 'mine' | 'seq'>; types: string[] }

/** Reads now; the answer folds everything logged since and reads again. Own votes are not events: `mine` is compared in its questions. */
export async function follow<M extends Mine | undefined>(ctx: Ctx, source: RoomSource<RoomState, M>, eventId: string): Promise<() => Promise<Followed>> {
  const { stream } = await source.open(ctx, eventId)
  const first = await readRoom(ctx, source, eventId)
  const own = ctx.actor.kind === 'account' ? `user:${ctx.actor.id}` : ''
  return async () => {
    const events = await eventsAfter(ctx.db, stream, first.seq, 10_000)
    const ownEvents = await eventsAfter(ctx.db, own, first.mineSeq, 10_000)
    let { state, seq } = first
    let mine: Mine | undefined = first.mine
    for (const event of events) {
      if (event.seq !== seq + 1) throw new Error(`a hole in ${stream} before ${event.seq}`)
      state = foldRoom(state, event as unknown as LiveEvent)
      seq = event.seq
    }
    for (const event of ownEvents) if (mine) mine = foldMine(mine, event as unknown as AskerEvent, { kind: 'event', id: eventId })
    const fresh = await readRoom(ctx, source, eventId)
    const questionsOf = (m: Mine | undefined) => m && { ...m, votes: [], ballots: [] }
    return { heard: { state, mine: questionsOf(mine), seq }, fresh: { state: fresh.state, mine: questionsOf(fresh.mine), seq: fresh.seq }, types: events.map((e) => e.type) }
  }
}
