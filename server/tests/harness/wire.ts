import type { Page, WebSocket } from 'playwright-core'
import { until } from './until.ts'

/** The kinds of rooms a page has joined on the socket it has now. */
const joinedBy = new WeakMap<Page, Set<string>>()

/** Follows what a page says on its socket, from outside: an acknowledged `room:join` means that the page hears of changes. */
export function followWire(page: Page): void {
  page.on('websocket', (socket: WebSocket) => {
    const joined = new Set<string>()
    const asked = new Map<string, string>()
    joinedBy.set(page, joined)
    socket.on('framesent', ({ payload }) => {
      const [, id, kind] = /^42(\d+)\["room:join",\{"room":\{"kind":"([a-z-]+)"/.exec(String(payload)) ?? []
      if (id !== undefined && kind !== undefined) asked.set(id, kind)
    })
    socket.on('framereceived', ({ payload }) => {
      const [, id = ''] = /^43(\d+)\[\{"ok":true/.exec(String(payload)) ?? []
      const kind = asked.get(id)
      if (kind !== undefined) joined.add(kind)
    })
    socket.on('close', () => joined.clear())
  })
}

/** Waits until the page is in a room of this kind (`topic`, `event`, `event-staff`). */
export const inRoom = async (page: Page, kind: string): Promise<void> => void (await until(`the page to be in the room "${kind}"`, () => joinedBy.get(page)?.has(kind)))
