import { z } from 'zod'
import { randomUUID } from 'node:crypto'
import { type RoomRef, roomKey, roomKinds } from '../../app/core/rooms.ts'
import type { Relay } from './relay.ts'
import { peopleRooms } from './rooms.ts'
import type { Io, SocketDeps } from './types.ts'
import type { Whispers } from './whispers.ts'

/** What a process says of a room: how many different members it holds. Volatile; said on change and again every few seconds. */
const report = z.strictObject({ process: z.uuid(), room: z.strictObject({ kind: z.enum(roomKinds), id: z.uuid() }), people: z.number().int().nonnegative() })
type Report = z.output<typeof report>

const SAY_AGAIN_MS = 5_000
/** A change is said, and a room is told, this often at most. */
const LEAST_PAUSE_MS = 1_000
/** A process that was not heard for this long is gone. */
const FORGET_MS = 16_000
/** Who is here is noted this often; a first note soon after coming, so that a short visit is one too. */
const NOTE_MS = 15_000

type Here = { room: RoomRef; members: Map<string, number>; isChanged: boolean; saidAt: number; notedAt: number }
type Everywhere = { room: RoomRef; byProcess: Map<string, { people: number; at: number }>; told: string; toldAt: number; askedAt: number; peak: number; all: number }

export type People = ReturnType<typeof createPeople>

/** Counts the members in a room over all processes and tells the room, once a second at most. */
export function createPeople(io: Io, deps: SocketDeps, relay: Relay, whispers: Whispers) {
  const process = randomUUID()
  const here = new Map<string, Here>()
  const everywhere = new Map<string, Everywhere>()

  function count(room: RoomRef, memberId: string, by: 1 | -1): void {
    if (!peopleRooms[room.kind]) return
    const key = roomKey(room)
    let h = here.get(key)
    if (!h) here.set(key, (h = { room, members: new Map(), isChanged: true, saidAt: -Infinity, notedAt: performance.now() - NOTE_MS + LEAST_PAUSE_MS }))
    const lines = (h.members.get(memberId) ?? 0) + by
    if (lines > 0) h.members.set(memberId, lines)
    else h.members.delete(memberId)
    h.isChanged = true
  }

  async function say(now: number): Promise<void> {
    const reports: Report[] = []
    for (const [key, h] of here) {
      if (now - h.saidAt < (h.isChanged ? LEAST_PAUSE_MS : SAY_AGAIN_MS)) continue
      Object.assign(h, { isChanged: false, saidAt: now })
      reports.push({ process, room: h.room, people: h.members.size })
      if (h.members.size === 0) here.delete(key)
    }
    if (reports.length > 0) await whispers.say('enishi_people', reports.map((r) => JSON.stringify(r)))
  }

  async function tell(now: number): Promise<void> {
    for (const [key, e] of everywhere) {
      let total = 0
      for (const [id, { people, at }] of e.byProcess) {
        if (now - at > FORGET_MS || people === 0) e.byProcess.delete(id)
        else total += people
      }
      const rules = peopleRooms[e.room.kind]
      if (rules && (total > e.peak || now - e.askedAt >= NOTE_MS)) Object.assign(e, { askedAt: now }, await rules.notePeople(deps.ctx(), e.room.id, total))
      const told = `${total}/${e.peak}/${e.all}`
      if (told !== e.told && now - e.toldAt >= LEAST_PAUSE_MS) {
        Object.assign(e, { told, toldAt: now })
        send(e, total)
      }
      if (e.byProcess.size === 0) everywhere.delete(key)
    }
  }

  async function note(now: number): Promise<void> {
    for (const h of here.values()) {
      if (h.members.size === 0 || now - h.notedAt < NOTE_MS) continue
      h.notedAt = now
      await peopleRooms[h.room.kind]?.notePresence(deps.ctx(), h.room.id, [...h.members.keys()])
    }
  }

  function send(e: Everywhere, now: number): void {
    for (const kind of peopleRooms[e.room.kind]?.heardBy ?? []) {
      const room = { kind, id: e.room.id }
      const name = relay.nameOf(room)
      if (name) io.to(name).volatile.emit('room:people', { room, now, peak: e.peak, all: e.all })
    }
  }

  return {
    enter: (room: RoomRef, memberId: string): void => count(room, memberId, 1),
    leave: (room: RoomRef, memberId: string): void => count(room, memberId, -1),
    /** A process has spoken. */
    heard(payload: string): void {
      const parsed = report.safeParse(JSON.parse(payload))
      if (!parsed.success) return
      const { room, people } = parsed.data
      const key = roomKey(room)
      let e = everywhere.get(key)
      if (!e) everywhere.set(key, (e = { room, byProcess: new Map(), told: '', toldAt: -Infinity, askedAt: -Infinity, peak: 0, all: 0 }))
      e.byProcess.set(parsed.data.process, { people, at: performance.now() })
    },
    /** What is known of a room for somebody who has just come in. */
    known(room: RoomRef): { now: number; peak: number; all: number } | undefined {
      for (const [kind, rules] of Object.entries(peopleRooms)) {
        if (!rules.heardBy.includes(room.kind)) continue
        const e = everywhere.get(`${kind}:${room.id}`)
        if (e) return { now: [...e.byProcess.values()].reduce((n, p) => n + p.people, 0), peak: e.peak, all: e.all }
      }
      return undefined
    },
    async tick(): Promise<void> {
      const now = performance.now()
      await say(now)
      await tell(now)
      await note(now)
    },
    /** Says that nobody is here any more. */
    async close(): Promise<void> {
      for (const h of here.values()) Object.assign(h, { members: new Map(), isChanged: true, saidAt: -Infinity })
      await say(performance.now())
    },
  }
}
