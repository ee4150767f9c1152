/** As long as a browser waits for an answer before it says the same again, perhaps to another process. */
const TOO_LATE_MS = 10_000
/** What was said while it stood still is read within this time. */
const READ_WITHIN_MS = 1_000

/** Whether what was heard then, in milliseconds of performance.now(), is too old to be done now. */
export const isTooLate = (heardAt: number): boolean => performance.now() - heardAt > TOO_LATE_MS

/**
 * A process that stood still (stopped, swapped out, moved to another machine) wakes up with commands in its hands whose authors have long
 * given up or gone on elsewhere. What was said that long ago is not done any more: whoever still wants it says it again with the same id.
 */
export function createStandstill() {
  let beatAt = performance.now()
  let refusedUntil = -Infinity

  function note(now: number): void {
    if (now - beatAt > TOO_LATE_MS) refusedUntil = now + READ_WITHIN_MS
    beatAt = now
  }
  return {
    beat: (): void => note(performance.now()),
    /** Whether what is read at this moment may be as old as a standstill. */
    mayBeOld(now: number): boolean {
      note(now)
      return now < refusedUntil
    },
  }
}

export type Standstill = ReturnType<typeof createStandstill>
