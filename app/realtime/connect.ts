/** The one line of this tab. Opened by the first component that wants to hear something, after the page is there. */
import { createLine, type Line } from './line.ts'
import { isServing } from '../components/layout/revalidate.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { randomId } from '../core/ids.ts'
import { knocking } from './knocking.ts'
import { createListeners, type LineState, type LiveSocket } from './types.ts'

type Open = { line: Line; outbox: Outbox }

const listeners = createListeners()
const none: LineState = { status: 'static', attempt: 0 }
let opening: { memberId: string; open: Promise<Open> } | undefined
let current: Open | undefined

/** The line of this member; the line of whoever was here before is closed. */
export function openLine(memberId: string): Promise<Open> {
  if (opening?.memberId === memberId) return opening.open
  closeLine()
  const open = connect(memberId).then((opened) => {
    if (opening?.open !== open) {
      close(opened)
      throw new Error('somebody else is here now')
    }
    current = opened
    opened.line.subscribe(listeners.tell)
    opened.outbox.subscribe(listeners.tell)
    opened.line.socket.connect()
    listeners.tell()
    return opened
  })
  open.catch(() => undefined)
  opening = { memberId, open }
  return open
}

/** After signing out. */
export function closeLine(): void {
  if (current) close(current)
  current = undefined
  opening = undefined
  listeners.tell()
}

function close({ line, outbox }: Open): void {
  outbox.close()
  line.close()
}

async function connect(memberId: string): Promise<Open> {
  const { io } = await import('socket.io-client')
  const socket: LiveSocket = io({
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    ...knocking,
  })
  // The library does so itself but not on localhost.
  addEventListener('offline', () => socket.connected && socket.io.engine.close())
  const line = createLine(socket, memberId, { doPagesLoad: isServing })
  return { line, outbox: createOutbox(line, window.sessionStorage, postForm, randomId) }
}

/** A form as the browser would send it. Leading elsewhere means that it was accepted. */
async function postForm({ action, fields }: { action: string; fields: Record<string, string> }): Promise<number> {
  const answer = await fetch(action, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  return answer.type === 'opaqueredirect' ? 0 : answer.status
}

export const subscribe = listeners.add
export const lineState = (): LineState => current?.line.state() ?? none
export const currentLine = (): Open | undefined => current
