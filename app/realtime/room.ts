/**
 * Browser side of a room. The whole rule: an event whose number we have is dropped, the next one is applied, and when one is
 * missing we join again with the number we have. What arrives while we are joining is held until the answer is there.
 */
import type { Ack, Joined } from '../contract/live.ts'
import { type RoomEvent, roomKey, type RoomRef, type RoomView } from '../core/rooms.ts'
import { createListeners } from './types.ts'
import type { Line } from './line.ts'

/** `gone`: this member may not be in the room (any more). */
export type RoomStatus = 'static' | 'joining' | 'live' | 'gone'
export type RoomNow<State, Mine> = { state: State; mine: Mine; can: Record<string, boolean>; status: RoomStatus; seq: number }

export type Room<State, Mine> = {
  get(): RoomNow<State, Mine>
  subscribe(listener: () => void): () => void
  /** What a page's loader has read: taken over unless it is older than what we have. */
  offer(view: RoomView<State, Mine>): void
  /** Shows at once what an acknowledged command has changed. */
  patch(change: (now: { state: State; mine: Mine }) => { state?: State; mine?: Mine }): void
  /** Resolves when the room is joined on the present connection, or is gone. */
  joined(): Promise<void>
  close(): void
}

export type Fold<State, Event> = (state: State, event: Event) => State
export type FoldMine<Mine, Event> = (mine: Mine, event: Event, room: RoomRef) => Mine

type Options<State, Mine, Event, OwnEvent> = {
  line: Pick<Line, 'socket' | 'ownRoom' | 'onOwnEvent' | 'onOwnGap'>
  room: RoomRef
  initial?: RoomView<State, Mine>
  fold: Fold<State, Event>
  foldMine?: FoldMine<Mine, OwnEvent>
  /** A snapshot came where events were expected: some were not seen one by one. */
  onGap?: () => void
}

const ANSWER_WITHIN_MS = 10_000
const TRY_AGAIN_MS = 1_000

