import { z } from 'zod'
import { applaud } from '../../app/contract/live.ts'
import { roomKinds, roomKey, type RoomRef } from '../../app/core/rooms.ts'
import { type RoomReaction, roomReactions } from '../../app/domain/live/policy.ts'
import type { Relay } from './relay.ts'
import { peopleRooms } from './rooms.ts'
import type { Io, LiveSocket } from './types.ts'
import type { Whispers } from './whispers.ts'

type Counts = Partial<Record<RoomReaction, number>>

/** What a process says was given to a room. */
const report = z.strictObject({ room: z.strictObject({ kind: z.enum(roomKinds), id: z.uuid() }), counts: z.partialRecord(z.enum(roomReactions), z.int().positive()) })

export type Applause = ReturnType<typeof createApplause>

/** Applause and the like: volatile, gathered here, said to all processes, and told to a room twice a second at most, however many give it. */
export function createApplause(io: Io, relay: Relay, whispers: Whispers) {
  /** From lines here, and from all processes. */
  const given = new Map<string, { room: RoomRef; counts: Counts }>()
  const heard: typeof given = new Map()

  function add(to: typeof given, room: RoomRef, counts: Counts): void {
    const key = roomKey(room)
    const sum = to.get(key) ?? { room, counts: {} }
    for (const [reaction, n] of Object.entries(counts) as [RoomReaction, number][]) sum.counts[reaction] = (sum.counts[reaction] ?? 0) + n
    to.set(key, sum)
  }

  function tell({ room, counts }: { room: RoomRef; counts: Counts }): void {
    for (const kind of peopleRooms[room.kind]?.heardBy ?? []) {
      const heardBy = { kind, id: room.id }
      const name = relay.nameOf(heardBy)
      if (name) io.to(name).volatile.emit('room:applause', { room: heardBy, counts })
    }
  }

  return {
    /** Only who is in the room gives it something. Anything else is heard and forgotten. */
    give(socket: LiveSocket, raw: unknown): void {
      const parsed = applaud.safeParse(raw)
      if (!parsed.success) return
      const room: RoomRef = { kind: 'event', id: parsed.data.eventId }
      if (socket.data.joined.has(roomKey(room))) add(given, room, { [parsed.data.reaction]: 1 })
    },
    heard(payload: string): void {
      const parsed = report.safeParse(JSON.parse(payload))
      if (!parsed.success) return
      add(heard, parsed.data.room, parsed.data.counts)
    },
    async tick(): Promise<void> {
      for (const sum of heard.values()) tell(sum)
      heard.clear()
      if (given.size === 0) return
      const reports = [...given.values()].map((own) => JSON.stringify(own))
      given.clear()
      await whispers.say('enishi_applause', reports)
    },
  }
}
