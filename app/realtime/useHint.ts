import type { Hint } from '../core/ctx.ts'
import { useLatest } from './use-latest.ts'
import { useLine } from './use-line.ts'

/** Hears volatile news for everybody, at most once a second; some may be lost. */
export function useHint<K extends Hint['kind']>(kind: K, listener: (hint: Extract<Hint, { kind: K }>) => void): void {
  const latest = useLatest(listener)
  useLine(({ socket }) => {
    const hear = (hints: Hint[]) => {
      for (const hint of hints) if (hint.kind === kind) latest.current(hint as Extract<Hint, { kind: K }>)
    }
    socket.on('hints', hear)
    return () => void socket.off('hints', hear)
  })
}
