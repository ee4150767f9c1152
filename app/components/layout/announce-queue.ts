/** How long what happens together is gathered before it is said. */
export const gatherMs = 1000
/** The least time between two sayings, so that a reader is never talked over. */
export const pauseMs = 4000

type Clock = { now(): number; later(ms: number, run: () => void): () => void }
type Tally = { n: number; say: (n: number) => string }

export type Announce = {
  /** Says a text. The same text twice in a burst is said once. */
  (text: string): void
  /** Adds to a count that is said once for a burst: 「新しい投稿が3件あります」. `key` tells counts apart. */
  count(key: string, n: number, say: (total: number) => string): void
}

/**
 * Gathers what is to be announced and says it in one go: what comes within a second together, and nothing sooner than four
 * seconds after the last. `stop` forgets what was not said.
 */
export function announceQueue(say: (text: string) => void, clock: Clock): { announce: Announce; stop(): void } {
  let texts: string[] = []
  let tallies = new Map<string, Tally>()
  let cancel: (() => void) | null = null
  let lastSaid = -Infinity

  function flush(): void {
    cancel = null
    const all = [...texts, ...[...tallies.values()].map((tally) => tally.say(tally.n))]
    texts = []
    tallies = new Map()
    lastSaid = clock.now()
    say(all.join(' '))
  }
  function schedule(): void {
    cancel ??= clock.later(Math.max(gatherMs, lastSaid + pauseMs - clock.now()), flush)
  }

  const announce = Object.assign(
    (text: string) => {
      if (!texts.includes(text)) texts.push(text)
      schedule()
    },
    {
      count(key: string, n: number, sayCount: (total: number) => string) {
        tallies.set(key, { n: (tallies.get(key)?.n ?? 0) + n, say: sayCount })
        schedule()
      },
    },
  )
  const stop = () => {
    cancel?.()
    cancel = null
    texts = []
    tallies = new Map()
  }
  return { announce, stop }
}
