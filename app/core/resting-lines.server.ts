import pg from 'pg'

/** After a line could not be opened, none is tried for this long (ms). */
const REST_MS = 150

type Connected = ((error: Error) => void) | ((error: null, client: pg.Client) => void)

/**
 * A client for one pool and its lanes. While the server refuses lines (it is away, starting up, or full), those who ask fail at
 * once with its last word, and it is tried a few times a second instead of once for each of them: it needs the time to come back.
 */
export function restingLines(): typeof pg.Client {
  let refusal: Error | undefined
  let until = -Infinity
  const refused = (error: Error): void => {
    refusal = error
    until = performance.now() + REST_MS
  }
  return class extends pg.Client {
    override connect(): Promise<pg.Client>
    override connect(callback: Connected): void
    override connect(callback?: Connected): Promise<pg.Client> | void {
      const rest = performance.now() < until ? refusal : undefined
      if (callback === undefined) return rest ? Promise.reject(rest) : super.connect().catch((error: Error) => { refused(error); throw error })
      if (rest) return void process.nextTick(callback, rest)
      super.connect((error: Error | null) => {
        if (error) refused(error)
        ;(callback as (error: Error | null, client: pg.Client) => void)(error, this)
      })
    }
  }
}
