import type { Hint } from '../../app/core/ctx.ts'
import type { Io } from './types.ts'

/** Everybody who may hear hints: members, not applicants. */
export const MEMBERS = 'members'
const EVERY_MS = 1_000
/** More in one second than anybody can look at. */
const AT_ONCE = 50

/** Gathers hints and sends them on, at most once a second; of two about the same topic, event or voice the later stays. */
export function createHints(io: Io) {
  const waiting = new Map<string, Hint>()
  let timer: NodeJS.Timeout | undefined
  let sentAt = -Infinity

  function send(): void {
    timer = undefined
    sentAt = performance.now()
    const hints = [...waiting.values()].slice(-AT_ONCE)
    waiting.clear()
    if (hints.length > 0) io.to(MEMBERS).volatile.emit('hints', hints)
  }

  return {
    heard(payload: string): void {
      const hint = JSON.parse(payload) as Hint
      const key = `${hint.kind} ${hint.kind === 'topic.bumped' ? hint.topicId : hint.kind === 'event.seats' ? hint.eventId : hint.no}`
      waiting.delete(key)
      waiting.set(key, hint)
      timer ??= setTimeout(send, Math.max(0, EVERY_MS - (performance.now() - sentAt)))
    },
    close: () => clearTimeout(timer),
  }
}
