/**
 * The relay hears "look" and reads: for every stream that somebody here listens to, the rows above what it last sent, in order,
 * once a room. What was not heard is found by a sweep.
 */
import { fixed } from '../../app/core/fixed.server.ts'
import { type RoomEvent, roomKey, type RoomKind, type RoomRef } from '../../app/core/rooms.ts'
import { streamHeads } from '../../app/core/streams.server.ts'
import type { Io, SocketDeps } from './types.ts'

/** Events read and sent in one go. */
const BATCH = 500

export type Watched = {
  readonly stream: string
  readonly room: RoomRef
  refs: number
  /** Epoch of the room name that events are sent to. */
  epoch: number
  /** Number of the last event that was sent. */
  sent: number
  isReading: boolean
  isRungAgain: boolean
  ready: Promise<void>
}

/** Name of the Socket.IO room: made here only, and dead as soon as the epoch moves. */
export const roomName = (stream: string, epoch: number): string => `${stream}#${epoch}`

export type Relay = ReturnType<typeof createRelay>

export function createRelay(io: Io, { db, log, reads }: Pick<SocketDeps, 'db' | 'log' | 'reads'>, onEvents: (watched: Watched, events: RoomEvent[]) => void) {
  const streams = new Map<string, Watched>()
  const streamOf = new Map<string, string>()
  let sent = 0

  function forget(w: Watched): void {
    if (streams.get(w.stream) !== w) return
    streams.delete(w.stream)
    streamOf.delete(roomKey(w.room))
  }

  /** Everybody in the old room must ask again; whoever may not come back hears nothing more. */
  function raise(w: Watched, epoch: number): void {
    if (epoch <= w.epoch) return
    const old = roomName(w.stream, w.epoch)
    w.epoch = epoch
    io.to(old).emit('room:rejoin', w.room)
    io.in(old).socketsLeave(old)
  }

  async function read(w: Watched): Promise<boolean> {
    // Epoch and rows from one statement: a row written after somebody was removed can never go to the room they were in.
    const rows = await db.$queryRaw<{ epoch: number; seq: bigint | null; type: string; payload: unknown }[]>`
      select s.epoch, e.seq, e.type, e.payload from stream s
      left join lateral (select seq, type, payload from live_event where stream = s.name and seq > ${w.sent} order by seq limit ${fixed(BATCH)}) e on true
      where s.name = ${w.stream} order by e.seq`
    const [first] = rows
    if (!first) return false
    raise(w, first.epoch)
    const events: RoomEvent[] = []
    for (const { seq, type, payload } of rows) if (seq !== null) events.push({ seq: Number(seq), type, payload })
    const last = events.at(-1)
    if (!last) return false
    w.sent = last.seq
    sent += events.length
    io.to(roomName(w.stream, w.epoch)).emit('room:events', { room: w.room, events })
    onEvents(w, events)
    return events.length === BATCH
  }

  async function run(w: Watched): Promise<void> {
    w.isReading = true
    try {
      await w.ready
      for (let isMore = true; isMore && w.refs > 0; ) {
        w.isRungAgain = false
        isMore = (await read(w)) || w.isRungAgain
      }
    } catch (error) {
      log.warn({ err: error, stream: w.stream }, 'relay could not read; the sweep tries again')
    } finally {
      w.isReading = false
    }
  }

  function ring(stream: string): void {
    const w = streams.get(stream)
    if (!w) return
    if (w.isReading) w.isRungAgain = true
    else void run(w)
  }

  return {
    /** Something was written to the stream, or its epoch moved. */
    ring,
    /** From now on this stream is read and sent, until the returned function is called. Resolves when its numbers are known. */
    async watch(stream: string, room: RoomRef): Promise<{ watched: Watched; release: () => void }> {
      let w = streams.get(stream)
      if (!w) {
        const fresh: Watched = { stream, room, refs: 0, epoch: 0, sent: 0, isReading: false, isRungAgain: false, ready: Promise.resolve() }
        fresh.ready = reads.head(stream).then((head) => void Object.assign(fresh, { sent: head.seq, epoch: head.epoch }))
        streams.set(stream, (w = fresh))
        streamOf.set(roomKey(room), stream)
      }
      const watched = w
      watched.refs += 1
      let isHeld = true
      const release = () => {
        if (!isHeld) return
        isHeld = false
        watched.refs -= 1
        if (watched.refs === 0) forget(watched)
      }
      try {
        await watched.ready
      } catch (error) {
        forget(watched)
        release()
        throw error
      }
      return { watched, release }
    },
    raise,
    /** Looks at all watched streams at once: finds what a lost doorbell did not say. */
    async sweep(): Promise<void> {
      const names = [...streams.keys()]
      if (names.length === 0) return
      for (const [name, head] of await streamHeads(db, names)) {
        const w = streams.get(name)
        if (w && (head.seq > w.sent || head.epoch > w.epoch)) ring(name)
      }
    },
    /** The stream of a room that somebody here listens to. */
    streamOf: (key: string): string | undefined => streamOf.get(key),
    /** The Socket.IO room of a room that somebody here listens to. */
    nameOf(room: RoomRef): string | undefined {
      const w = streams.get(streamOf.get(roomKey(room)) ?? '')
      return w && roomName(w.stream, w.epoch)
    },
    isAnyWatched: (kinds: readonly RoomKind[]): boolean => [...streams.values()].some((w) => kinds.includes(w.room.kind)),
    counts: () => ({ streams: streams.size, sent }),
  }
}
