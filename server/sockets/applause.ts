import { z } from 'zod'
import { applaud } from '../../app/contract/live.ts'
import { roomKinds, roomKey, type RoomRef } from '../../app/core/rooms.ts'
import { type RoomReaction, roomReactions } from '../../app/domain/live/policy.ts'
import type { Relay } from './relay.ts'
import { peopleRooms } from './rooms.ts'
import type { Io, LiveSocket, SocketDeps } from './types.ts'

type Counts = Partial<Record<RoomReaction, number>>

/** What a process says was given to a room. */
const report = z.strictObject({ room: z.strictObject({ kind: z.enum(roomKinds), id: z.uuid() }), counts: z.partialRecord(z.enum(roomReactions), z.int().positive()) })

export type Applause = ReturnType<typeof createApplause>

/** Applause and the like: volatile, gathered here, said to all processes, and told to a room twice a second at most, however many give it. */
export function createApplause(io: Io, deps: SocketDeps, relay: Relay) {
  const given = new Map<string, { room: RoomRef; counts: Counts }>()

  function add(to: Counts, counts: Counts): void {
    for (const [reaction, n] of Object.entries(counts) as [RoomReaction, number][]) to[reaction] = (to[reaction] ?? 0) + n
  }

  return {
    /** Only who is in the room gives it something. Anything else is heard and forgotten. */
    give(socket: LiveSocket, raw: unknown): void {
      const parsed = applaud.safeParse(raw)
      if (!parsed.success) return
      const room: RoomRef = { kind: 'event', id: parsed.data.eventId }
      const key = roomKey(room)
      if (!socket.data.joined.has(key)) return
      const own = given.get(key) ?? { room, counts: {} }
      add(own.counts, { [parsed.data.reaction]: 1 })
      given.set(key, own)
    },
    heard(payload: string): void {
      const parsed = report.safeParse(JSON.parse(payload))
      if (!parsed.success) return
      const { room, counts } = parsed.data
      for (const kind of peopleRooms[room.kind]?.heardBy ?? []) {
        const heardBy = { kind, id: room.id }
        const name = relay.nameOf(heardBy)
        if (name) io.to(name).volatile.emit('room:applause', { room: heardBy, counts })
      }
    },
    async tick(): Promise<void> {
      if (given.size === 0) return
      const reports = [...given.values()].map((own) => JSON.stringify(own))
      given.clear()
      await deps.db.$executeRaw`select pg_notify('enishi_applause', r) from unnest(${reports}::text[]) r`
    },
  }
}
