import { randomUUID } from 'node:crypto'
import type { Farewell } from '../../app/contract/live.ts'
import { type Account, type Actor, isApplicant, isMember } from '../../app/core/actor.ts'
import { DomainError } from '../../app/core/errors.ts'
import { authenticate } from '../../app/domain/accounts/index.server.ts'
import type { LiveSocket, SocketDeps } from './types.ts'

export type Standing = { actor: Account; expiresAt: Date | null }

/** Members hear rooms and give commands, applicants only wait in their own room; nobody else has a line. */
const mayConnect = (actor: Actor): actor is Account => isMember(actor) || isApplicant(actor)

/** Who is behind the cookie now; undefined for anybody who may not have a line (any more). */
export async function standingOf(deps: SocketDeps, cookieHeader: string | undefined, requestId: string = randomUUID()): Promise<Standing | undefined> {
  const { actor, expiresAt } = await authenticate(deps.ctx(undefined, requestId), { cookieHeader }, deps.reads.sessions)
  return mayConnect(actor) ? { actor, expiresAt } : undefined
}

/** Whether what may be heard and done stayed the same. */
export const isSameAccess = (a: Account, b: Account): boolean => a.role === b.role && a.status === b.status

/** Reads the session anew, so that a logout, a suspension or a change of role counts from the next message on. Ends a dead line. */
export async function currentActor(deps: SocketDeps, socket: LiveSocket, requestId?: string): Promise<Account> {
  const standing = await standingOf(deps, socket.data.cookie, requestId)
  if (standing?.actor.id !== socket.data.actor.id) {
    // The answer to the message is written first.
    setImmediate(() => endLine(socket, 'session'))
    throw new DomainError('unauthenticated')
  }
  Object.assign(socket.data, standing, { checkedAt: performance.now() })
  return standing.actor
}

/** Tells the browser why, then cuts. */
export function endLine(socket: LiveSocket, why: Farewell): void {
  socket.emit('server:farewell', { why })
  socket.disconnect(true)
}
