/** Somebody in the room, with the browser's own code: line, outbox and room; and a record of everything they applied. */
import { io } from 'socket.io-client'
import { newId } from '../../app/core/ids.ts'
import type { RoomEvent } from '../../app/core/rooms.ts'
import { foldMine, foldRoom, type LiveEvent, type Mine, type RoomState } from '../../app/domain/live/fold.ts'
import { knocking } from '../../app/realtime/knocking.ts'
import { createLine, type Line } from '../../app/realtime/line.ts'
import { createOutbox, type Outbox } from '../../app/realtime/outbox.ts'
import { openRoom, type Room } from '../../app/realtime/room.ts'
import type { LiveSocket } from '../../app/realtime/types.ts'
import type { Person } from '../crowd.ts'

export type Audience = 'all' | 'staff'
/** In pairs: the number of an event and its print; of a snapshot its number and SNAPSHOT. */
export type Steps = number[]
export const SNAPSHOT = -1

export type Attendee = {
  memberId: string
  audience: Audience
  line: Line
  outbox: Outbox
  room: Room<RoomState, Mine>
  steps: Steps
  /** How often each command went out. */
  sent: Map<string, number>
  isIn(): boolean
  /** The line breaks as a network breaks it: nobody says goodbye, and what is on its way is gone. */
  cut(): void
  close(): void
}

type Fold = (state: RoomState, event: LiveEvent) => RoomState

export function enter({ url, origin, person, eventId, audience = 'all', fold = foldRoom }: { url: string; origin: string; person: Person; eventId: string; audience?: Audience; fold?: Fold }): Attendee {
  // As app/realtime/connect.ts opens it.
  const socket: LiveSocket = io(url, { autoConnect: false, forceNew: true, transports: ['websocket'], extraHeaders: { Cookie: person.cookie, Origin: origin }, ...knocking })
  const sent = new Map<string, number>()
  socket.onAnyOutgoing((_: string, input: { commandId?: string }) => { if (input.commandId) sent.set(input.commandId, (sent.get(input.commandId) ?? 0) + 1) })
  const line = createLine(socket, person.id)
  const steps: Steps = []
  let last = -1
  const room = openRoom<RoomState, Mine, LiveEvent & RoomEvent, never>({
    line, room: { kind: audience === 'staff' ? 'event-staff' : 'event', id: eventId },
    fold(state, event) {
      steps.push(event.seq, printOf(event))
      last = event.seq
      return fold(state, event)
    },
    ...(audience === 'all' && { foldMine }),
  })
  room.subscribe(() => {
    const { seq } = room.get()
    if (seq === last) return
    last = seq
    steps.push(seq, SNAPSHOT)
  })
  const outbox = createOutbox(line, undefined, async () => 500, newId)
  socket.connect()
  return {
    memberId: person.id, audience, line, outbox, room, steps, sent,
    isIn: () => socket.connected && room.get().status === 'live',
    cut: () => (socket.io.engine.transport as unknown as { ws?: { terminate(): void } }).ws?.terminate(),
    close() {
      outbox.close()
      room.close()
      line.close()
    },
  }
}

/** A number that tells one event from another, the same for what was heard and for what stands in the log. */
export function printOf({ type, payload }: { type: string; payload: unknown }): number {
  const p = payload as { id?: string; at?: string; question?: { id: string; text: string; status: string; votes: number }; counts?: { id: string; votes: number }[] }
  const text = [type, p.id, p.at, p.question?.id, p.question?.text, p.question?.status, p.question?.votes, ...(p.counts ?? []).map((c) => `${c.id.slice(-8)}${c.votes}`)].join(' ')
  let print = 0x811c9dc5
  for (let i = 0; i < text.length; i++) print = Math.imul(print ^ text.charCodeAt(i), 0x01000193)
  return print >>> 0
}
