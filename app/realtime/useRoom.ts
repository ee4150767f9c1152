import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { RoomKind, RoomView } from '../core/rooms.ts'
import { useRevalidate } from '../components/layout/revalidate.ts'
import { useViewer } from '../components/layout/root-data.ts'
import { openLine } from './connect.ts'
import { type Fold, type FoldMine, openRoom, type Room } from './room.ts'
import { useLatest } from './use-latest.ts'
import { useConnection } from './useConnection.ts'

/** How a room on the page stands: the room's own status, or the line's where that says more. */
export type UseRoomStatus = 'static' | 'joining' | 'live' | 'away' | 'polling' | 'gone'
export type UsedRoom<State, Mine> = {
  state: State
  mine: Mine
  can: Record<string, boolean>
  status: UseRoomStatus
  /** Shows at once what an acknowledged command has changed; the next event or join says it again. */
  patch: Room<State, Mine>['patch']
}

/** How often the loader is read again where sockets are blocked. */
const POLL_MS = 5_000
const never = () => () => undefined

/**
 * A room that moves by itself. `initial` is what the loader read (`readRoom`); it is rendered on the server and until the socket
 * has joined. `fold` and `foldMine` are the module's reducers. One component of a page opens a room.
 */
export function useRoom<State, Mine, Event, OwnEvent = never>(
  kind: RoomKind,
  id: string,
  initial: RoomView<State, Mine>,
  fold: Fold<State, Event>,
  { foldMine }: { foldMine?: FoldMine<Mine, OwnEvent> } = {},
): UsedRoom<State, Mine> {
  const viewer = useViewer()
  const memberId = viewer.kind === 'member' ? viewer.id : undefined
  const connection = useConnection()
  const revalidate = useRevalidate()
  const [room, setRoom] = useState<Room<State, Mine>>()
  const latest = useLatest({ initial, fold, foldMine, revalidate })

  useEffect(() => {
    if (memberId === undefined) return
    let opened: Room<State, Mine> | undefined
    let isGone = false
    openLine(memberId).then(({ line }) => {
      if (isGone) return
      const { revalidate: _, ...options } = latest.current
      opened = openRoom({ line, room: { kind, id }, ...options })
      setRoom(opened)
    }, () => undefined)
    return () => {
      isGone = true
      opened?.close()
      setRoom(undefined)
    }
  }, [kind, id, memberId, latest])
  useEffect(() => room?.offer(initial), [room, initial])

  const before = useMemo(() => ({ state: initial.state, mine: initial.mine, can: initial.can, status: 'static' as const }), [initial])
  const now = useSyncExternalStore(room?.subscribe ?? never, () => room?.get() ?? before, () => before)
  const status: UseRoomStatus = now.status === 'gone' ? 'gone' : connection.status === 'polling' || connection.status === 'away' ? connection.status : now.status

  useEffect(() => {
    // Not allowed here, or signed out: the loader decides what this page is now.
    if (status === 'gone' || connection.status === 'ended') latest.current.revalidate()
    if (status !== 'polling') return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') latest.current.revalidate()
    }, POLL_MS)
    latest.current.revalidate()
    return () => clearInterval(timer)
  }, [status, connection.status, latest])

  return { state: now.state, mine: now.mine, can: now.can, status, patch: (change) => room?.patch(change) }
}
