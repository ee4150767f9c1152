import { commandInputs, type CommandName, joinInput } from '../../app/contract/live.ts'
import type { Applause } from './applause.ts'
import { runCommand } from './command.ts'
import { commands } from './commands/index.ts'
import type { Joins } from './join.ts'
import type { People } from './people.ts'
import type { LiveSocket, SocketDeps } from './types.ts'

/** Answers one kind of message. The answer is sent when the promise resolves; it never rejects. */
export type Handler = (socket: LiveSocket, raw: unknown) => Promise<unknown>

/** Everything a browser may say, by name: whatever is not in here is not found. */
export function createHandlers(deps: SocketDeps, joins: Joins, people: People, applause: Applause): ReadonlyMap<string, Handler> {
  const handlers = new Map<string, Handler>([
    ['line:there', async () => ({ ok: true, value: null })],
    ['room:join', async (socket, raw) => {
      const answer = await joins.join(socket, raw)
      const room = answer.ok ? joinInput.parse(raw).room : undefined
      const known = room && people.known(room)
      if (room && known) setImmediate(() => socket.volatile.emit('room:people', { room, ...known }))
      return answer
    }],
    ['room:leave', (socket, raw) => joins.leave(socket, raw)],
    ['room:applaud', async (socket, raw) => {
      applause.give(socket, raw)
      return { ok: true, value: null }
    }],
  ])
  for (const name of Object.keys(commandInputs) as CommandName[]) handlers.set(name, (socket, raw) => runCommand(deps, commands, socket, name, raw))
  return handlers
}