export function openRoom<State, Mine, Event, OwnEvent = never>({ line, room, initial, fold, foldMine, onGap }: Options<State, Mine, Event, OwnEvent>): Room<State, Mine> {
  const { socket } = line
  const key = roomKey(room)
  const listeners = createListeners()
  let now: RoomNow<State, Mine> = {
    state: (initial?.state ?? null) as State, mine: initial?.mine as Mine, can: initial?.can ?? {}, status: 'static', seq: initial?.seq ?? -1,
  }
  let mineSeq = initial?.mineSeq ?? -1
  let offered = initial
  let held: RoomEvent[] = []
  let heldOwn: RoomEvent[] = []
  let isJoining = false
  let isWantedAgain = false
  let isClosed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function set(next: Partial<RoomNow<State, Mine>>): void {
    now = { ...now, ...next }
    listeners.tell()
  }

  /** Applies what is next, drops what is old. False when something in between is missing. */
  function apply(events: RoomEvent[]): boolean {
    let { state, seq } = now
    let isWhole = true
    for (const event of events) {
      if (event.seq <= seq) continue
      if (event.seq !== seq + 1) {
        isWhole = false
        break
      }
      state = fold(state, event as Event)
      seq = event.seq
    }
    if (seq !== now.seq) set({ state, seq })
    return isWhole
  }

  function applyOwn(events: RoomEvent[]): void {
    if (!foldMine) return
    let { mine } = now
    for (const event of events) {
      if (event.seq <= mineSeq) continue
      mine = foldMine(mine, event as OwnEvent, room)
      mineSeq = event.seq
    }
    if (mine !== now.mine) set({ mine })
  }

  async function ask(): Promise<Ack<Joined>> {
    await line.ownRoom()
    // Sent while the line is down, it would wait in a buffer and be answered twice.
    if (!socket.connected) throw new Error('the line is down')
    return socket.timeout(ANSWER_WITHIN_MS).emitWithAck('room:join', now.seq >= 0 ? { room, since: now.seq } : { room })
  }

  async function join(): Promise<void> {
    if (isJoining) {
      isWantedAgain = true
      return
    }
    if (isClosed || !socket.connected) return
    isJoining = true
    isWantedAgain = false
    clearTimeout(timer)
    if (now.status !== 'joining') set({ status: 'joining' })
    const answer = await ask().catch((): Ack<Joined> => ({ ok: false, code: 'unavailable' }))
    isJoining = false
    if (isClosed) return
    if (answer.ok) enter(answer.value)
    else refused(answer)
    if (isWantedAgain) void join()
  }

  function enter(joined: Joined): void {
    if (joined.mode === 'snapshot') {
      if (now.seq >= 0) onGap?.()
      set({ state: joined.state as State, seq: joined.seq })
    } else if (!apply(joined.events)) isWantedAgain = true
    if (foldMine && joined.mine !== undefined) {
      mineSeq = joined.mineSeq
      set({ mine: joined.mine as Mine })
    }
    set({ can: joined.can, status: 'live' })
    const events = held.sort((a, b) => a.seq - b.seq)
    const ownEvents = heldOwn.sort((a, b) => a.seq - b.seq)
    held = []
    heldOwn = []
    applyOwn(ownEvents)
    if (!apply(events)) isWantedAgain = true
  }

  function refused({ code, retryAfter }: { code: string; retryAfter?: number | undefined }): void {
    if (code === 'unavailable' || code === 'too_many') {
      timer = setTimeout(() => void join(), Math.max(TRY_AGAIN_MS, (retryAfter ?? 0) * 1_000) * (0.75 + Math.random() / 2))
    } else {
      held = []
      heldOwn = []
      set({ status: 'gone' })
    }
  }

  const onEvents = (batch: { room: RoomRef; events: RoomEvent[] }) => {
    if (roomKey(batch.room) !== key || now.status === 'gone') return
    if (isJoining || now.status !== 'live') held.push(...batch.events)
    else if (!apply(batch.events)) {
      held.push(...batch.events)
      void join()
    }
  }
  const onRejoin = (ref: RoomRef) => { if (roomKey(ref) === key) void join() }
  const onConnect = () => void join()
  const onDisconnect = () => {
    // Whatever was held is sent again after the next join.
    held = []
    if (now.status !== 'gone') set({ status: 'static' })
  }
  socket.on('room:events', onEvents)
  socket.on('room:rejoin', onRejoin)
  socket.on('connect', onConnect)
  socket.on('disconnect', onDisconnect)
  const offOwn = foldMine && line.onOwnEvent((event) => (isJoining ? void heldOwn.push(event) : applyOwn([event])))
  const offGap = foldMine && line.onOwnGap(() => void join())
  if (socket.connected) void join()

  return {
    get: () => now,
    subscribe: listeners.add,
    offer(view) {
      if (view === offered) return
      offered = view
      const next: Partial<RoomNow<State, Mine>> = {}
      if (view.seq >= now.seq) Object.assign(next, { state: view.state, seq: view.seq, can: view.can })
      if (view.mineSeq >= mineSeq) {
        mineSeq = view.mineSeq
        next.mine = view.mine
      }
      set(next)
    },
    patch: (change) => set(change(now)),
    joined: () =>
      new Promise((resolve) => {
        const isIn = () => now.status === 'live' || now.status === 'gone' || isClosed
        if (isIn()) return resolve()
        const off = listeners.add(() => {
          if (!isIn()) return
          off()
          resolve()
        })
      }),
    close() {
      isClosed = true
      clearTimeout(timer)
      socket.off('room:events', onEvents).off('room:rejoin', onRejoin).off('connect', onConnect).off('disconnect', onDisconnect)
      offOwn?.()
      offGap?.()
      if (socket.connected) socket.emit('room:leave', { room }, () => undefined)
      listeners.tell()
    },
  }
}
