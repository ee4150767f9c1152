import { type Ack, type Joined, joinInput, leaveInput } from '../../app/contract/live.ts'
import { type Account, isMember, system } from '../../app/core/actor.ts'
import type { Ctx } from '../../app/core/ctx.ts'
import { DomainError, notFound } from '../../app/core/errors.ts'
import { readShared } from '../../app/core/rooms.server.ts'
import { type RoomEvent, roomKey, type RoomRef, type RoomSource } from '../../app/core/rooms.ts'
import { parseMessage, toFailure } from './answer.ts'
import { Coalesced } from './coalesced.ts'
import { currentActor, isSameAccess } from './handshake.ts'
import type { People } from './people.ts'
import { type Relay, roomName } from './relay.ts'
import { rooms } from './rooms.ts'
import type { LiveSocket, SocketDeps } from './types.ts'

/** A socket's place in a room, and as whom it was let in. */
export type Joining = { room: RoomRef; actor: Account; stream: string; epoch: number; release: () => void }

/** More tries than access can reasonably change while one person comes in. */
const TRIES = 5
/** Rooms one socket may be in. */
const ROOMS_A_SOCKET = 12

type Read = { seq: number; epoch: number } & ({ mode: 'snapshot'; state: unknown } | { mode: 'replay'; events: RoomEvent[] })

export type Joins = ReturnType<typeof createJoins>

export function createJoins(deps: SocketDeps, relay: Relay, people: People, isDraining: () => boolean) {
  const reads = new Coalesced<Read>()
  const facts = new Coalesced<unknown>()

  /** What somebody with everything up to `since` is missing; the whole state when that is too much or no longer kept. */
  function read(source: RoomSource<unknown, unknown>, stream: string, id: string, since: number | undefined): Promise<Read> {
    return reads.read(`${stream} ${since ?? ''}`, async () => {
      if (since !== undefined) {
        const { events, ...head } = await deps.reads.missed(stream, since)
        if (events !== null) return { mode: 'replay', ...head, events }
      }
      return { mode: 'snapshot', ...(await readShared(deps.ctx(), source, stream, id)) }
    })
  }

  /** Decides anew whether this actor may come in; what decides it is read once for those who ask together. */
  async function open(source: RoomSource<unknown, unknown>, ctx: Ctx, room: RoomRef): Promise<Awaited<ReturnType<typeof source.open>>> {
    const readFacts = source.facts
    return source.open(ctx, room.id, readFacts && (await facts.read(roomKey(room), () => readFacts(deps.ctx(system), room.id))))
  }

  async function join(socket: LiveSocket, room: RoomRef, since: number | undefined): Promise<Joined> {
    if (isDraining()) throw new DomainError('unavailable', { textKey: 'live.restarting' })
    const source = rooms[room.kind]
    const key = roomKey(room)
    leave(socket, key)
    if (socket.data.joined.size >= ROOMS_A_SOCKET) throw new DomainError('too_many')
    for (let attempt = 0; attempt < TRIES && socket.connected; attempt++) {
      const actor = await currentActor(deps, socket)
      if (!source || (!isMember(actor) && room.kind !== 'user')) throw notFound()
      const ctx = deps.ctx(actor)
      // The epoch is known before access is decided: if it has moved when the state is read, access is decided again.
      const stream = relay.streamOf(key) ?? (await open(source, ctx, room)).stream
      const { watched, release } = await relay.watch(stream, room)
      const { epoch } = watched
      let isIn = false
      try {
        const opened = await open(source, ctx, room)
        if (opened.stream !== stream) throw new Error(`room ${key} has moved from ${stream} to ${opened.stream}`)
        await socket.join(roomName(stream, epoch))
        const [shared, own] = await Promise.all([read(source, stream, room.id, since), deps.reads.mine(source, room, actor.id)])
        relay.raise(watched, shared.epoch)
        isIn = watched.epoch === epoch && socket.connected && isSameAccess(socket.data.actor, actor)
        if (isIn) {
          socket.data.joined.set(key, { room, actor, stream, epoch, release })
          people.enter(room, actor.id)
          const { epoch: _, ...answer } = shared
          return { ...answer, ...own, can: opened.can }
        }
      } finally {
        if (!isIn) {
          void socket.leave(roomName(stream, epoch))
          release()
        }
      }
    }
    throw new DomainError('unavailable')
  }

  function leave(socket: LiveSocket, key: string): void {
    const joining = socket.data.joined.get(key)
    if (!joining) return
    socket.data.joined.delete(key)
    void socket.leave(roomName(joining.stream, joining.epoch))
    joining.release()
    people.leave(joining.room, socket.data.actor.id)
  }

  /** Coming in and going out of one room happen one after the other, in the order they were asked for. */
  function inTurn<T>(socket: LiveSocket, room: RoomRef, work: () => Promise<T>): Promise<T> {
    const key = roomKey(room)
    const turn = (socket.data.turns.get(key) ?? Promise.resolve()).then(work)
    const settled = turn.then(() => undefined, () => undefined)
    socket.data.turns.set(key, settled)
    void settled.then(() => {
      if (socket.data.turns.get(key) === settled) socket.data.turns.delete(key)
    })
    return turn
  }

  return {
    async join(socket: LiveSocket, raw: unknown): Promise<Ack<Joined>> {
      try {
        const { room, since } = parseMessage(joinInput, raw)
        return { ok: true, value: await inTurn(socket, room, () => join(socket, room, since)) }
      } catch (error) {
        return toFailure(error, deps.log, { command: 'room:join' })
      }
    },
    async leave(socket: LiveSocket, raw: unknown): Promise<Ack<null>> {
      try {
        const { room } = parseMessage(leaveInput, raw)
        await inTurn(socket, room, async () => leave(socket, roomKey(room)))
        return { ok: true, value: null }
      } catch (error) {
        return toFailure(error, deps.log, { command: 'room:leave' })
      }
    },
    leaveAll(socket: LiveSocket): void {
      for (const key of socket.data.joined.keys()) leave(socket, key)
    },
    /** Out of every room that was entered with other rights than the session has now; each is to be asked for again. */
    rejoinChanged(socket: LiveSocket): void {
      for (const { room, actor } of socket.data.joined.values()) {
        if (isSameAccess(actor, socket.data.actor)) continue
        leave(socket, roomKey(room))
        socket.emit('room:rejoin', room)
      }
    },
  }
}
