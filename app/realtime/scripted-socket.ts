/** For tests: a socket whose server is the test. It answers what it was told to answer, and says what the test says. */
import type { LiveSocket } from './types.ts'

type Listener = (...args: never[]) => void
export type Scripted = {
  socket: LiveSocket
  /** Everything that was sent and not answered yet, oldest first. */
  asked: { name: string; input: unknown; answer: (value: unknown) => void; lose: () => void }[]
  say(name: string, ...args: unknown[]): void
  connect(): void
  cut(): void
  /** The server answers the knock itself with a no; the library does not knock again. */
  refuse(message: string): void
}

export function scriptedSocket(): Scripted {
  const listeners = new Map<string, Set<Listener>>()
  const asked: Scripted['asked'] = []
  const state = { connected: false, active: true }
  const say = (name: string, ...args: unknown[]) => {
    for (const listener of listeners.get(name) ?? []) (listener as (...a: unknown[]) => void)(...args)
  }
  const ask = (name: string, input: unknown) =>
    new Promise((resolve, reject) => asked.push({ name, input, answer: resolve, lose: () => reject(new Error('socket has been disconnected')) }))
  const socket = {
    get connected() { return state.connected },
    get active() { return state.active },
    on(name: string, listener: Listener) {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener))
      return socket
    },
    off(name: string, listener: Listener) {
      listeners.get(name)?.delete(listener)
      return socket
    },
    emit: () => socket,
    emitWithAck: ask,
    timeout: () => ({ emitWithAck: ask }),
    io: { on: (name: string, listener: Listener) => void socket.on(name, listener), off: (name: string, listener: Listener) => void socket.off(name, listener) },
    connect: () => socket,
    disconnect: () => socket,
  }
  return {
    socket: socket as unknown as LiveSocket,
    asked,
    say,
    connect() {
      state.connected = true
      say('connect')
    },
    cut() {
      state.connected = false
      for (const one of asked.splice(0)) one.lose()
      say('disconnect', 'transport close')
    },
    refuse(message) {
      state.active = false
      say('connect_error', new Error(message))
    },
  }
}
