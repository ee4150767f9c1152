import { useState } from 'react'
import { type RoomKind, type RoomRef, roomKey } from '../core/rooms.ts'
import { useLine } from './use-line.ts'

/** `all`: how many came at all. */
type People = { now: number; peak: number; all: number }

/** How many people are in a room with us; undefined until it has been told. Volatile. */
export function usePeople(kind: RoomKind, id: string): People | undefined {
  const key = roomKey({ kind, id })
  const [people, setPeople] = useState<People & { key: string }>()
  useLine(({ socket }) => {
    const hear = ({ room, now, peak, all }: People & { room: RoomRef }) => setPeople({ key: roomKey(room), now, peak, all })
    socket.on('room:people', hear)
    return () => void socket.off('room:people', hear)
  })
  return people?.key === key ? people : undefined
}
