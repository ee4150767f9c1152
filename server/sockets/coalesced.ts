/**
 * Reads shared by those who ask at the same time. A read that began before somebody asked may be too old for them, so they get
 * the next one: a thousand who come back together cost two reads, and nobody is answered from before they came.
 */
export class Coalesced<T> {
  readonly #running = new Map<string, { current: Promise<T>; next: Promise<T> | undefined }>()

  read(key: string, read: () => Promise<T>): Promise<T> {
    const entry = this.#running.get(key)
    if (!entry) return this.#start(key, read)
    entry.next ??= entry.current.then(() => undefined, () => undefined).then(() => this.#start(key, read))
    return entry.next
  }

  #start(key: string, read: () => Promise<T>): Promise<T> {
    const entry: { current: Promise<T>; next: Promise<T> | undefined } = { current: read(), next: undefined }
    this.#running.set(key, entry)
    const done = () => {
      if (entry.next === undefined && this.#running.get(key) === entry) this.#running.delete(key)
    }
    entry.current.then(done, done)
    return entry.current
  }
}
