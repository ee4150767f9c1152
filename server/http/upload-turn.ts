import type { Response } from 'express'

/** Uploads that are held in memory at the same time; more wait with their bytes still on the way. */
const AT_ONCE = 8
let running = 0
const waiting: (() => void)[] = []

/** Resolves when this upload may be read; its place is free again when its answer is out or its sender is gone. Rejects when they left before. */
export async function uploadTurn(res: Response): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  else running++
  const free = (): void => {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
  if (res.closed || res.destroyed) {
    free()
    throw new Error('aborted')
  }
  res.once('close', free)
}
