/** What everybody who comes (back) needs of the database, read together for those who come together. */
import { system } from '../../app/core/actor.ts'
import { Gathered } from '../../app/core/gathered.ts'
import { readMineOf } from '../../app/core/rooms.server.ts'
import { roomKey, type RoomRef, type RoomSource } from '../../app/core/rooms.ts'
import { type Missed, missedSince, type StreamHead, streamHeads } from '../../app/core/streams.server.ts'
import { type GatheredSessions, gatherSessions } from '../../app/domain/accounts/index.server.ts'
import type { SocketPorts } from './types.ts'

type Own = { mine: unknown; mineSeq: number }
const nothing: Own = { mine: undefined, mineSeq: 0 }

/** Each of them may have missed as much as is told event by event. */
const STREAMS_AT_ONCE = 25

export type Reads = {
  sessions: GatheredSessions
  head(stream: string): Promise<StreamHead>
  missed(stream: string, since: number): Promise<Missed>
  /** What belongs to one member alone in a room they were let into. */
  mine(source: RoomSource<unknown, unknown>, room: RoomRef, memberId: string): Promise<Own>
}

export function gatherReads(ports: SocketPorts): Reads {
  const ctx = () => ports.ctx(system)
  const heads = new Gathered<string, StreamHead>((names) => streamHeads(ports.db, names))
  const missed = new Gathered<string, Missed>(async (keys) => {
    const asked = keys.map((key) => JSON.parse(key) as [string, number])
    const found = await missedSince(ports.db, asked)
    return new Map(keys.map((key, i) => [key, found[i] ?? { seq: 0, epoch: 0, events: null }]))
  }, STREAMS_AT_ONCE)
  const own = new Map<string, Gathered<string, Own>>()

  return {
    sessions: gatherSessions(ctx),
    head: async (stream) => (await heads.read(stream)) ?? { seq: 0, epoch: 0 },
    missed: async (stream, since) => (await missed.read(JSON.stringify([stream, since]))) ?? { seq: 0, epoch: 0, events: null },
    async mine(source, room, memberId) {
      if (source.mine === undefined) return nothing
      const key = roomKey(room)
      let gathered = own.get(key)
      if (!gathered) own.set(key, (gathered = new Gathered((memberIds) => readMineOf(ctx(), source, room.id, memberIds))))
      const found = await gathered.read(memberId)
      if (gathered.isIdle && own.get(key) === gathered) own.delete(key)
      return found ?? nothing
    },
  }
}
