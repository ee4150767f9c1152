/** The one source of time. Rules ask `ctx.now()`; tests and demos move the clock, never the database's. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** Starts at `start` and runs on from there (ENISHI_CLOCK). */
export function clockFrom(start: Date): Clock {
  const offset = start.getTime() - Date.now()
  return { now: () => new Date(Date.now() + offset) }
}

/** Stands still until moved: for tests. */
export function testClock(start: Date): Clock & { set(at: Date): void; advance(ms: number): void } {
  let at = start.getTime()
  return { now: () => new Date(at), set: (d) => { at = d.getTime() }, advance: (ms) => { at += ms } }
}
