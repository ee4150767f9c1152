import { randomUUID } from 'node:crypto'
import { type Ack, type CommandAnswers, commandInputs, type CommandName, type ParsedInput } from '../../app/contract/live.ts'
import { isMember } from '../../app/core/actor.ts'
import type { Ctx } from '../../app/core/ctx.ts'
import { DomainError } from '../../app/core/errors.ts'
import { parseMessage, toFailure } from './answer.ts'
import { currentActor } from './handshake.ts'
import { isTooLate } from './standstill.ts'
import type { LiveSocket, SocketDeps } from './types.ts'

/** One domain function a command; the answer is what the contract says. */
export type CommandRuns = { [K in CommandName]: (ctx: Ctx, input: ParsedInput<K>) => Promise<CommandAnswers[K]> }

/** Parses, runs as whoever is behind the session at this moment, and answers after the commit. */
export async function runCommand<K extends CommandName>(deps: SocketDeps, runs: CommandRuns, socket: LiveSocket, name: K, raw: unknown): Promise<Ack<CommandAnswers[K]>> {
  const requestId = randomUUID()
  const heardAt = performance.now()
  try {
    const input = parseMessage(commandInputs[name], raw) as ParsedInput<K>
    const actor = await currentActor(deps, socket, requestId)
    if (!isMember(actor)) throw new DomainError('not_found')
    if (isTooLate(heardAt)) throw new DomainError('unavailable')
    const run = runs[name] as (ctx: Ctx, input: ParsedInput<K>) => Promise<CommandAnswers[K]>
    return { ok: true, value: await run(deps.ctx(actor, requestId), input) }
  } catch (error) {
    return toFailure(error, deps.log, { command: name, requestId })
  }
}
