/**
 * One line to the server, shared by everything on the page: knows how it stands, comes back when it was cut, and hears what
 * concerns the member alone.
 */
import type { Farewell } from '../contract/live.ts'
import type { RoomEvent } from '../core/rooms.ts'
import { foldInbox, type InboxState } from '../domain/notifications/fold.ts'
import { openRoom, type Room } from './room.ts'
import { createListeners, type LineState, type LiveSocket } from './types.ts'

export type Line = {
  readonly socket: LiveSocket
  readonly memberId: string
  state(): LineState
  subscribe(listener: () => void): () => void
  /** Resolves when the member's own room has been joined on the present connection. */
  ownRoom(): Promise<void>
  /** Nothing is heard on a line that seems open: it is said to be away until something is. */
  silent(isSilent: boolean): void
  /** What is written to the member's own stream, in order and once. */
  onOwnEvent(listener: (event: RoomEvent) => void): () => void
  /** What waits in the member's inbox; null until their own room has been joined. */
  inbox(): InboxState | null
  /** Told when that may have changed. */
  onInbox(listener: () => void): () => void
  /** Own events may have been missed: whatever was built from them is to be read again. */
  onOwnGap(listener: () => void): () => void
  close(): void
}

/** Attempts without success until it is asked whether pages still load. */
const TRIES_BEFORE_POLLING = 3
/** Between two such questions. */
const ASK_PAGES_MS = 5_000

/** `doPagesLoad` asks the server over plain HTTP; `random` in [0, 1). */
export function createLine(socket: LiveSocket, memberId: string, more: { doPagesLoad?: () => Promise<boolean>; random?: () => number } = {}): Line {
  const { doPagesLoad = async () => false, random = Math.random } = more
  const listeners = createListeners()
  const ownEvents = new Set<(event: RoomEvent) => void>()
  const gaps = createListeners()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let state: LineState = { status: 'static', attempt: 0 }
  let farewell: Farewell | undefined
  let pagesAskedAt = -Infinity

  function set(next: Partial<LineState>): void {
    const merged = { ...state, ...next }
    if (merged.status === state.status && merged.attempt === state.attempt) return
    state = merged
    listeners.tell()
  }
  function later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, ms)
    timers.add(timer)
  }
  async function missed(): Promise<void> {
    const attempt = state.attempt + 1
    set({ attempt, status: state.status === 'polling' ? 'polling' : 'away' })
    if (attempt < TRIES_BEFORE_POLLING || performance.now() - pagesAskedAt < ASK_PAGES_MS) return
    pagesAskedAt = performance.now()
    const loads = await doPagesLoad().catch(() => false)
    if (!socket.connected && state.status !== 'ended') set({ status: loads ? 'polling' : 'away' })
  }

  socket.on('connect', () => {
    farewell = undefined
    set({ status: 'live', attempt: 0 })
  })
  socket.on('server:farewell', ({ why }) => { farewell = why })
  socket.on('server:restarting', ({ withinMs }) => later(random() * withinMs, () => void socket.disconnect().connect()))
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return
    if (farewell === 'session') return set({ status: 'ended' })
    set({ status: 'away' })
    // The library comes back by itself only when the line broke; when the server closed it, at a moment of our own.
    if (reason === 'io server disconnect') later((farewell === undefined ? 1_000 : 15_000) * (0.5 + random()), () => void socket.connect())
  })
  socket.on('connect_error', (error) => {
    if (error.message === 'unauthenticated') return set({ status: 'ended' })
    if (!socket.active) later(1_000 + random() * 2_000, () => void socket.connect())
    void missed()
  })

  const own: Room<InboxState | null, undefined> = openRoom<InboxState | null, undefined, RoomEvent>({
    line: { socket, ownRoom: async () => undefined, onOwnEvent: () => () => undefined, onOwnGap: () => () => undefined },
    room: { kind: 'user', id: memberId },
    fold: (inbox, event) => {
      for (const listener of ownEvents) listener(event)
      return inbox && foldInbox(inbox, event)
    },
    onGap: gaps.tell,
  })

  return {
    socket,
    memberId,
    state: () => state,
    subscribe: listeners.add,
    ownRoom: own.joined,
    silent(isSilent) {
      if (socket.connected && state.status === (isSilent ? 'live' : 'away')) set({ status: isSilent ? 'away' : 'live' })
    },
    onOwnEvent(listener) {
      ownEvents.add(listener)
      return () => void ownEvents.delete(listener)
    },
    inbox: () => own.get().state,
    onInbox: own.subscribe,
    onOwnGap: gaps.add,
    close() {
      for (const timer of timers) clearTimeout(timer)
      own.close()
      socket.disconnect()
      set({ status: 'static', attempt: 0 })
    },
  }
}
