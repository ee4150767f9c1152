import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Ack, CommandAnswers, CommandInput, CommandName } from '../contract/live.ts'
import { currentLine, lineState, subscribe } from './connect.ts'
import type { Refused, SendOptions, Waiting } from './outbox.ts'
import { useLatest } from './use-latest.ts'

/** Whether a command can be left to the line: there is one, now or soon again. Otherwise let the form go its own way. */
export const isConnectable = (): boolean => currentLine() !== undefined && lineState().status !== 'ended'

/** Gives a command; resolves when the server has committed or refused it, which may be after the line has come back. */
export async function sendCommand<K extends CommandName>(name: K, input: Omit<CommandInput<K>, 'commandId'>, options?: SendOptions): Promise<Ack<CommandAnswers[K]>> {
  const open = currentLine()
  if (!open) return { ok: false, code: 'unavailable' }
  return open.outbox.send(name, input, options)
}

const nothing: readonly Waiting[] = []
const waiting = () => currentLine()?.outbox.waiting() ?? nothing

/** Commands of a kind that the server has not acknowledged yet. */
export function useQueued<K extends CommandName>(name: K): Waiting<K>[] {
  const all = useSyncExternalStore(subscribe, waiting, () => nothing)
  return useMemo(() => all.filter((w): w is Waiting<K> => w.name === name), [all, name])
}

const noneRefused: readonly Refused[] = []
const refused = () => currentLine()?.outbox.refused() ?? noneRefused

/** What was sent before this page was loaded and has been refused since: each is given to `take` once. */
export function useRefused<K extends CommandName>(name: K, take: (refused: Refused & Waiting<K>) => void): void {
  const all = useSyncExternalStore(subscribe, refused, () => noneRefused)
  const latest = useLatest(take)
  useEffect(() => {
    for (const one of all) {
      if (one.name !== name) continue
      currentLine()?.outbox.forget(one.commandId)
      latest.current(one as Refused & Waiting<K>)
    }
  }, [all, name, latest])
}
