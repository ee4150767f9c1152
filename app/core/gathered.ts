/** Reads under way at the same time. */
const AT_ONCE = 2

/**
 * Reads that many ask for in the same moment, as one: what is asked for in one turn of the event loop goes together, and while two
 * such reads are under way the others gather for the next. A read always begins after it was asked for. One key asked for twice
 * in a read is read once.
 */
export class Gathered<K, V> {
  readonly #read: (keys: K[]) => Promise<ReadonlyMap<K, V>>
  readonly #most: number
  #waiting = new Map<K, { promise: Promise<V | undefined>; resolve(value: V | undefined): void; reject(error: unknown): void }>()
  #isDue = false
  #underWay = 0

  /** `read` answers for at most `most` different keys; what is missing in its answer is `undefined` to who asked. */
  constructor(read: (keys: K[]) => Promise<ReadonlyMap<K, V>>, most = 100) {
    this.#read = read
    this.#most = most
  }

  read(key: K): Promise<V | undefined> {
    const known = this.#waiting.get(key)
    if (known) return known.promise
    let resolve: (value: V | undefined) => void = () => {}
    let reject: (error: unknown) => void = () => {}
    const promise = new Promise<V | undefined>((yes, no) => { [resolve, reject] = [yes, no] })
    this.#waiting.set(key, { promise, resolve, reject })
    this.#soon()
    return promise
  }

  /** Whether nothing waits and nothing is under way. */
  get isIdle(): boolean {
    return this.#underWay === 0 && this.#waiting.size === 0
  }

  #soon(): void {
    if (this.#isDue || this.#underWay >= AT_ONCE || this.#waiting.size === 0) return
    this.#isDue = true
    setImmediate(() => {
      this.#isDue = false
      void this.#go()
    })
  }

  async #go(): Promise<void> {
    const asked = [...this.#waiting].slice(0, this.#most)
    for (const [key] of asked) this.#waiting.delete(key)
    this.#underWay += 1
    this.#soon()
    try {
      const found = await this.#read(asked.map(([key]) => key))
      for (const [key, { resolve }] of asked) resolve(found.get(key))
    } catch (error) {
      for (const [, { reject }] of asked) reject(error)
    } finally {
      this.#underWay -= 1
      this.#soon()
    }
  }
}
