import type pg from 'pg'

/** Connections that carry reads of many requests at once. */
const LANES = 3
/** A lane whose oldest read has waited this long (ms) is taken last: what it carries first may be slow. */
const SLOW_MS = 10
/** One that has waited this long is slow for sure: nothing more is put behind it. */
const STUCK_MS = 100
/** Reads a lane carries at most; beyond it the pool answers. */
const MOST = 64
/** So many reads of one turn leave in one packet over one lane: another packet costs more than waiting for a few short reads. */
const TOGETHER = 8

type Lane = { client: pg.Client; isOpen: boolean; waiting: Map<number, number>; isCorked: boolean }

export type ReadLanes = {
  /** The answer, or null when every lane is busy, slow or not there: then the pool is to be asked. */
  read(query: pg.QueryConfig): Promise<pg.QueryResult> | null
  end(): Promise<void>
}

/**
 * Short reads of pages over a few pipelined connections: what is asked in one turn of the event loop leaves in one packet,
 * without waiting for the answers before it. Each statement is its own transaction and fails alone. Only for statements that
 * neither write nor lock: a lane must never wait for a transaction that might itself wait for the lane.
 */
export function createReadLanes({ Client, ...config }: pg.ClientConfig & { Client: typeof pg.Client }, onError: (error: Error) => void): ReadLanes {
  const lanes: (Lane | null)[] = Array.from({ length: LANES }, () => null)
  let isEnded = false
  let asked = 0

  function open(at: number): void {
    const client = new Client({ ...config, pipeline: true })
    const lane: Lane = { client, isOpen: false, waiting: new Map(), isCorked: false }
    lanes[at] = lane
    const gone = () => {
      if (lanes[at] === lane) lanes[at] = null
    }
    client.on('error', (error) => {
      gone()
      if (!isEnded) onError(error)
    })
    client.on('end', gone)
    client.connect().then(() => { lane.isOpen = true }, (error: unknown) => {
      gone()
      if (!isEnded && error instanceof Error) onError(error)
    })
  }

  /** The lane that is being filled in this turn, else the open one with the least to do; those with a slow read last. One that is missing is opened for later. */
  function choose(): Lane | null {
    const now = performance.now()
    let best: Lane | null = null
    let least = 2 * MOST
    lanes.forEach((lane, at) => {
      if (lane === null) return open(at)
      if (!lane.isOpen || lane.waiting.size >= MOST) return
      const [oldest = now] = lane.waiting.values()
      if (now - oldest > STUCK_MS) return
      const isFull = lane.waiting.size + 1 > TOGETHER
      const load = lane.waiting.size + (now - oldest > SLOW_MS ? MOST : lane.isCorked && !isFull ? -MOST : 0)
      if (load < least) [best, least] = [lane, load]
    })
    return best
  }

  return {
    read(query) {
      if (isEnded) return null
      const lane = choose()
      if (lane === null) return null
      if (!lane.isCorked) {
        lane.isCorked = true
        const { stream } = (lane.client as pg.Client & { connection: { stream: { cork(): void; uncork(): void } } }).connection
        stream.cork()
        setImmediate(() => {
          lane.isCorked = false
          stream.uncork()
        })
      }
      const id = asked++
      lane.waiting.set(id, performance.now())
      return new Promise((resolve, reject) => {
        lane.client.query(query, (error: Error | null, result: pg.QueryResult) => {
          lane.waiting.delete(id)
          if (error) reject(error)
          else resolve(result)
        })
      })
    },
    async end() {
      isEnded = true
      await Promise.all(lanes.map((lane) => lane?.client.end().catch(() => {})))
    },
  }
}
